// Tests of buffers that are used again.
import { describe, expect, it } from 'vitest';
import { createBufferPool } from './buffer-pool';

describe('a buffer pool', () => {
  it('gives out the memory that was given back, also by a part of it', () => {
    const pool = createBufferPool(1_000_000);
    const first = pool.take(20_000);
    pool.give(first.subarray(0, 5));
    expect(pool.take(30_000).buffer).toBe(first.buffer);
  });

  it('never lends the same memory twice', () => {
    const pool = createBufferPool(1_000_000);
    const first = pool.take(20_000);
    pool.give(first);
    pool.give(first);
    expect(pool.take(20_000).buffer).not.toBe(pool.take(20_000).buffer);
  });

  it('takes nothing from elsewhere, and keeps no more than it may', () => {
    const pool = createBufferPool(40_000);
    const foreign = Buffer.alloc(20_000);
    pool.give(foreign);
    const [one, two] = [pool.take(20_000), pool.take(20_000)];
    expect([one.buffer, two.buffer]).not.toContain(foreign.buffer);
    pool.give(one);
    pool.give(two);
    const again = [pool.take(20_000), pool.take(20_000)].map(({ buffer }) => buffer);
    expect(again.filter((buffer) => buffer === one.buffer || buffer === two.buffer)).toHaveLength(1);
  });

  it('gives buffers of the length that was asked for, even of none', () => {
    expect([0, 1, 16_384, 70_000].map((length) => createBufferPool(0).take(length).length)).toEqual([
      0, 1, 16_384, 70_000,
    ]);
  });
});
