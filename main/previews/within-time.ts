// Gives a look a time limit and lets the next one end it, even when the disk under it does not answer.
import type { Clock } from '../engine/ports';

export type Timed<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'time-up' } | { readonly kind: 'cancelled' };

/** One look at a time. */
export interface OneAtATime {
  /** Ends the look before. What is still running after the limit is told to end by its signal, and not waited for. */
  run<Value>(look: (options: { signal: AbortSignal }) => Promise<Value>): Promise<Timed<Value>>;
}

/** `limitMs` is the time that a look may take. */
export function oneAtATime(clock: Clock, limitMs: number): OneAtATime {
  let before: AbortController | null = null;
  return {
    run: async (look) => {
      before?.abort();
      const cancelling = (before = new AbortController());
      const ending = new AbortController();
      const limit = AbortSignal.any([cancelling.signal, ending.signal]);
      const timeUp = clock.sleep(limitMs, { signal: limit }).then(() => ({ kind: 'time-up' as const }));
      const looking = look({ signal: limit }).then((value) => ({ kind: 'done' as const, value }));
      try {
        const first = await Promise.race([looking, timeUp]);
        // Whatever an ended look answers is no answer.
        return cancelling.signal.aborted ? { kind: 'cancelled' } : first;
      } finally {
        ending.abort();
        // Nobody waits for one that was left behind.
        looking.catch(() => undefined);
      }
    },
  };
}
