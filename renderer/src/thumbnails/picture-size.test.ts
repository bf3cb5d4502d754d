import { describe, expect, it } from 'vitest';
import { isSmallEnough, mostPixels } from './picture-size';

/** The first bytes of a PNG that says it is this large: signature, then a chunk IHDR. */
function aPngOf(width: number, height: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(33));
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].forEach((byte, index) => {
    view.setUint8(index, byte);
  });
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Uint8Array(view.buffer);
}

describe('isSmallEnough', () => {
  it.each([
    ['a photo', aPngOf(4_000, 3_000), true],
    ['the largest', aPngOf(mostPixels / 5_000, 5_000), true],
    ['one row more', aPngOf(mostPixels / 5_000, 5_001), false],
    ['a bomb', aPngOf(100_000, 100_000), false],
    ['no width', aPngOf(0, 10), false],
    ['no image', new TextEncoder().encode('%PDF-1.4'), false],
    ['nothing', new Uint8Array(0), false],
    ['the beginning of one', aPngOf(10, 10).subarray(0, 12), false],
  ])('of %s', (_, bytes, expected) => {
    expect(isSmallEnough(bytes)).toBe(expected);
  });
});
