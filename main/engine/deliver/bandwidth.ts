// The bandwidth limit: one token bucket that all uploads draw from, piece by piece and in turn.
import type { Clock } from '../ports';

export interface Bandwidth {
  /** How many bytes to ask for at once, so that a slow line still moves every second and uploads take turns. Without a limit: Infinity. */
  pieceBytes(): number;
  /** Lets so many bytes pass if they may go at once. */
  tryPass(bytes: number): boolean;
  /** Waits until so many bytes may go, after all who asked before. false: the signal fired first. */
  pass(bytes: number, options: { signal: AbortSignal }): Promise<boolean>;
  /** The limit is another one now: those who wait are judged anew. */
  changed(): void;
}

interface Waiter {
  readonly bytes: number;
  readonly resolve: (passed: boolean) => void;
}

const largestPieceBytes = 64 * 1024;
const smallestPieceBytes = 1024;
const piecesPerSecond = 20;
/** How much time without uploads may be made up for, in seconds. */
const burstSeconds = 0.25;
// The limit may change with the hour, without anybody calling `changed`.
const lookAgainMs = 1_000;

/** `limit` answers with bytes per second, null for none; it is asked again for every piece. */
export function createBandwidth(limit: () => number | null, clock: Clock): Bandwidth {
  const waiting: Waiter[] = [];
  let tokens = 0;
  let filledAt = clock.now();
  let serving = false;
  let nap = new AbortController();

  /** Adds what came in since the last time; a clock that was set back adds nothing. */
  function refill(rate: number): void {
    const now = clock.now();
    tokens = Math.min(burstBytes(rate), tokens + (Math.max(0, now - filledAt) / 1000) * rate);
    filledAt = now;
  }

  /** A piece from before the limit was lowered may be larger than the bucket: it goes when the bucket is full. */
  function missing(bytes: number, rate: number): number {
    return Math.min(bytes, burstBytes(rate)) - tokens;
  }

  /** Takes the bytes if they may go now; else answers with the milliseconds that are missing. */
  function take(bytes: number): number {
    const rate = limit();
    if (rate === null) {
      tokens = 0;
      filledAt = clock.now();
      return 0;
    }
    refill(rate);
    const short = missing(bytes, rate);
    if (short > 0) return Math.max(1, Math.ceil((short / rate) * 1000));
    tokens -= bytes;
    return 0;
  }

  /** Serves those who wait, in turn, until nobody does. Runs once at a time. */
  async function serve(): Promise<void> {
    if (serving) return;
    serving = true;
    for (;;) {
      const [first] = waiting;
      if (first === undefined) break;
      const waitMs = take(first.bytes);
      if (waitMs === 0) {
        waiting.shift();
        first.resolve(true);
        continue;
      }
      nap = new AbortController();
      await clock.sleep(Math.min(waitMs, lookAgainMs), { signal: nap.signal });
    }
    serving = false;
  }

  return {
    pieceBytes: () => {
      const rate = limit();
      return rate === null ? Infinity : pieceBytesAt(rate);
    },
    tryPass: (bytes) => waiting.length === 0 && take(bytes) === 0,
    pass: (bytes, { signal }) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(false);
          return;
        }
        const onAbort = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          resolve(false);
        };
        const waiter: Waiter = {
          bytes,
          resolve: (passed) => {
            signal.removeEventListener('abort', onAbort);
            resolve(passed);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.push(waiter);
        void serve();
      }),
    changed: () => {
      nap.abort();
    },
  };
}

function pieceBytesAt(rate: number): number {
  return Math.min(largestPieceBytes, Math.max(smallestPieceBytes, Math.floor(rate / piecesPerSecond)));
}

/** The most that goes at once after a rest. */
function burstBytes(rate: number): number {
  return Math.max(pieceBytesAt(rate), rate * burstSeconds);
}
