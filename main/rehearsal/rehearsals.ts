// "Test my set-up": deliveries to a sandbox that misbehaves, apart from all real data; one at a time.
import { rm } from 'node:fs/promises';
import type { Rehearsal, RehearsalResult } from '../../preload/contract';
import type { RehearsalProfile } from './profile';
import { runRehearsal, type RehearsalParts } from './run-rehearsal';

export type RehearsalOutcome =
  | { readonly kind: 'result'; readonly result: RehearsalResult }
  /** The program ends, or whoever asked went away. */
  | { readonly kind: 'cancelled' }
  /** It could not be staged at all; `detail` is the system's code, such as ENOSPC. */
  | { readonly kind: 'failed'; readonly detail: string };

export interface Rehearsals {
  /** Runs one; a second one waits until the first is over. Never rejects. */
  run(rehearsal: Rehearsal, profile: RehearsalProfile, options?: { signal?: AbortSignal }): Promise<RehearsalOutcome>;
  /** Cancels what runs and what waits, and waits until it is cleared away. May be called twice. */
  stop(): Promise<void>;
}

const deadlineMs = 20_000;

export interface RehearsalsParts extends Omit<RehearsalParts, 'deadlineMs'> {
  /** Nobody else uses `home`, so that it is removed as a whole, with what a killed program left in it. */
  readonly ownsHome: boolean;
  /** 20 s when not given. */
  readonly deadlineMs?: number;
}

/** Makes the rehearsals of one program; nothing happens before the first `run`. */
export function createRehearsals(parts: RehearsalsParts): Rehearsals {
  const stopping = new AbortController();
  const runParts: RehearsalParts = { deadlineMs, ...parts };
  let last: Promise<unknown> = Promise.resolve();

  async function runNow(
    rehearsal: Rehearsal,
    profile: RehearsalProfile,
    options: { signal: AbortSignal },
  ): Promise<RehearsalOutcome> {
    try {
      if (parts.ownsHome) await clear(parts.home);
      const result = await runRehearsal(rehearsal, profile, runParts, options);
      return result === null ? { kind: 'cancelled' } : { kind: 'result', result };
    } catch (error) {
      return { kind: 'failed', detail: codeOf(error) };
    } finally {
      if (parts.ownsHome) await clear(parts.home);
    }
  }

  return {
    run: (rehearsal, profile, { signal } = {}) => {
      const signals = signal === undefined ? [stopping.signal] : [stopping.signal, signal];
      const run = last.then(() => runNow(rehearsal, profile, { signal: AbortSignal.any(signals) }));
      last = run;
      return run;
    },
    stop: async () => {
      stopping.abort();
      await last;
    },
  };
}

/** What cannot be removed now is removed by the next run. */
async function clear(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true }).catch(() => undefined);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
