import { describe, expect, it } from 'vitest';
import { systemClock } from './clock';
import { startLoop } from './loop';

const ignore = (): void => undefined;
const options = { clock: systemClock, onIdle: ignore, onError: ignore };

function counted(): { reached: (count: number) => Promise<void>; hit: () => void } {
  let hits = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    hit: () => {
      hits += 1;
      for (const { count, resolve } of waiting) if (hits >= count) resolve();
    },
    reached: (count) => new Promise((resolve) => (hits >= count ? resolve() : waiting.push({ count, resolve }))),
  };
}

describe('startLoop', () => {
  it('sleeps until it is woken', async () => {
    const steps = counted();
    const idle = counted();
    const loop = startLoop(() => (steps.hit(), Promise.resolve(null)), { ...options, onIdle: idle.hit });
    await idle.reached(1);
    expect(loop.nextAt).toBeNull();
    loop.wake();
    expect(loop.nextAt).toBe('now');
    await steps.reached(2);
    await loop.stop();
  });

  it('runs once more when it is woken during a step', async () => {
    const steps = counted();
    const loop = startLoop(() => {
      steps.hit();
      return Promise.resolve(null);
    }, options);
    loop.wake();
    await steps.reached(2);
    await loop.stop();
  });

  it('runs again by itself at the time that the step names', async () => {
    const steps = counted();
    const loop = startLoop(() => (steps.hit(), Promise.resolve(systemClock.now() + 5)), options);
    await steps.reached(3);
    await loop.stop();
  });

  it('waits no longer for a clock that was set back by two days amid a step', async () => {
    let offsetMs = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + offsetMs };
    const steps = counted();
    const loop = startLoop(
      () => {
        steps.hit();
        const due = clock.now() + 5;
        offsetMs = -48 * 3_600_000;
        return Promise.resolve(due);
      },
      { ...options, clock },
    );
    await steps.reached(2);
    await loop.stop();
  });

  it('ends and says so when a step fails', async () => {
    const failure = new Error('disk full');
    const seen = await new Promise((resolve) => {
      startLoop(() => Promise.reject(failure), { ...options, onError: resolve });
    });
    expect(seen).toBe(failure);
  });

  it('aborts the running step when it stops, and may be stopped twice', async () => {
    let aborted = false;
    const loop = startLoop(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve(null);
          });
        }),
      options,
    );
    await Promise.all([loop.stop(), loop.stop()]);
    expect(aborted).toBe(true);
  });
});
