// The real clock behind the engine's Clock port.
import type { Clock } from './ports';

/** Wall-clock time, and sleeps that a signal ends early. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (delayMs, { signal }) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve(false);
        return;
      }
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', onAbort);
          resolve(true);
        },
        Math.min(delayMs, maxTimerMs),
      );
      const onAbort = (): void => {
        clearTimeout(timer);
        resolve(false);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};

// Node fires a longer timer at once; whoever sleeps looks at the time again afterwards.
const maxTimerMs = 2 ** 31 - 1;
