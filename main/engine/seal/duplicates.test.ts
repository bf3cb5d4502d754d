// The sealer and documents of the same content: which one goes, which are left out, and what is read to find out.
import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentId } from '../model';
import { hashDocuments } from './hash-documents';
import { aSealerBench, type SealerBench } from './testing/sealer-bench';

function duplicates({ events }: SealerBench): { relativePath: string; asks: boolean; ofBatchId: number }[] {
  return events.flatMap((event) =>
    event.type === 'document-duplicate'
      ? { relativePath: event.relativePath, asks: event.asks, ofBatchId: event.ofBatchId }
      : [],
  );
}

describe('documents of the same content in one round', () => {
  it('go once, by the first path; the others are duplicates of it as soon as it is sealed', async () => {
    const bench = await aSealerBench();
    for (const name of ['c.pdf', 'a.pdf', 'b.pdf']) await bench.put(name, 'same');
    await bench.put('d.pdf', 'diff');
    await bench.work();
    expect(bench.failures).toEqual([]);
    expect(await bench.batches()).toEqual([['a.pdf', 'd.pdf']]);
    expect(duplicates(bench)).toEqual([
      { relativePath: 'b.pdf', asks: true, ofBatchId: 2 },
      { relativePath: 'c.pdf', asks: true, ofBatchId: 2 },
    ]);
    expect(await bench.document('b.pdf')).toMatchObject({
      status: { state: 'duplicate', ofDocumentId: (await bench.document('a.pdf')).id, asks: true },
      sha256: (await bench.document('a.pdf')).sha256,
    });
    // The first zip, which nobody saw, hashed them all.
    expect(bench.hashed).toEqual([]);
  });

  it('leave room in a full batch, which is filled by documents that are looked at as well', async () => {
    const bench = await aSealerBench({ batch: { quietMs: 0, maxDocuments: 2, maxBytes: 1_000 } });
    for (const name of ['a.pdf', 'b.pdf', 'd.pdf']) await bench.put(name, 'same');
    await bench.put('c.pdf', 'else');
    await bench.work();
    expect(await bench.batches()).toEqual([['a.pdf', 'c.pdf']]);
    expect(duplicates(bench).map(({ relativePath }) => relativePath)).toEqual(['b.pdf', 'd.pdf']);
  });

  it('wait for the quiet time when the batch is only full with all of them', async () => {
    const bench = await aSealerBench({ batch: { quietMs: 500, maxDocuments: 3, maxBytes: 1_000 } });
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) await bench.put(name, 'same');
    await bench.work();
    expect(await bench.batches()).toEqual([]);
    bench.clock.move(500);
    await bench.work();
    expect(await bench.batches()).toEqual([['a.pdf']]);
    expect(duplicates(bench)).toHaveLength(2);
  });

  it('are counted by the hundred without a second delivery', async () => {
    const bench = await aSealerBench({ batch: { quietMs: 0, maxDocuments: 50, maxBytes: 1_000_000 } });
    for (let index = 0; index < 300; index += 1) await bench.put(`${1_000 + index}.pdf`, `content ${index % 2}`);
    await bench.work();
    expect(bench.failures).toEqual([]);
    expect(await bench.batches()).toEqual([['1000.pdf', '1001.pdf']]);
    expect(duplicates(bench)).toHaveLength(298);
    // The first fifty when they were sealed, the others once: there was one of their size by then.
    expect(bench.hashed).toHaveLength(250);
  });
});

describe('a document with the content of one that was sealed before', () => {
  it('is a duplicate in whichever folder of the credential and type it lies', async () => {
    const bench = await aSealerBench();
    const [skips, receipts] = [
      await bench.anotherFolder('skips', { duplicates: 'skip' }),
      await bench.anotherFolder('receipts', { documentType: 'Receipts' }),
    ];
    await bench.put('a.pdf', 'same');
    await bench.work();
    for (const place of [skips, receipts]) await bench.put('sub/copy.pdf', 'same', place);
    await bench.work([bench.folder, skips, receipts]);
    expect(await bench.batches()).toEqual([['a.pdf'], ['sub/copy.pdf']]);
    expect((await bench.document('sub/copy.pdf', receipts)).status).toMatchObject({ state: 'sealed' });
    expect((await bench.document('sub/copy.pdf', skips)).status).toMatchObject({ state: 'duplicate', asks: false });
    expect(duplicates(bench)).toEqual([{ relativePath: 'sub/copy.pdf', asks: false, ofBatchId: 1 }]);
  });

  it('goes all the same where the folder says so, and is not even read twice', async () => {
    const bench = await aSealerBench({ duplicates: 'send' });
    await bench.put('a.pdf', 'same');
    await bench.put('b.pdf', 'same');
    await bench.work();
    expect(await bench.batches()).toEqual([['a.pdf', 'b.pdf']]);
    expect(bench.hashed).toEqual([]);
  });

  it('is not read when its size alone tells it apart', async () => {
    const bench = await aSealerBench();
    await bench.put('a.pdf', 'one');
    await bench.work();
    await bench.put('b.pdf', 'two, longer');
    await bench.work();
    expect(await bench.batches()).toHaveLength(2);
    expect(bench.hashed).toEqual([]);
  });

  it('goes when its size is the same and its content is not', async () => {
    const bench = await aSealerBench();
    await bench.put('a.pdf', 'one');
    await bench.work();
    await bench.put('b.pdf', 'two');
    await bench.work();
    expect(await bench.batches()).toEqual([['a.pdf'], ['b.pdf']]);
    expect(bench.hashed).toEqual(['folder-1/b.pdf']);
  });

  it('goes once a person wants it, and a further copy is a duplicate of it and not sent along', async () => {
    const bench = await aSealerBench();
    const { documents } = bench.ledger;
    await bench.put('a.pdf', 'same');
    const copy = await bench.put('b.pdf', 'same');
    await bench.work();
    await bench.ledger.batches.move((await documentBatch(bench, 'a.pdf')) as never, { state: 'cancelled' }, 60);
    await documents.sendAnyway(copy, 70);
    await documents.judge([{ id: copy, verdict: 'ready', kind: 'pdf', readyAt: bench.clock.now() }], 70);
    // Before it by path: the one that a person decided about goes first all the same.
    await bench.put('another.pdf', 'same');
    await bench.work();
    expect(bench.failures).toEqual([]);
    expect((await bench.batches()).slice(1)).toEqual([['b.pdf']]);
    expect((await bench.document('another.pdf')).status).toEqual({
      ...{ state: 'duplicate', ofDocumentId: copy, asks: true },
    });
  });

  it('is sealed when its original is withdrawn in the very moment', async () => {
    const bench = await aSealerBench();
    await bench.put('a.pdf', 'same');
    await bench.work();
    const batchId = await documentBatch(bench, 'a.pdf');
    await bench.put('b.pdf', 'same');
    let withdrawn = false;
    await bench.work([bench.folder], {
      documents: {
        originals: async (scope, sha256s) => {
          const found = await bench.ledger.documents.originals(scope, sha256s);
          if (!withdrawn) await bench.ledger.batches.move(batchId as never, { state: 'cancelled' }, 60);
          withdrawn = true;
          return found;
        },
      },
    });
    expect(duplicates(bench)).toEqual([]);
    expect((await bench.document('b.pdf')).status.state).toBe('sealed');
  });
});

