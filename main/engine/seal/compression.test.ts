// Tests of the choice between storing and deflating.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLevelChoice, mayPay, samplePlaces, type Uplink } from './compression';

const megabit = 125_000;
/** Of one document alone. */
const deflateLevel = (sample: Buffer, uplink: Uplink) => createLevelChoice(uplink)(sample);
const line = (megabits: number) => ({ bytesPerSecond: megabits * megabit });

/** Bytes of which level 1 leaves about this much: noise of so few bits. */
function noise(bits: number): Buffer {
  return Buffer.from(randomBytes(12 * 1024).map((byte) => byte & (2 ** bits - 1)));
}

/** Amounts and words at random, as on an invoice: level 6 leaves a twelfth less of it than level 1. */
function statement(): Buffer {
  const words = ['Invoice', 'Quantity', 'Delivery', 'Freight', 'Discount', 'Steel', 'Paper', 'Service', 'Hours'];
  const numbers = randomBytes(4 * 400);
  const lines = Array.from({ length: 400 }, (_, line) => {
    const number = numbers.readUInt32LE(4 * line);
    return `1 0 0 1 ${number % 595} ${(number >>> 8) % 842} Tm (${words[number % 9] ?? ''} ${number % 1e6} EUR) Tj\n`;
  });
  return Buffer.from(lines.join('')).subarray(0, 12 * 1024);
}

const kinds = {
  statement: statement(),
  blankPage: Buffer.alloc(12 * 1024),
  text: Buffer.from(
    '<< /Type /Page /Parent 2 0 R /Contents 5 0 R >> Invoice 4711, net 118.40, VAT 22.50\n'.repeat(150),
  ),
  noisyScan: noise(4),
  photograph: noise(8),
};

describe('the level of one document', () => {
  // Ratios of what deflating saves: 1.9 Gbit/s for a blank page, 160 Mbit/s for a noisy scan (docs/performance.md).
  it.each<[keyof typeof kinds, number, 1 | 6 | null]>([
    ['blankPage', 1000, 1],
    ['blankPage', 2500, null],
    ['noisyScan', 100, 1],
    ['noisyScan', 225, null],
    ['photograph', 100, null],
    ['photograph', 10, null],
    ['text', 10, 1],
    ['statement', 100, 1],
    ['statement', 10, 6],
    ['noisyScan', 10, 1],
    ['statement', 1000, null],
  ])('%s on a line of %d Mbit/s: %s', (kind, megabits, level) => {
    expect(deflateLevel(kinds[kind], line(megabits))).toBe(level);
  });

  it('tries noise on a line so slow that a few percent count', () => {
    const almostNoise = Buffer.concat([randomBytes(11 * 1024), Buffer.alloc(1024)]);
    expect(deflateLevel(almostNoise, line(1))).not.toBeNull();
    expect(deflateLevel(almostNoise, line(100))).toBeNull();
  });

  it('stores what has no bytes', () => {
    expect(deflateLevel(Buffer.alloc(0), line(1))).toBeNull();
  });
});

describe('createLevelChoice', () => {
  it('tells kinds apart that come mixed, long after it has stopped trying every document', () => {
    const levelFor = createLevelChoice(line(100));
    const levels = Array.from({ length: 60 }, () => [levelFor(statement()), levelFor(noise(8)), levelFor(noise(4))]);
    expect(new Set(levels.map(String))).toEqual(new Set([String([1, null, 1])]));
  });

  it('goes on trying: what looks the same may shrink no more, or again', () => {
    // The same bytes as often, in runs and shuffled.
    const runs = Buffer.concat([0, 1, 2, 3].map((value) => Buffer.alloc(3 * 1024, value)));
    const shuffled = Buffer.from(randomBytes(runs.length).map((byte) => byte & 3));
    const levelFor = createLevelChoice(line(250));
    expect(deflateLevel(runs, line(250))).not.toBe(deflateLevel(shuffled, line(250)));
    for (let count = 0; count < 20; count += 1) levelFor(runs);
    const levels = Array.from({ length: 200 }, () => levelFor(shuffled));
    expect(levels.at(-1)).toBe(deflateLevel(shuffled, line(250)));
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
