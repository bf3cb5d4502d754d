// The corpora of the bench: what each is made of, and their folders, made once and kept.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bmpScan, flatePdf, jpegPdf, textPdf, tiffScan, type Paper } from './documents';

/** a: JPEG PDFs, b: small PDFs, c: scans, d: a mix; text: PDFs of plain text, for the lines of limited speed only. */
export const corpusNames = ['a', 'b', 'c', 'd', 'text'] as const;
export type CorpusName = (typeof corpusNames)[number];

/** full: what the limits are about; third, tenth: for slow lines; quick: for a look and for the guard. */
export type Scale = 'full' | 'third' | 'tenth' | 'quick';

export interface Corpus {
  readonly name: CorpusName;
  readonly folder: string;
  readonly documents: number;
  readonly sizeBytes: number;
  readonly what: string;
  /** More than one where a batch may not hold as many documents. */
  readonly batches: number;
}

interface Part {
  readonly kind: 'jpeg' | 'flate' | 'text' | 'scan';
  readonly count: number;
  /** Of a scan: what its A4 page has. */
  readonly sizeBytes: number;
}

// Raised when the documents change, so that nobody measures with those of before.
const edition = 1;
const scanBytes = 26_099_574;
// What the config file allows.
const mostPerBatch = 10_000;

const jpegs = (count: number): Part => ({ kind: 'jpeg', count, sizeBytes: 200_000 });
const small = (count: number): Part => ({ kind: 'flate', count, sizeBytes: 8_000 });
const scans = (count: number): Part => ({ kind: 'scan', count, sizeBytes: scanBytes });
const texts = (count: number): Part => ({ kind: 'text', count, sizeBytes: 40_000 });

const parts: Readonly<Record<CorpusName, Readonly<Record<Scale, readonly Part[]>>>> = {
  a: { full: [jpegs(1_000)], third: [jpegs(300)], tenth: [jpegs(100)], quick: [jpegs(250)] },
  b: { full: [small(10_000)], third: [small(3_000)], tenth: [small(1_000)], quick: [small(2_500)] },
  c: { full: [scans(20)], third: [scans(6)], tenth: [scans(2)], quick: [scans(4)] },
  d: {
    full: [small(10_000), jpegs(2_000), scans(60)],
    third: [small(3_000), jpegs(600), scans(20)],
    tenth: [small(1_000), jpegs(200), scans(6)],
    quick: [small(1_000), jpegs(200), scans(4)],
  },
  text: { full: [texts(5_000)], third: [texts(1_500)], tenth: [texts(500)], quick: [texts(100)] },
};

/** What a corpus is made of, without making it. */
export function describeCorpus(name: CorpusName, scale: Scale, root: string): Corpus {
  const made = parts[name][scale];
  const documents = made.reduce((sum, { count }) => sum + count, 0);
  const batches = Math.ceil(documents / mostPerBatch);
  if (documents % batches !== 0) throw new Error(`The corpus ${name} cannot be shared out evenly to its batches.`);
  return {
    name,
    folder: join(root, `${name}-${scale}-${edition}`),
    documents,
    sizeBytes: made.reduce((sum, { count, sizeBytes }) => sum + count * sizeBytes, 0),
    what: made.map(({ kind, count, sizeBytes }) => `${count} ${words[kind]} of ${size(sizeBytes)}`).join(', '),
    batches,
  };
}

/**
 * Makes the corpus in `root` unless it is there. A folder under its own name is always whole. No document of one corpus or
 * scale is in another: a program that has delivered one may be given the next.
 */
export async function makeCorpus(name: CorpusName, scale: Scale, root: string): Promise<Corpus> {
  const corpus = describeCorpus(name, scale, root);
  if (await stat(corpus.folder).catch(() => null)) return corpus;
  console.log(`Making corpus ${name}: ${corpus.what} …`);
  const unfinished = `${corpus.folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (const part of parts[name][scale]) {
    for (let index = 0; index < part.count; index += 1) {
      const { fileName, content } = documentOf(part, index, `${edition} ${name} ${scale} ${part.kind} ${index}`);
      const path = join(unfinished, fileName);
      if (index === 0) await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
  await rename(unfinished, corpus.folder);
  return corpus;
}

function documentOf({ kind, sizeBytes }: Part, index: number, seed: string): { fileName: string; content: Buffer } {
  const number = String(index).padStart(5, '0');
  switch (kind) {
    case 'jpeg':
      return { fileName: `scanned/scan-${number}.pdf`, content: jpegPdf(seed, sizeBytes) };
    case 'flate':
      return { fileName: `mailed/invoice-${number}.pdf`, content: flatePdf(seed, sizeBytes) };
    case 'text':
      return { fileName: `plain/statement-${number}.pdf`, content: textPdf(seed, sizeBytes) };
    case 'scan': {
      // Both formats on both kinds of paper.
      const paper: Paper = index % 2 === 0 ? 'noisy' : 'clean';
      return index % 4 < 2
        ? { fileName: `pages/page-${number}.bmp`, content: bmpScan(seed, paper) }
        : { fileName: `pages/page-${number}.tif`, content: tiffScan(seed, paper) };
    }
  }
}

const words: Readonly<Record<Part['kind'], string>> = {
  jpeg: 'JPEG PDFs',
  flate: 'PDFs',
  text: 'plain PDFs',
  scan: 'BMP/TIFF scans',
};

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