async function documentBatch(bench: SealerBench, relativePath: string): Promise<number> {
  const { status } = await bench.document(relativePath);
  if (status.state !== 'sealed') throw new Error(`${relativePath} is ${status.state}`);
  return status.batchId;
}

describe('a file that was only touched', () => {
  it('asks nothing, however often', async () => {
    const bench = await aSealerBench();
    await bench.put('a.pdf', 'same');
    await bench.work();
    for (const second of [10, 20]) {
      const path = join(bench.folder.path, 'a.pdf');
      await utimes(path, second, second);
      const { mtimeMs } = await stat(path);
      const change = { kind: 'new', relativePath: 'a.pdf', sizeBytes: 4, mtimeMs } as const;
      const [touched] = await bench.ledger.documents.record(bench.folder.id, [change], second);
      const verdict = { id: touched?.id as DocumentId, verdict: 'ready', kind: 'pdf', readyAt: 1 } as const;
      await bench.ledger.documents.judge([verdict], 1);
      await bench.work();
    }
    expect(await bench.batches()).toEqual([['a.pdf']]);
    expect(duplicates(bench)).toEqual([
      { relativePath: 'a.pdf', asks: false, ofBatchId: 1 },
      { relativePath: 'a.pdf', asks: false, ofBatchId: 1 },
    ]);
    expect(await bench.ledger.documents.askingDuplicates(bench.folder.id)).toEqual([]);
  });
});

describe('a document that is not what was found', () => {
  it('settles anew when it changed, and is set aside when it vanished; the others go', async () => {
    const bench = await aSealerBench();
    for (const name of ['changed.pdf', 'gone.pdf', 'kept.pdf']) await bench.put(name, 'same');
    await writeFile(join(bench.folder.path, 'changed.pdf'), 'longer than before');
    await rm(join(bench.folder.path, 'gone.pdf'));
    await bench.work();
    expect(bench.failures).toEqual([]);
    expect((await bench.document('changed.pdf')).status).toEqual({ state: 'settling' });
    expect((await bench.document('gone.pdf')).status).toMatchObject({ state: 'set-aside', reason: 'vanished' });
    expect(await bench.batches()).toEqual([['kept.pdf']]);
  });

  it('is not called a duplicate for what it held when it was looked at', async () => {
    const bench = await aSealerBench();
    await bench.put('0.pdf', 'size');
    await bench.work();
    await bench.put('a.pdf', 'same');
    await bench.put('b.pdf', 'else');
    const path = join(bench.folder.path, 'b.pdf');
    const { mtimeMs } = await stat(path);
    // A content that is put in its place without a trace, after it was looked at: the zip tells.
    await bench.work([bench.folder], {
      thread: {
        hash: async (job) => {
          const result = await hashDocuments(job);
          await writeFile(path, 'same');
          await utimes(path, mtimeMs / 1_000, mtimeMs / 1_000);
          return result;
        },
      },
    });
    expect(bench.failures).toEqual([]);
    expect(await bench.batches()).toEqual([['0.pdf'], ['a.pdf']]);
    expect((await bench.document('b.pdf')).status).toMatchObject({ state: 'duplicate', asks: true });
  });
});

it('seals nothing in a folder while the thread cannot work, and says so', async () => {
  const bench = await aSealerBench();
  await bench.put('0.pdf', 'size');
  await bench.work();
  await bench.put('a.pdf', 'same');
  await bench.put('b.pdf', 'same');
  const broken = { hash: () => Promise.resolve({ kind: 'spool-failed', detail: 'it ended' } as const) };
  await bench.work([bench.folder], { thread: broken });
  expect(await bench.batches()).toEqual([['0.pdf']]);
  expect(bench.events.at(-1)).toEqual({ type: 'spool-problem', folderId: bench.folder.id, detail: 'it ended' });
  await bench.work();
  expect(await bench.batches()).toEqual([['0.pdf'], ['a.pdf']]);
});
