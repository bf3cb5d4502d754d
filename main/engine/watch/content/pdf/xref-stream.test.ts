// Tests of cross-reference streams.
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseDictionaryAt } from './parse-object';
import { decodeXrefStream } from './xref-stream';

const rows = Buffer.from([0, 0, 0, 255, 1, 0, 17, 0, 2, 0, 9, 3, 1, 1, 0, 0]);

function aDecoder(text: string, bytes: Buffer): (objectNumber: number) => number | null {
  return decodeXrefStream(parseDictionaryAt(`<<${text}>>`, 0)?.entries ?? new Map<string, never>(), bytes);
}

/** Each row with another of the five PNG filters in front. */
function predicted(bytes: Buffer, rowBytes: number): Buffer {
  const result: number[] = [];
  for (let row = 0; row * rowBytes < bytes.length; row += 1) {
    const filter = row % 5;
    result.push(filter);
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const left = column > 0 ? (bytes[at - 1] ?? 0) : 0;
      const up = bytes[at - rowBytes] ?? 0;
      const upLeft = column > 0 ? (bytes[at - rowBytes - 1] ?? 0) : 0;
      const nearest = [left, up, upLeft].reduce((best, next) =>
        Math.abs(left + up - upLeft - next) < Math.abs(left + up - upLeft - best) ? next : best,
      );
      const guess = [0, left, up, Math.floor((left + up) / 2), nearest][filter] ?? 0;
      result.push(((bytes[at] ?? 0) - guess) & 0xff);
    }
  }
  return Buffer.from(result);
}

describe('decodeXrefStream', () => {
  it('tells the offsets of plain objects, and of no others', () => {
    const locate = aDecoder('/W [1 2 1] /Size 4', rows);
    expect([0, 1, 2, 3, 4].map(locate)).toEqual([null, 17, null, 256, null]);
  });

  it('knows sections that start anywhere', () => {
    const locate = aDecoder('/W [1 2 1] /Size 99 /Index [10 2 40 2]', rows);
    expect([0, 11, 12, 41].map(locate)).toEqual([null, 17, null, 256]);
  });

  it('takes entries without a type for plain objects', () => {
    expect(aDecoder('/W [0 2 0] /Size 2', Buffer.from([0, 5, 1, 0]))(1)).toBe(256);
  });

  it('inflates', () => {
    expect(aDecoder('/W [1 2 1] /Size 4 /Filter [/FlateDecode]', deflateSync(rows))(3)).toBe(256);
  });

  it('undoes every PNG filter', () => {
    const many = Buffer.from(Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 1 : (at * 37) & 0xff)));
    const text = '/W [1 2 1] /Size 10 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>';
    const locate = aDecoder(text, deflateSync(predicted(many, 4)));
    const plain = aDecoder('/W [1 2 1] /Size 10', many);
    for (let objectNumber = 0; objectNumber < 10; objectNumber += 1) {
      expect(plain(objectNumber)).not.toBeNull();
      expect(locate(objectNumber)).toBe(plain(objectNumber));
    }
  });

  it.each([
    ['/Size 4', rows],
    ['/W [1 2] /Size 4', rows],
    ['/W [1 -2 1] /Size 4', rows],
    ['/W [0 0 0] /Size 4', rows],
    ['/W [1 2 1] /Size 4 /Filter /LZWDecode', rows],
    ['/W [1 2 1] /Size 4 /Filter /FlateDecode', rows],
    ['/W [1 2 1] /Size 4 /Filter /FlateDecode', deflateSync(Buffer.alloc(2_000_000, 1))],
    ['/W [1 2 1] /Size 4 /Filter /FlateDecode /DecodeParms << /Predictor 2 >>', deflateSync(rows)],
  ])('cannot tell with %s', (text, bytes) => {
    expect(aDecoder(text, bytes)(1)).toBeNull();
  });
});
