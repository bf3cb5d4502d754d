// Checks that few tasks run at once, the latest first, none for nobody, and none for ever.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limitedQueue } from './limited-queue';

const never = new AbortController().signal;
const options = { limitMs: 5_000, signal: never };

afterEach(() => {
  vi.useRealTimers();
});

describe('limitedQueue', () => {
  it('runs two at once and the latest of the others next', async () => {
    const { run } = limitedQueue(2);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const task = (name: string) =>
      run(() => {
        begun.push(name);
        return new Promise<string>((resolve) => {
          ends.set(name, () => {
            resolve(name);
          });
        });
      }, options);
    const [a, b, c, d] = [task('a'), task('b'), task('c'), task('d')];
    expect(begun).toEqual(['a', 'b']);
    ends.get('a')?.();
    expect(await a).toBe('a');
    await vi.waitFor(() => {
      expect(begun).toEqual(['a', 'b', 'd']);
    });
    for (const name of ['b', 'd']) ends.get(name)?.();
    await Promise.all([b, d]);
    await vi.waitFor(() => {
      expect(begun).toEqual(['a', 'b', 'd', 'c']);
    });
    ends.get('c')?.();
    expect(await c).toBe('c');
  });

  it('never begins what was aborted while it waited', async () => {
    const { run } = limitedQueue(1);
    const first = later();
    const running = run(() => first.promise, options);
    const left = new AbortController();
    const task = vi.fn(() => Promise.resolve('b'));
    const waiting = run(task, { ...options, signal: left.signal });
    left.abort();
    expect(await waiting).toBeNull();
    first.resolve();
    expect(await running).toBe('done');
    expect(await run(() => Promise.resolve('c'), options)).toBe('c');
    expect(task).not.toHaveBeenCalled();
  });

  it('gives up a task that takes too long, tells it so and goes on', async () => {
    vi.useFakeTimers();
    const { run } = limitedQueue(1);
    let told: AbortSignal | undefined;
    const hanging = run((signal) => {
      told = signal;
      return new Promise<string>(() => undefined);
    }, options);
    const after = run(() => Promise.resolve('next'), options);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(told?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hanging).toBeNull();
    expect(told?.aborted).toBe(true);
    expect(await after).toBe('next');
  });

  it('gives null for a task that fails, and goes on', async () => {
    const { run } = limitedQueue(1);
    expect(await run(() => Promise.reject(new Error('no PDF')), options)).toBeNull();
    expect(await run(() => Promise.resolve('next'), options)).toBe('next');
  });
});

function later(): { readonly promise: Promise<string>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<string>((done) => {
    resolve = () => {
      done('done');
    };
  });
  return { promise, resolve };
}
