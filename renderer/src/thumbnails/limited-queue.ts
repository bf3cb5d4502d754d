// Runs a few tasks at a time; what nobody waits for any more is never begun.

export interface LimitedQueue {
  /**
   * Runs the task when there is room, the latest first: that is what the reader looks at now. Resolves with null when the
   * signal aborts before the task began, when the task fails, and when it takes longer than `limitMs`; the task's own signal
   * aborts then.
   */
  readonly run: <Value>(
    task: (signal: AbortSignal) => Promise<Value>,
    options: { readonly limitMs: number; readonly signal: AbortSignal },
  ) => Promise<Value | null>;
}

/** At most `places` tasks at once. */
export function limitedQueue(places: number): LimitedQueue {
  let running = 0;
  const waiting: (() => void)[] = [];

  function next(): void {
    if (running >= places) return;
    const start = waiting.pop();
    if (start === undefined) return;
    running += 1;
    start();
  }

  return {
    run: (task, { limitMs, signal }) =>
      new Promise((resolve) => {
        const start = (): void => {
          signal.removeEventListener('abort', forget);
          void withinTime(task, limitMs)
            .then(resolve)
            .finally(() => {
              running -= 1;
              next();
            });
        };
        function forget(): void {
          const place = waiting.indexOf(start);
          if (place >= 0) waiting.splice(place, 1);
          resolve(null);
        }
        if (signal.aborted) {
          resolve(null);
          return;
        }
        signal.addEventListener('abort', forget, { once: true });
        waiting.push(start);
        next();
      }),
  };
}

function withinTime<Value>(task: (signal: AbortSignal) => Promise<Value>, limitMs: number): Promise<Value | null> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
      resolve(null);
    }, limitMs);
    task(controller.signal)
      .then(resolve, () => {
        resolve(null);
      })
      .finally(() => {
        clearTimeout(timer);
      });
  });
}
