// The content of documents for the window, from real files and real sealed zips; and zips saved as they were sealed.
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readFile, readdir, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aSealerBench, type SealerBench } from '../engine/seal/testing/sealer-bench';
import type { BatchId } from '../engine/model';
import { evidence } from '../ledger/testing/test-ledger';
import { openContent } from './document-content';
import { answerDocumentRequest, largestShownBytes } from './document-response';
import { saveZip } from './save-zip';

let bench: SealerBench;
let spool: string;
let opened: number;
let closed: number;
beforeEach(async () => {
  bench = await aSealerBench();
  spool = join(dirname(bench.folder.path), 'spool');
  [opened, closed] = [0, 0];
});

/** Content that a zip stores as it is, and content that it makes smaller. */
const contents = { stored: randomBytes(700_000), deflated: Buffer.from('invoice 4711; '.repeat(50_000)) };

/** Asks as the page does. */
async function ask(id: number, request: { method?: string; range?: string } = {}): Promise<Response> {
  const asked = { method: request.method ?? 'GET', range: request.range ?? null };
  return answerDocumentRequest(id, asked, {
    source: bench.views.documentSource,
    open: async (source) => {
      const content = await openContent(source, spool);
      if (content === null) return null;
      opened += 1;
      const close = async (): Promise<void> => {
        closed += 1;
        await content.close();
      };
      return { ...content, close };
    },
  });
}

async function bodyOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

function pathOf(relativePath: string): string {
  return join(bench.folder.path, relativePath);
}

describe('the content of a document', () => {
  it('is the original while it is what was found', async () => {
    const id = await bench.put('a.pdf', contents.stored);
    const response = await ask(id);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-length': '700000',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'application/pdf',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect((await bodyOf(response)).equals(contents.stored)).toBe(true);
    expect([opened, closed]).toEqual([1, 1]);
  });

  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['tiff', 'application/octet-stream'],
    ['webp', 'application/octet-stream'],
  ])('is served as what it was judged to be: %s', async (kind, type) => {
    const id = await bench.put('a', 'content');
    bench.rows(`update document set kind = '${kind}' where id = ${id} returning id`);
    const response = await ask(id);
    expect(response.headers.get('content-type')).toBe(type);
    await response.body?.cancel();
  });

  it.each(['stored', 'deflated'] as const)('comes from the sealed zip when the original changed (%s)', async (how) => {
    const id = await bench.put('a.pdf', contents[how]);
    await bench.put('b.pdf', 'another');
    await bench.work();
    await appendFile(pathOf('a.pdf'), 'x');
    expect((await bodyOf(await ask(id))).equals(contents[how])).toBe(true);
    const piece = await ask(id, { range: 'bytes=300000-300099' });
    expect(piece.status).toBe(206);
    expect((await bodyOf(piece)).equals(contents[how].subarray(300_000, 300_100))).toBe(true);
    expect(closed).toBe(2);
  });

  it('is what was sealed, not where a link leads that lies in its place', async () => {
    const id = await bench.put('a.pdf', 'content');
    await bench.work();
    await rename(pathOf('a.pdf'), pathOf('kept'));
    await symlink(pathOf('kept'), pathOf('a.pdf'));
    expect((await bodyOf(await ask(id))).toString()).toBe('content');
    await rm(join(spool, (await readdir(spool))[0] ?? ''));
    expect((await ask(id)).status).toBe(404);
  });

  it('is found where the original was moved to', async () => {
    const id = await bench.put('a.pdf', 'content');
    await bench.work();
    const [batch] = bench.rows('select id from batch') as [{ id: BatchId }];
    await bench.ledger.batches.beginAttempt(batch.id, 50);
    const receipt = { serverBatchId: 's', releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
    await bench.ledger.batches.accept(batch.id, evidence({ outcome: 'accepted' }), receipt, null);
    await bench.ledger.batches.recordAfterUpload([{ documentId: id, result: 'moved', movedTo: 'Sent/a.pdf' }]);
    await mkdir(pathOf('Sent'));
    await rename(pathOf('a.pdf'), pathOf('Sent/a.pdf'));
    await rm(spool, { recursive: true });
    expect((await bodyOf(await ask(id))).toString()).toBe('content');
  });

  it('is found among the delivered zips that are kept', async () => {
    const id = await bench.put('a.pdf', 'content');
    await bench.work();
    const [zip = ''] = await readdir(spool);
    await mkdir(join(spool, 'delivered'));
    await rename(join(spool, zip), join(spool, 'delivered', zip));
    await rm(pathOf('a.pdf'));
    expect((await bodyOf(await ask(id))).toString()).toBe('content');
  });

  it('is nowhere when the original is gone and its zip is gone or damaged', async () => {
    const id = await bench.put('a.pdf', 'content');
    await rm(pathOf('a.pdf'));
    expect((await ask(id)).status).toBe(404);
    await bench.put('b.pdf', 'another');
    await bench.work();
    const [zip = ''] = await readdir(spool);
    await truncate(join(spool, zip), 40);
    await rm(pathOf('b.pdf'));
    expect((await ask(id + 1)).status).toBe(404);
    expect((await ask(99)).status).toBe(404);
  });

  it('is not shown above 200 MB, and not changed by anybody', async () => {
    const id = await bench.put('a.pdf', 'content');
    expect((await ask(id, { method: 'POST' })).status).toBe(405);
    bench.rows(`update document set size_bytes = ${largestShownBytes + 1} where id = ${id} returning id`);
    expect((await ask(id)).status).toBe(413);
    expect(opened).toBe(0);
  });

  it('has a head, and is closed when nobody reads on', async () => {
    const id = await bench.put('a.pdf', contents.stored);
    const head = await ask(id, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, '700000', null]);
    const reader = (await ask(id)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect([opened, closed]).toEqual([2, 2]);
  });

  it('ends with an error when the original is cut short while it is read', async () => {
    const id = await bench.put('a.pdf', contents.stored);
    const reader = (await ask(id)).body?.getReader();
    await reader?.read();
    await truncate(pathOf('a.pdf'), 1_000);
    await expect(reader?.read()).rejects.toThrow();
    expect(closed).toBe(1);
  });

  it.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=5-2', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
    ['lines=0-1', 200, '0123456789', null],
  ])('in pieces: %s is %s', async (range, status, text, contentRange) => {
    const id = await bench.put('a.pdf', '0123456789');
    const response = await ask(id, { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect((await bodyOf(response)).toString()).toBe(text);
    expect(closed).toBe(1);
  });
});

