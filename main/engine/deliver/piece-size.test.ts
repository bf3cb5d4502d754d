// Large pieces on a fast line, small ones on a slow one, and no trust in the first moment.
import { describe, expect, it } from 'vitest';
import { createPieceSize } from './piece-size';

const smallest = 64 * 1024;
const largest = 2 * 1024 * 1024;

/** Sizes of the pieces of a body on a line of this speed, whose send buffer takes so much at once. */
function sizesOn(bytesPerMs: (at: number) => number, { bufferBytes = 0, totalBytes = 200 * largest } = {}): number[] {
  let [now, room, passed] = [0, bufferBytes, 0];
  const size = createPieceSize(() => now);
  const sizes: number[] = [];
  while (passed < totalBytes) {
    const bytes = size.next();
    size.passed(bytes);
    sizes.push(bytes);
    passed += bytes;
    const waits = Math.max(0, bytes - room);
    room = Math.max(0, room - bytes);
    now += waits / bytesPerMs(now);
  }
  return sizes;
}

describe('the pieces of a body', () => {
  it('grow on a fast line, and never by leaps', () => {
    const sizes = sizesOn(() => 1e6);
    expect(sizes[0]).toBe(smallest);
    expect(sizes.at(-1)).toBe(largest);
    let passed = 0;
    for (const size of sizes) {
      expect(size).toBeLessThanOrEqual(Math.max(smallest, passed / 16));
      passed += size;
    }
  });

  it('stay what goes in some hundredths of a second on a line of 10 MB/s', () => {
    const sizes = sizesOn(() => 10_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(210_000);
    expect(sizes.at(-1)).toBeGreaterThan(smallest);
  });

  it.each([0, 200_000])(
    'are the smallest on a line of 1 KB/s, though its buffer takes %i bytes at once',
    (bufferBytes) => {
      expect(new Set(sizesOn(() => 1, { bufferBytes, totalBytes: 3e6 }))).toEqual(new Set([smallest]));
    },
  );

  it('are small again soon after a line became slow', () => {
    const sizes = sizesOn((at) => (at < 100 ? 1e6 : 1), { totalBytes: 110e6 });
    expect(Math.max(...sizes)).toBe(largest);
    expect(sizes.slice(-10)).toEqual(Array.from({ length: 10 }, () => smallest));
  });
});
