// Tests of the bench's documents: the program's own eyes take them, and they shrink as real ones do.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../main/engine/watch/content/inspect';
import { bmpScan, flatePdf, jpegPdf, textPdf, tiffScan } from './documents';

const rows = 600;

const made = [
  { what: 'a PDF with a JPEG', kind: 'pdf', bytes: jpegPdf('a', 200_000), left: [0.89, 0.93] },
  { what: 'a PDF with a deflated page', kind: 'pdf', bytes: flatePdf('a', 8_000), left: [0.9, 1] },
  { what: 'a PDF of plain text', kind: 'pdf', bytes: textPdf('a', 40_000), left: [0.3, 0.45] },
  { what: 'a clean BMP', kind: 'bmp', bytes: bmpScan('a', 'clean', rows), left: [0.01, 0.1] },
  { what: 'a noisy BMP', kind: 'bmp', bytes: bmpScan('a', 'noisy', rows), left: [0.4, 0.6] },
  { what: 'a clean TIFF', kind: 'tiff', bytes: tiffScan('a', 'clean', rows), left: [0.01, 0.1] },
  { what: 'a noisy TIFF', kind: 'tiff', bytes: tiffScan('a', 'noisy', rows), left: [0.4, 0.6] },
] as const;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-documents-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the documents of the bench', () => {
  it.each(made)('$what is complete for the program', async ({ kind, bytes }) => {
    expect(await judged(bytes)).toMatchObject({ kind: 'complete', documentKind: kind, sizeBytes: bytes.length });
  });

  it.each(made)('$what is incomplete without its end', async ({ bytes }) => {
    expect(await judged(bytes.subarray(0, bytes.length - 100))).toMatchObject({ kind: 'incomplete' });
  });

  it.each(made)('$what shrinks as real ones do', ({ bytes, left: [least, most] }) => {
    const left = deflateRawSync(bytes, { level: 1 }).length / bytes.length;
    expect(left).toBeGreaterThan(least);
    expect(left).toBeLessThanOrEqual(most);
  });

  it.each([
    ['jpegPdf', jpegPdf, 200_000],
    ['flatePdf', flatePdf, 8_000],
    ['textPdf', textPdf, 40_000],
  ] as const)('%s has exactly the size that is asked for, and its table where it says', (_name, make, sizeBytes) => {
    for (const size of [sizeBytes, sizeBytes + 1, sizeBytes + 997]) {
      const bytes = make('a', size);
      expect(bytes.length).toBe(size);
      const startXref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes.toString('latin1'))?.[1]);
      expect(bytes.subarray(startXref, startXref + 5).toString('latin1')).toBe('xref\n');
    }
  });

  it('is the same for the same seed, and another for another', () => {
    for (const make of [jpegPdf, flatePdf, textPdf]) {
      expect(make('a', 8_000).equals(make('a', 8_000))).toBe(true);
      expect(make('a', 8_000).equals(make('b', 8_000))).toBe(false);
    }
    for (const make of [bmpScan, tiffScan]) {
      expect(make('a', 'clean', 10).equals(make('a', 'clean', 10))).toBe(true);
      expect(make('a', 'clean', 10).equals(make('b', 'clean', 10))).toBe(false);
    }
  });
});

async function judged(bytes: Buffer): Promise<unknown> {
  const path = join(folder, 'document');
  await writeFile(path, bytes);
  return inspectDocument(path, { otherImages: true, within: folder, signal: new AbortController().signal });
}
