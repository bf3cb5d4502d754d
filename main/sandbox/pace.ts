// Waits so that bytes pass no faster than they may.
import { setTimeout as delay } from 'node:timers/promises';

export interface Pace {
  /** No piece may be larger than this. */
  readonly pieceBytes: number;
  /** Waits until this many more bytes may pass; false when the signal fired meanwhile. */
  pass(bytes: number): Promise<boolean>;
}

const piecesPerSecond = 20;

/** A pace that starts now; without a limit nothing ever waits. */
export function createPace(bytesPerSecond: number | undefined, { signal }: { signal: AbortSignal }): Pace {
  if (bytesPerSecond === undefined) return { pieceBytes: Infinity, pass: () => Promise.resolve(!signal.aborted) };
  const startedAt = performance.now();
  let passed = 0;
  return {
    pieceBytes: Math.ceil(bytesPerSecond / piecesPerSecond),
    pass: (bytes) => {
      passed += bytes;
      return waited((passed / bytesPerSecond) * 1000 - (performance.now() - startedAt), { signal });
    },
  };
}

/** True after this many milliseconds, at once for none; false as soon as the signal fires. */
export async function waited(ms: number, { signal }: { signal: AbortSignal }): Promise<boolean> {
  if (ms <= 0) return !signal.aborted;
  return delay(ms, true, { signal }).catch(() => false);
}
