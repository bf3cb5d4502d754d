// Tests of what a zip library may get wrong: nothing of it loses a document, passes unnoticed or hangs.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentId } from '../model';
import { anUplink } from '../testing/builders';
import type { OpenedDocument } from './read-document';
import { proofOf, proving } from './read-proof';
import { verifyZip } from './verify-zip';
import { writeSources, type ZipSource } from './write-zip';

let spool: string;
beforeEach(async () => {
  spool = await mkdtemp(join(tmpdir(), 'batchdrop-traps-'));
});
afterEach(() => rm(spool, { recursive: true, force: true }));

type Body = Extract<OpenedDocument, { kind: 'opened' }>;

/** A source of which a test says how it reads. */
function aSource(entryName: string, opened: Pick<Body, 'body'> & Partial<Body>, sizeBytes = 4): ZipSource {
  const documentId = entryName.length as DocumentId;
  const proof = { sha256: '', crc32: 0, sizeBytes };
  return {
    ...{ documentId, entryName, sizeBytes, memoryBytes: 0, openNow: null },
    open: () =>
      Promise.resolve({
        ...{ kind: 'opened', crc32: null, sample: () => Buffer.alloc(0) },
        prove: () => Promise.resolve({ kind: 'proof', proof }),
        close: () => Promise.resolve(),
        ...opened,
      }),
  };
}

function aBuffer(entryName: string, text: string): ZipSource {
  const body = Buffer.from(text);
  return aSource(
    entryName,
    { body, prove: () => Promise.resolve({ kind: 'proof', proof: proofOf(body) }) },
    body.length,
  );
}

/** Chunks that a document is read in; what they prove is what was read. */
function aStream(entryName: string, chunks: AsyncIterable<Buffer>, sizeBytes: number): ZipSource {
  const { body, prove } = proving(chunks, 1024);
  return aSource(entryName, { body, prove: () => Promise.resolve({ kind: 'proof', proof: prove() }) }, sizeBytes);
}

async function* of(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

const zipPath = (): string => join(spool, 'batch-1.zip');
const seal = (...sources: ZipSource[]) => writeSources(zipPath(), sources, anUplink);

describe('a zip', () => {
  it('fails when the stream of a document fails, and leaves nothing behind', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('half of');
      await Promise.resolve();
      throw Object.assign(new Error('read'), { code: 'EIO' });
    }
    const result = await seal(aBuffer('a.pdf', 'whole'), aStream('bb.pdf', failing(), 100), aBuffer('ccc.pdf', 'late'));
    const failure = { documentId: 'bb.pdf'.length, reason: 'unreadable', detail: 'EIO' };
    expect(result).toEqual({ kind: 'documents-failed', failures: [failure] });
    expect(await readdir(spool)).toEqual([]);
  });

  it('fails when a document is found to have changed after it was read', async () => {
    const failure = { documentId: 1 as DocumentId, reason: 'changed', detail: '' } as const;
    const changed = aSource('a.pdf', {
      body: Buffer.from('text'),
      prove: () => Promise.resolve({ kind: 'failed', failure }),
    });
    expect(await seal(changed)).toEqual({ kind: 'documents-failed', failures: [failure] });
  });

  it('fails when its entry is not what was read', async () => {
    const proof = { sha256: '', crc32: 1, sizeBytes: 4 };
    const lying = aSource('a.pdf', {
      body: Buffer.from('text'),
      prove: () => Promise.resolve({ kind: 'proof', proof }),
    });
    const result = await seal(lying);
    expect(result).toEqual({ kind: 'spool-failed', detail: 'Entry 1 has another checksum than its document.' });
    expect(await readdir(spool)).toEqual([]);
  });

  it('fails when two documents have one name: whoever unzips it would keep one', async () => {
    const result = await seal(aBuffer('a.pdf', 'one'), aBuffer('a.pdf', 'two'));
    expect(result).toEqual({ kind: 'spool-failed', detail: 'Entry 2 has the name of another entry.' });
  });

  it('fails when a document does not end within ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const endless = new Readable({ read: () => undefined });
      const result = seal(aSource('a.pdf', { body: endless }));
      await vi.waitUntil(() => vi.getTimerCount() > 0);
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(await result).toMatchObject({ kind: 'spool-failed' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('holds a streamed document of many chunks, deflated or stored', async () => {
    const text = 'invoice '.repeat(500);
    const sources = [
      aStream('deflated.pdf', of(text, text, text), 3 * text.length),
      aStream('st.pdf', of('a', 'b', 'c'), 3),
    ];
    const sampled = sources.map((source, index) => ({
      ...source,
      open: async () =>
        ({ ...(await source.open()), sample: () => Buffer.from(index === 0 ? text : '') }) as OpenedDocument,
    }));
    expect(await seal(...sampled)).toMatchObject({ kind: 'sealed' });
    const script =
      'import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n' +
      'print([(i.filename,i.compress_type,i.file_size) for i in z.infolist()])';
    expect(execFileSync('python3', ['-c', script, zipPath()]).toString().trim()).toBe(
      "[('deflated.pdf', 8, 12000), ('st.pdf', 0, 3)]",
    );
  });

  it('holds more entries than a plain zip can count', async () => {
    const count = 66_000;
    const names = Array.from({ length: count }, (_, index) => `${index}.pdf`);
    expect(await seal(...names.map((name) => aBuffer(name, name)))).toMatchObject({ kind: 'sealed' });
    const script =
      'import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1])\nprint(len(z.namelist()), z.read("65999.pdf").decode())';
    expect(execFileSync('python3', ['-c', script, zipPath()]).toString().trim()).toBe(`${count} 65999.pdf`);
  });

  it('is found out when it lists less or more than was read', async () => {
    await seal(aBuffer('a.pdf', 'one'), aBuffer('b.pdf', 'two'));
    const [a, b] = ['a.pdf', 'b.pdf'].map((entryName, index) => {
      const { crc32, sizeBytes } = proofOf(Buffer.from(index === 0 ? 'one' : 'two'));
      return { entryName, crc32, sizeBytes };
    });
    if (a === undefined || b === undefined) throw new Error('two entries');
    expect(await verifyZip(zipPath(), [a, b])).toBeNull();
    expect(await verifyZip(zipPath(), [a])).toBe('The zip lists more entries than documents were read.');
    expect(await verifyZip(zipPath(), [a, b, a])).toBe('The zip lists fewer entries than documents were read.');
    expect(await verifyZip(zipPath(), [{ ...a, sizeBytes: 4 }, b])).toBe('Entry 1 has another size than its document.');
  });
});
