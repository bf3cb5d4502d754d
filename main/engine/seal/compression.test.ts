// Tests of the choice between storing and deflating.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deflateLevel, mayPay, samplePlaces } from './compression';

const megabit = 125_000;
const line = (megabits: number) => ({ bytesPerSecond: megabits * megabit });

/** Bytes of which level 1 leaves about this much: noise of so few bits. */
function noise(bits: number): Buffer {
  return Buffer.from(randomBytes(12 * 1024).map((byte) => byte & (2 ** bits - 1)));
}

const kinds = {
  blankPage: Buffer.alloc(12 * 1024),
  text: Buffer.from(
    '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >> Invoice 4711, net 118.40, VAT 22.50\n'.repeat(150),
  ),
  noisyScan: noise(4),
  photograph: noise(8),
};

describe('deflateLevel', () => {
  // Ratios of what deflating saves: 1.9 Gbit/s for a blank page, 160 Mbit/s for a noisy scan (docs/performance.md).
  it.each<[keyof typeof kinds, number, 1 | 6 | null]>([
    ['blankPage', 1000, 1],
    ['blankPage', 2500, null],
    ['noisyScan', 100, 1],
    ['noisyScan', 225, null],
    ['photograph', 100, null],
    ['photograph', 10, null],
    ['text', 10, 1],
    ['noisyScan', 4, 6],
  ])('%s on a line of %d Mbit/s: %s', (kind, megabits, level) => {
    expect(deflateLevel(kinds[kind], line(megabits))).toBe(level);
  });

  it('tries noise on a line so slow that a few percent count', () => {
    const almostNoise = Buffer.concat([randomBytes(11 * 1024), Buffer.alloc(1024)]);
    expect(deflateLevel(almostNoise, line(1))).toBe(6);
    expect(deflateLevel(almostNoise, line(100))).toBeNull();
  });

  it('stores what has no bytes', () => {
    expect(deflateLevel(Buffer.alloc(0), line(1))).toBeNull();
  });
});

describe('mayPay', () => {
  it('needs no sample where not even a blank page would be deflated', () => {
    expect([line(100), { bytesPerSecond: Infinity }].map(mayPay)).toEqual([true, false]);
  });
});

describe('samplePlaces', () => {
  it('are the beginning, the middle and the end, inside the document', () => {
    expect(samplePlaces(1_000_000)).toEqual([0, 497_952, 995_904]);
  });

  it('is one for a document that is hardly larger than a sample', () => {
    expect(samplePlaces(8_000)).toEqual([0]);
  });
});
