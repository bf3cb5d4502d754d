// A step that runs again when its time has come or when somebody wakes it; the shape of every worker in the engine.
import type { Clock } from './ports';

export interface Loop {
  /** Runs the step soon; a wake during a step makes it run once more. */
  wake(): void;
  /** When the step wants to run next: a time, null when only a wake can start it, 'now' while it runs or is about to. */
  readonly nextAt: number | null | 'now';
  /** Aborts the running step and waits for its end. May be called twice. */
  stop(): Promise<void>;
}

/** Does what is due and returns the time (milliseconds since 1970) of the next run, or null to sleep until woken. */
export type LoopStep = (options: { signal: AbortSignal }) => Promise<number | null>;

export interface LoopOptions {
  readonly clock: Clock;
  /** A step that rejects is a bug or a failed ledger: the loop ends and says so. */
  readonly onError: (error: unknown) => void;
  /** Called whenever the loop goes to sleep. */
  readonly onIdle: () => void;
}

/** Starts the loop; its first step runs at once. */
export function startLoop(step: LoopStep, { clock, onError, onIdle }: LoopOptions): Loop {
  const stopping = new AbortController();
  let nap = new AbortController();
  let woken = false;
  let nextAt: number | null | 'now' = 'now';

  const finished = run().catch((error: unknown) => {
    nextAt = null;
    if (!stopping.signal.aborted) onError(error);
  });

  async function run(): Promise<void> {
    while (!isStopping()) {
      woken = false;
      nextAt = 'now';
      const began = clock.now();
      const due = await step({ signal: stopping.signal });
      if (isWoken() || isStopping()) continue;
      nap = new AbortController();
      nextAt = due;
      onIdle();
      // onIdle may have woken the loop again; `nap` is in place, so that wake ends this sleep at once.
      // `due` is by the clock that the step read. One that was set back since would make the wait as long as the jump.
      const now = Math.max(began, clock.now());
      await clock.sleep(due === null ? foreverMs : Math.max(0, due - now), { signal: nap.signal });
    }
    nextAt = null;
  }

  // Behind functions, because the compiler takes the flags for unchanged across the await.
  function isWoken(): boolean {
    return woken;
  }
  function isStopping(): boolean {
    return stopping.signal.aborted;
  }

  return {
    wake: () => {
      woken = true;
      nextAt = 'now';
      // Each document of a burst wakes, and each abort makes an exception with a stack, also of what was aborted before.
      if (!nap.signal.aborted) nap.abort();
    },
    get nextAt() {
      return nextAt;
    },
    stop: async () => {
      stopping.abort();
      nap.abort();
      await finished;
    },
  };
}

const foreverMs = 2 ** 31 - 1;
