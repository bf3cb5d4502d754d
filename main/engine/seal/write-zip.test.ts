import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import type { DocumentId } from '../model';
import { anUplink } from '../testing/builders';
import { stampOf } from './file-stamp';
import type { SealDocument } from './seal-job';
import { writeZip } from './write-zip';

let folder: string;
let spool: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-seal-'));
  spool = join(folder, 'spool');
  await mkdir(spool);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function aSource(name: string, content: Buffer | string, entryName = name): Promise<SealDocument> {
  const path = join(folder, name);
  await writeFile(path, content);
  const { size, mtimeMs } = await stat(path);
  const documentId = documents++ as DocumentId;
  return { documentId, path, within: folder, entryName, sizeBytes: size, mtimeMs };
}
let documents = 1;

async function unzipped(zipPath: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(zipPath, { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    entries.set(entry.fileName, Buffer.concat(parts));
  }
  zip.close();
  return entries;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('writeZip', () => {
  it('keeps order and content where some documents are deflated and others stored', async () => {
    const contents = Array.from({ length: 60 }, (_, index) => {
      // Noise is stored.
      if (index % 7 === 3) return randomBytes(30_000);
      return Buffer.alloc(index % 5 === 0 ? 3_000_000 : 20_000, `line ${index} of a statement `);
    });
    const name = (index: number): string => `${String(index).padStart(2, '0')}.pdf`;
    const sources: SealDocument[] = [];
    for (const [index, content] of contents.entries()) sources.push(await aSource(name(index), content));
    const zipPath = join(spool, 'batch-1.zip');
    const result = await writeZip({ zipPath, documents: sources, uplink: { bytesPerSecond: 12_500_000 } });
    if (result.kind !== 'sealed') throw new Error(result.kind);
    expect(result.zipSizeBytes).toBeLessThan(2_000_000);
    const entries = await unzipped(zipPath);
    expect([...entries.keys()]).toEqual(contents.map((_, index) => name(index)));
    expect([...entries.values()].map(sha256)).toEqual(contents.map(sha256));
    expect(result.entries.map(({ sha256 }) => sha256)).toEqual(contents.map(sha256));
  });

  it('seals every document with the very bytes and hash of its source', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024, 'streamed, not buffered ');
    const sources = [
      await aSource('a b.pdf', 'first'),
      await aSource('rechnung äöü 🧾.pdf', 'second'),
      await aSource('re\u0301sume\u0301.pdf', 'third'),
      await aSource('large.pdf', large),
    ];
    const zipPath = join(spool, 'batch-1.zip');
    const result = await writeZip({ zipPath, documents: sources, uplink: anUplink });
    if (result.kind !== 'sealed') throw new Error(result.kind);
    const entries = await unzipped(zipPath);
    expect([...entries.keys()]).toEqual(['a b.pdf', 'rechnung äöü 🧾.pdf', 're\u0301sume\u0301.pdf', 'large.pdf']);
    expect(result.entries.map(({ sha256 }) => sha256)).toEqual([...entries.values()].map(sha256));
    expect(entries.get('large.pdf')?.equals(large)).toBe(true);
    expect(result.zipSha256).toBe(sha256(await readFile(zipPath)));
    expect(result.zipSizeBytes).toBe((await stat(zipPath)).size);
    expect((await stat(zipPath)).mode & 0o777).toBe(0o600);
    expect(result.stamp).toEqual(stampOf(await stat(zipPath, { bigint: true })));
  });

  it('makes a zip that Python opens without complaint', async () => {
    const sources = [await aSource('emoji 🧾.pdf', 'one'), await aSource('plain.pdf', 'two')];
    const zipPath = join(spool, 'batch-1.zip');
    await writeZip({ zipPath, documents: sources, uplink: anUplink });
    const script =
      'import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint("|".join(z.namelist()))';
    const names = execFileSync('python3', ['-c', script, zipPath], {
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    });
    expect(names.toString().trim()).toBe('emoji 🧾.pdf|plain.pdf');
  });

  it('gives the same bytes for the same documents, whenever it runs', async () => {
    const sources = [await aSource('a.pdf', 'first'), await aSource('b.pdf', 'x'.repeat(100_000))];
    const first = await writeZip({ zipPath: join(spool, 'batch-1.zip'), documents: sources, uplink: anUplink });
    const second = await writeZip({ zipPath: join(spool, 'batch-2.zip'), documents: sources, uplink: anUplink });
    expect(first.kind).toBe('sealed');
    expect({ ...second, stamp: null }).toEqual({ ...first, stamp: null });
  });

  it('stores what does not shrink and deflates what does', async () => {
    const sources = [
      await aSource('noise.pdf', randomBytes(50_000)),
      await aSource('text.pdf', 'word '.repeat(50_000)),
    ];
    const zipPath = join(spool, 'batch-1.zip');
    await writeZip({ zipPath, documents: sources, uplink: anUplink });
    const zip = await openPromise(zipPath, { lazyEntries: true });
    const methods = new Map<string, number>();
    for await (const entry of zip.eachEntry()) methods.set(entry.fileName, entry.compressionMethod);
    zip.close();
    expect(methods.get('noise.pdf')).toBe(0);
    expect(methods.get('text.pdf')).toBe(8);
  });

  it('names the document that went away, and leaves no zip behind', async () => {
    const sources = [await aSource('a.pdf', 'first'), await aSource('b.pdf', 'second')];
    await rm(join(folder, 'b.pdf'));
    const result = await writeZip({ zipPath: join(spool, 'batch-1.zip'), documents: sources, uplink: anUplink });
    const failure = { documentId: sources[1]?.documentId, reason: 'vanished', detail: 'ENOENT' };
    expect(result).toEqual({ kind: 'documents-failed', failures: [failure] });
    expect(await readdir(spool)).toEqual([]);
  });

  it('refuses a document that is not the one that was found', async () => {
    const grown = await aSource('grown.pdf', 'first');
    await truncate(grown.path, 100);
    const touched = await aSource('touched.pdf', 'first');
    await utimes(touched.path, 1, 1);
    const folderNow = await aSource('folder.pdf', 'first');
    await rm(folderNow.path);
    await mkdir(folderNow.path);
    const result = await writeZip({
      zipPath: join(spool, 'batch-1.zip'),
      documents: [grown, touched, folderNow],
      uplink: anUplink,
    });
    if (result.kind !== 'documents-failed') throw new Error(result.kind);
    expect(result.failures.map(({ reason }) => reason)).toEqual(['changed', 'changed', 'changed']);
  });

  it('says so when the spool cannot be written', async () => {
    const sources = [await aSource('a.pdf', 'first')];
    const result = await writeZip({
      zipPath: join(folder, 'nowhere', 'batch-1.zip'),
      documents: sources,
      uplink: anUplink,
    });
    expect(result).toEqual({ kind: 'spool-failed', detail: 'ENOENT' });
  });
});
