// Decides per document whether deflating pays: what it saves on the line against what it costs the processor.
import { deflateRawSync } from 'node:zlib';

/** How fast the line to the server takes bytes. */
export interface Uplink {
  readonly bytesPerSecond: number;
}

// What level 1 takes in per second on an office PC: pages that are almost blank pass quickly, everything else does not.
const blankPageRatio = 0.15;
const blankPageBytesPerSecond = 250e6;
const usualBytesPerSecond = 40e6;
/**
 * What level 6 takes longer than level 1 for each byte, on two cores of an office PC. It leaves a twelfth less of plain text
 * and of nothing else.
 */
const level6SecondsPerByte = 16e-9;
/** From here on it never pays, and is not tried. */
const level6BelowBytesPerSecond = 5e6;
// Photographs and what is deflated already look like noise. 8 bits would be perfect noise.
const noiseBits = 7.5;
/** From here on noise cannot save enough: it is not even tried. */
const noiseNeedsBytesPerSecond = 0.15 * usualBytesPerSecond;
/** Almost blank pages have less than one bit. */
const blankPageBits = 2;
/** So many bytes tell those from everything else. */
const roughlyBytes = 2_048;

/** null: stored. */
export type DeflateLevel = 1 | 6 | null;

/** So many documents that look alike have to come out the same before the next is believed to. */
const alikeEnough = 4;
/** And each so-manieth is tried all the same. */
const tryEvery = 16;

/** Whether any document would be deflated at all on such a line: if not, nobody needs a sample. */
export function mayPay({ bytesPerSecond }: Uplink): boolean {
  return bytesPerSecond < blankPageBytesPerSecond;
}

/**
 * Answers with the level for one document after the other. Deflating a sample takes as long as a document of 40 KB takes on
 * a line of 1 Gbit/s, so it is not done for every document: those whose samples have the same entropy, to an eighth of a
 * bit, are of one kind, and what four of a kind came out with holds for the next ones.
 */
export function createLevelChoice(uplink: Uplink): (sample: Buffer) => DeflateLevel {
  const kinds = new Map<number, { level: DeflateLevel; alike: number; seen: number }>();
  return (sample) => {
    if (sample.length === 0 || !mayPay(uplink)) return null;
    if (!mayBeBlankEnough(sample, uplink)) return null;
    const bits = entropyOf(sample);
    if (isHopelessNoise(bits, uplink)) return null;
    const key = Math.round(bits * 8);
    const kind = kinds.get(key) ?? { level: null, alike: 0, seen: 0 };
    kinds.set(key, kind);
    kind.seen += 1;
    if (kind.alike >= alikeEnough && kind.seen % tryEvery !== 0) return kind.level;
    const level = triedLevel(sample, uplink);
    kind.alike = level === kind.level ? kind.alike + 1 : 1;
    kind.level = level;
    return level;
  };
}

/** Where only almost blank pages pay, a line takes a document of 40 KB in the time of a closer look. */
function mayBeBlankEnough(sample: Buffer, { bytesPerSecond }: Uplink): boolean {
  return bytesPerSecond < usualBytesPerSecond || entropyOf(sample, roughlyBytes) < blankPageBits;
}

/** Noise where it takes more than a few percent. */
function isHopelessNoise(bits: number, { bytesPerSecond }: Uplink): boolean {
  return bytesPerSecond >= noiseNeedsBytesPerSecond && bits >= noiseBits;
}

/**
 * Deflating pays when the bytes it saves would take longer on the line than it takes to save them: with a ratio r of what is
 * left, at a speed s of deflating, below (1 - r) * s bytes per second. Level 6 pays by the same rule against level 1.
 */
function triedLevel(sample: Buffer, { bytesPerSecond }: Uplink): DeflateLevel {
  const ratio = ratioOf(sample, 1);
  const speed = ratio < blankPageRatio ? blankPageBytesPerSecond : usualBytesPerSecond;
  if (bytesPerSecond >= (1 - ratio) * speed) return null;
  if (bytesPerSecond >= level6BelowBytesPerSecond) return 1;
  return ratio - ratioOf(sample, 6) > bytesPerSecond * level6SecondsPerByte ? 6 : 1;
}

function ratioOf(sample: Buffer, level: 1 | 6): number {
  return deflateRawSync(sample, { level }).length / sample.length;
}

/**
 * Shannon's entropy of the single bytes, in bits per byte, from so many of them evenly spread. A small sample of noise stays
 * somewhat below 8.
 */
function entropyOf(bytes: Buffer, mostBytes = bytes.length): number {
  const step = Math.ceil(bytes.length / mostBytes);
  const counts = new Uint32Array(256);
  // Three times as fast as with an iterator; a twentieth of a millisecond for each of thousands of documents.
  for (let at = 0; at < bytes.length; at += step) {
    const byte = bytes[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  const total = Math.ceil(bytes.length / step);
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / total) * Math.log2(count / total);
  }
  return bits;
}

/** How much of a document is looked at, in bytes, from each of three places: its beginning, middle and end. */
export const samplePieceBytes = 4 * 1024;
export const mostSampleBytes = 3 * samplePieceBytes;

/** Where the pieces of a sample begin in a document of this size; one piece where it is hardly larger. */
export function samplePlaces(sizeBytes: number): readonly number[] {
  if (sizeBytes <= mostSampleBytes) return [0];
  return [0, Math.floor((sizeBytes - samplePieceBytes) / 2), sizeBytes - samplePieceBytes];
}
