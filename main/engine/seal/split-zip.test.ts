// Cutting real zips in two: whole ones, damaged ones, and spools that cannot be written.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import type { DocumentId } from '../model';
import { anUplink } from '../testing/builders';
import type { SplitDocument, SplitJob } from './split-job';
import { splitZip } from './split-zip';
import { writeZip } from './write-zip';

let folder: string;
let spool: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-split-'));
  spool = join(folder, 'spool');
  await mkdir(spool);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Seals these contents, removes their files, and answers with the job that cuts the zip in two. */
async function aSealedZip(contents: Record<string, Buffer>, name = 'batch-1'): Promise<SplitJob> {
  const sources = join(folder, 'sources');
  await mkdir(sources);
  const documents = [];
  const inZip: SplitDocument[] = [];
  for (const [index, [entryName, content]] of Object.entries(contents).entries()) {
    const path = join(sources, `${index}`);
    await writeFile(path, content);
    const { size: sizeBytes, mtimeMs } = await stat(path);
    const common = { documentId: (index + 1) as DocumentId, entryName, sizeBytes } as const;
    documents.push({ ...common, path, within: sources, mtimeMs });
    inZip.push({ ...common, sha256: sha256(content) });
  }
  const zipPath = join(spool, `${name}.zip`);
  const result = await writeZip({ zipPath, documents, uplink: anUplink });
  if (result.kind !== 'sealed') throw new Error(result.kind);
  await rm(sources, { recursive: true });
  return {
    zipPath,
    halfPaths: [join(spool, `${name}-1.zip`), join(spool, `${name}-2.zip`)],
    documents: inZip,
    uplink: anUplink,
  };
}

async function contentsOf(zipPath: string): Promise<[string, string][]> {
  const zip = await openPromise(zipPath, { lazyEntries: true });
  const contents: [string, string][] = [];
  for await (const entry of zip.eachEntry()) {
    const parts = await (await zip.openReadStreamPromise(entry)).toArray();
    contents.push([entry.fileName, sha256(Buffer.concat(parts as Buffer[]))]);
  }
  return contents;
}

const three = { 'a.pdf': Buffer.from('first'), 'b.pdf': Buffer.from('second'), 'c.pdf': Buffer.from('third') };

describe('splitZip', () => {
  it('makes two zips with the very documents of the whole one, whose sources are gone', async () => {
    const job = await aSealedZip({
      'a b.pdf': randomBytes(40_000),
      'rechnung äöü 🧾.pdf': randomBytes(40_000),
      'large.pdf': Buffer.alloc(20 * 1024 * 1024, 'streamed, not buffered '),
      'noise.pdf': randomBytes(17 * 1024 * 1024),
    });
    const before = await readFile(job.zipPath);
    const result = await splitZip(job);
    if (result.kind !== 'split') throw new Error(JSON.stringify(result));
    const halves = await Promise.all(job.halfPaths.map(contentsOf));
    expect(halves.flat()).toEqual(job.documents.map((document) => [document.entryName, document.sha256]));
    for (const [index, half] of result.halves.entries()) {
      const bytes = await readFile(job.halfPaths[index] ?? '');
      expect(half).toMatchObject({ zipSha256: sha256(bytes), zipSizeBytes: bytes.length });
      expect(half.entries.map(({ entryName, sha256 }) => [entryName, sha256])).toEqual(halves[index]);
    }
    const ids = result.halves.flatMap(({ entries }) => entries.map(({ documentId }) => documentId));
    expect(ids).toEqual([1, 2, 3, 4]);
    expect((await readFile(job.zipPath)).equals(before)).toBe(true);
  });

  it('balances what the documents take up in the zip, not what they were', async () => {
    const job = await aSealedZip({
      'blank.pdf': Buffer.alloc(1_000_000),
      'a.pdf': randomBytes(20_000),
      'b.pdf': randomBytes(20_000),
      'c.pdf': randomBytes(20_000),
      'd.pdf': randomBytes(20_000),
    });
    const result = await splitZip(job);
    if (result.kind !== 'split') throw new Error(result.kind);
    expect(result.halves.map(({ entries }) => entries.length)).toEqual([3, 2]);
  });

  it('gives the same halves when it runs again after a crash, over whatever that left', async () => {
    const job = await aSealedZip(three);
    const first = await splitZip(job);
    await truncate(job.halfPaths[0], 10);
    await writeFile(`${job.halfPaths[1]}.part`, 'half a half');
    expect(await splitZip(job)).toEqual(first);
    expect((await readdir(spool)).sort()).toEqual(['batch-1-1.zip', 'batch-1-2.zip', 'batch-1.zip']);
    expect(sha256(await readFile(job.halfPaths[0]))).toBe(first.kind === 'split' ? first.halves[0].zipSha256 : '');
  });

  it('puts every document into exactly one half, in order, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5_000 }), { minLength: 2, maxLength: 12 }), async (sizes) => {
        await rm(spool, { recursive: true });
        await mkdir(spool);
        const contents = sizes.map((size, index) => [`${index}.pdf`, randomBytes(size + 1)] as const);
        const job = await aSealedZip(Object.fromEntries(contents));
        expect((await splitZip(job)).kind).toBe('split');
        const halves = await Promise.all(job.halfPaths.map(contentsOf));
        expect(halves.flat()).toEqual(job.documents.map((document) => [document.entryName, document.sha256]));
        for (const half of halves) expect(half.length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('splitZip of a zip that is not what was sealed', () => {
  const damages: Record<string, (job: SplitJob) => Promise<SplitJob>> = {
    'is gone': async (job) => {
      await rm(job.zipPath);
      return job;
    },
    'is no zip': async (job) => {
      await writeFile(job.zipPath, 'not a zip');
      return job;
    },
    'was cut off': async (job) => {
      await truncate(job.zipPath, (await stat(job.zipPath)).size - 30);
      return job;
    },
    'has other bytes in its last document': async (job) => {
      const bytes = await readFile(job.zipPath);
      bytes[bytes.indexOf('third')] = 0x54;
      await writeFile(job.zipPath, bytes);
      return job;
    },
    'lacks an entry': (job) => {
      const extra = { ...job.documents[2], entryName: 'd.pdf', documentId: 4 as DocumentId } as SplitDocument;
      return Promise.resolve({ ...job, documents: [...job.documents, extra] });
    },
    'has an entry too many': (job) => Promise.resolve({ ...job, documents: job.documents.slice(0, 2) }),
    'has another document under a name': (job) => {
      const [first, ...rest] = job.documents;
      if (first === undefined) throw new Error('no documents');
      return Promise.resolve({ ...job, documents: [{ ...first, sha256: '0'.repeat(64) }, ...rest] });
    },
  };

  it.each(Object.keys(damages))('leaves no half behind when it %s', async (what) => {
    const whole = await aSealedZip(three);
    const job = await damages[what]?.(whole);
    if (job === undefined) throw new Error(what);
    expect(await splitZip(job)).toMatchObject({ kind: 'zip-damaged' });
    expect((await readdir(spool)).filter((name) => name !== 'batch-1.zip')).toEqual([]);
  });
});

describe('splitZip into a spool that cannot be written', () => {
  it.each([0, 1])('says so, and takes away what there is of half %i', async (failing) => {
    const job = await aSealedZip(three);
    const halfPaths: [string, string] = [...job.halfPaths];
    halfPaths[failing] = join(folder, 'nowhere', 'half.zip');
    expect(await splitZip({ ...job, halfPaths })).toEqual({ kind: 'spool-failed', detail: 'ENOENT' });
    expect(await readdir(spool)).toEqual(['batch-1.zip']);
  });
});
