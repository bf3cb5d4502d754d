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
/** Below this the few percent that level 6 saves beyond level 1 are worth its four times as long. */
const level6BelowBytesPerSecond = 0.75e6;
// Photographs and what is deflated already look like noise. 8 bits would be perfect noise.
const noiseBits = 7.5;
/** From here on noise cannot save enough: it is not even tried. */
const noiseNeedsBytesPerSecond = 0.15 * usualBytesPerSecond;

/** Whether any document would be deflated at all on such a line: if not, nobody needs a sample. */
export function mayPay({ bytesPerSecond }: Uplink): boolean {
  return bytesPerSecond < blankPageBytesPerSecond;
}

/**
 * The level to deflate with (1 or 6); null: stored. Deflating pays when the bytes it saves would take longer on the line
 * than it takes to save them: with a ratio r of what is left, at a speed s of deflating, below (1 - r) * s bytes per second.
 */
export function deflateLevel(sample: Buffer, uplink: Uplink): 1 | 6 | null {
  const { bytesPerSecond } = uplink;
  if (sample.length === 0 || !mayPay(uplink)) return null;
  if (bytesPerSecond >= noiseNeedsBytesPerSecond && entropyOf(sample) >= noiseBits) return null;
  const ratio = deflateRawSync(sample, { level: 1 }).length / sample.length;
  const speed = ratio < blankPageRatio ? blankPageBytesPerSecond : usualBytesPerSecond;
  if (bytesPerSecond >= (1 - ratio) * speed) return null;
  return bytesPerSecond < level6BelowBytesPerSecond ? 6 : 1;
}

/** Shannon's entropy of the single bytes, in bits per byte. A small sample of noise stays somewhat below 8. */
function entropyOf(bytes: Buffer): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  }
  return bits;
}

/** How much of a document is looked at, in bytes, from each of three places: its beginning, middle and end. */
export const samplePieceBytes = 4 * 1024;

/** Where the pieces of a sample begin in a document of this size; one piece where it is hardly larger. */
export function samplePlaces(sizeBytes: number): readonly number[] {
  if (sizeBytes <= 3 * samplePieceBytes) return [0];
  return [0, Math.floor((sizeBytes - samplePieceBytes) / 2), sizeBytes - samplePieceBytes];
}
