// Decides per document whether deflating is worth its time.
import { deflateRawSync } from 'node:zlib';
import type { DocumentKind } from '../model';

// A fast deflate that saves less than a tenth of the sample saves nothing worth the time on the whole document.
const worthwhileRatio = 0.9;
const sampleBytes = 64 * 1024;

/**
 * Whether a document gets smaller by deflating. TIFF and BMP mostly hold plain pixels and are always deflated; of the
 * others up to 64 KB of `sample` decide.
 */
export function isWorthDeflating(kind: DocumentKind, sample: Buffer): boolean {
  if (kind === 'tiff' || kind === 'bmp') return true;
  const bytes = sample.subarray(0, sampleBytes);
  return deflateRawSync(bytes, { level: 1 }).length < bytes.length * worthwhileRatio;
}