describe('a saved zip', () => {
  async function aZip(): Promise<{ source: { zipName: string; sha256: string; sizeBytes: number }; path: string }> {
    await bench.put('a.pdf', contents.stored);
    await bench.work();
    const source = await bench.views.zipSource(1);
    if (source === null) throw new Error('the batch was not sealed');
    return { source, path: join(dirname(bench.folder.path), 'saved.zip') };
  }

  it('is the very zip that was sealed, in the place of an older file', async () => {
    const { source, path } = await aZip();
    await writeFile(path, 'older');
    expect(await saveZip(source, spool, path)).toEqual({ kind: 'saved' });
    expect((await readFile(path)).equals(await readFile(join(spool, source.zipName)))).toBe(true);
    expect((await readdir(dirname(path))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is not saved when it is not what was sealed, and the older file stays', async () => {
    const { source, path } = await aZip();
    await writeFile(path, 'older');
    const zip = join(spool, source.zipName);
    const bytes = await readFile(zip);
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    await writeFile(zip, bytes);
    expect(await saveZip(source, spool, path)).toEqual({ kind: 'damaged' });
    await truncate(zip, 10);
    expect(await saveZip(source, spool, path)).toEqual({ kind: 'damaged' });
    await rm(zip);
    expect(await saveZip(source, spool, path)).toEqual({ kind: 'missing' });
    expect((await readFile(path)).toString()).toBe('older');
    expect((await stat(dirname(path))).isDirectory()).toBe(true);
  });

  it('says why it could not be written', async () => {
    const { source } = await aZip();
    expect(await saveZip(source, spool, '/nowhere/at/all.zip')).toEqual({ kind: 'failed', code: 'ENOENT' });
  });
});
