// A clock that stands still until a test moves it.
import type { Clock } from '../ports';

export interface ManualClock extends Clock {
  /** Goes on by this much, in milliseconds, or back; sleeps that are over end. */
  move(byMs: number): void;
}

/** Starts at this time, in milliseconds since 1970. */
export function manualClock(startsAt = 1_000_000): ManualClock {
  let now = startsAt;
  const sleepers = new Set<{ until: number; end: (slept: boolean) => void }>();
  return {
    now: () => now,
    sleep: (delayMs, { signal }) =>
      new Promise((resolve) => {
        const sleeper = {
          until: now + delayMs,
          end: (slept: boolean): void => {
            sleepers.delete(sleeper);
            signal.removeEventListener('abort', onAbort);
            resolve(slept);
          },
        };
        const onAbort = (): void => {
          sleeper.end(false);
        };
        if (signal.aborted) {
          resolve(false);
          return;
        }
        signal.addEventListener('abort', onAbort, { once: true });
        sleepers.add(sleeper);
      }),
    move: (byMs) => {
      now += byMs;
      for (const sleeper of [...sleepers]) if (sleeper.until <= now) sleeper.end(true);
    },
  };
}
