// Tests of opening files ahead: one by one where that is quick, several at once where it is slow, always in order.
import { describe, expect, it } from 'vitest';
import { openedAhead } from './read-ahead';

const cell = new Int32Array(new SharedArrayBuffer(4));

/** Sources that take so long to open, and a record of how many were open in the background at once. */
function sources(count: number, blockMs: number, memoryBytes = 1_000) {
  const seen = { inBackground: 0, most: 0, discarded: [] as number[] };
  let running = 0;
  const list = Array.from({ length: count }, (_, index) => ({
    memoryBytes,
    openNow: () => {
      if (blockMs > 0) Atomics.wait(cell, 0, 0, blockMs);
      return index;
    },
    open: async () => {
      seen.inBackground += 1;
      running += 1;
      seen.most = Math.max(seen.most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return index;
    },
  }));
  return { list, seen };
}

async function opened(list: ReturnType<typeof sources>['list'], until = Infinity, discarded: number[] = []) {
  const order: number[] = [];
  for await (const [, index] of openedAhead(list, (result) => void discarded.push(result))) {
    order.push(index);
    if (order.length === until) break;
  }
  return order;
}

describe('openedAhead', () => {
  it('opens nothing in the background where files open at once', async () => {
    const { list, seen } = sources(200, 0);
    expect(await opened(list)).toEqual(list.map((_, index) => index));
    // One hiccup of a busy machine is no slow disk.
    expect(seen.inBackground).toBe(0);
  });

  it('lets other work of the thread have its turn', async () => {
    const start = performance.now();
    const turns: string[] = [];
    setImmediate(() => turns.push('ours'));
    const busy = {
      memoryBytes: 1_000,
      openNow: () => {
        const until = performance.now() + 0.1;
        while (performance.now() < until);
        return 0;
      },
      open: () => Promise.reject(new Error('opened in the background')),
    };
    const sources = [...Array(100_000).keys()].map(() => busy);
    const opening = openedAhead(sources, () => undefined);
    while (turns.length === 0 && performance.now() < start + 5_000) await opening.next();
    await opening.return(undefined);
    expect(turns).toEqual(['ours']);
  });

  it('opens up to eight at once where files open slowly, in the same order', async () => {
    const { list, seen } = sources(200, 5);
    expect(await opened(list)).toEqual(list.map((_, index) => index));
    expect(seen.inBackground).toBeGreaterThan(150);
    expect(seen.most).toBe(8);
  });

  it('opens no more ahead than fits in eight megabytes', async () => {
    const { list, seen } = sources(100, 25, 3 * 1024 * 1024);
    await opened(list);
    expect(seen.most).toBe(2);
  });

  it('hands back what was opened ahead and is not taken any more', async () => {
    const { list } = sources(200, 5);
    const discarded: number[] = [];
    const order = await opened(list, 100, discarded);
    expect(discarded).toEqual(list.map((_, index) => index).slice(order.length, order.length + discarded.length));
    expect(discarded.length).toBeGreaterThan(0);
  });

  it('opens what cannot be opened at once in the background, one by one', async () => {
    const { list, seen } = sources(5, 0);
    expect(await opened(list.map((source) => ({ ...source, openNow: null })) as never)).toEqual([0, 1, 2, 3, 4]);
    expect(seen.most).toBe(1);
  });
});
