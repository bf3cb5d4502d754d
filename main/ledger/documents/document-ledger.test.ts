// Documents in a real ledger: what is recorded, what settles anew, what a verdict changes and what it leaves alone.
import { describe, expect, it } from 'vitest';
import type { DocumentId, FolderId, SetAsideReason } from '../../engine/model';
import { setAsideReasons } from '../../engine/model';
import {
  aSealedBatch,
  anAcceptedBatch,
  anOpenBatch,
  evidence,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
} from '../testing/test-ledger';

describe('comparing files that a scan found', () => {
  it('leaves out what is known as it is, and tells the rest by their newest version', async () => {
    const { ledger } = await openTestLedger();
    await anAcceptedBatch(ledger, ['same.pdf', 'longer.pdf', 'later.pdf']);
    await readyDocuments(ledger, ['ready.pdf']);
    await settlingDocuments(ledger, ['settling.pdf']);
    const on = async (relativePath: string) => {
      const known = (await ledger.documents.newest(folderId, [relativePath])).get(relativePath);
      return { relativePath, sizeBytes: known?.sizeBytes ?? 1, mtimeMs: known?.mtimeMs ?? 1 };
    };
    const [longer, later] = [await on('longer.pdf'), await on('later.pdf')];
    const files = [
      ...[await on('same.pdf'), await on('ready.pdf'), await on('settling.pdf'), await on('new.pdf')],
      ...[
        { ...longer, sizeBytes: longer.sizeBytes + 1 },
        { ...later, mtimeMs: later.mtimeMs + 1 / 4096 },
      ],
    ];
    const { newest, unknown } = await ledger.documents.compare(folderId, files);
    expect([...newest.keys()].sort()).toEqual(['later.pdf', 'longer.pdf']);
    expect(newest.get('later.pdf')).toEqual((await ledger.documents.newest(folderId, ['later.pdf'])).get('later.pdf'));
    expect([...unknown]).toEqual(['new.pdf']);
  });

  it('takes any number of files, each once', async () => {
    const { ledger } = await openTestLedger();
    const files = Array.from({ length: 1_011 }, (_, index) => ({
      ...{ relativePath: `${index}.pdf`, sizeBytes: 1, mtimeMs: 1 },
    }));
    const { newest, unknown } = await ledger.documents.compare(folderId, files);
    expect([newest.size, unknown.size]).toEqual([0, 1_011]);
    expect(unknown.has('1010.pdf')).toBe(true);
  });
});

describe('recording what a scan found', () => {
  it('returns new documents as settling, in the order given, with the exact fingerprint', async () => {
    const { ledger } = await openTestLedger();
    const mtimeMs = 1_785_431_234_567 + 1 / 3;
    const records = await ledger.documents.record(
      folderId,
      [
        { kind: 'new', relativePath: 'b/ü 😀.pdf', sizeBytes: 3, mtimeMs },
        { kind: 'new', relativePath: 'a.pdf', sizeBytes: 2 ** 40, mtimeMs: 5 },
      ],
      7,
    );
    expect(records).toMatchObject([
      { relativePath: 'b/ü 😀.pdf', sizeBytes: 3, mtimeMs, seenAt: 7, status: { state: 'settling' } },
      { relativePath: 'a.pdf', sizeBytes: 2 ** 40, mtimeMs: 5, kind: null, sha256: null, entryName: null },
    ]);
    expect(await ledger.documents.settling(folderId)).toEqual(records);
  });

  it('lets a ready document that changed settle anew, as the same document', async () => {
    const { ledger } = await openTestLedger();
    const [ready] = await readyDocuments(ledger, ['a.pdf']);
    const [changed] = await ledger.documents.record(
      folderId,
      [{ kind: 'changed', id: ready?.id as DocumentId, sizeBytes: 9, mtimeMs: 9 }],
      8,
    );
    expect(changed).toMatchObject({ id: ready?.id, sizeBytes: 9, kind: null, status: { state: 'settling' } });
    expect(await ledger.documents.ready(folderId)).toEqual([]);
  });

  it('makes a new version of a document that was sealed meanwhile', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    const [sealed] = await ledger.documents.ofBatch(batch.id);
    const [version] = await ledger.documents.record(
      folderId,
      [{ kind: 'changed', id: sealed?.id as DocumentId, sizeBytes: 9, mtimeMs: 9 }],
      8,
    );
    expect(version?.id).toBeGreaterThan(sealed?.id ?? Infinity);
    expect(await ledger.documents.ofBatch(batch.id)).toEqual([sealed]);
    expect((await ledger.documents.newest(folderId, ['a.pdf'])).get('a.pdf')).toEqual(version);
  });

  it('does not record a delivered document a second time under the same fingerprint', async () => {
    const { ledger, rows } = await openTestLedger();
    const batch = await anAcceptedBatch(ledger, ['a.pdf']);
    const [{ sizeBytes, mtimeMs } = { sizeBytes: 0, mtimeMs: 0 }] = await ledger.documents.ofBatch(batch.id);
    const change = { kind: 'new', relativePath: 'a.pdf', sizeBytes, mtimeMs } as const;
    expect(await ledger.documents.record(folderId, [change], 9)).toEqual([]);
    expect(rows('SELECT count(*) AS n FROM document')).toEqual([{ n: 1 }]);
  });

  it('takes the last word when one call names a path twice, and ignores a document that was forgotten', async () => {
    const { ledger } = await openTestLedger();
    const change = { kind: 'new', relativePath: 'a.pdf', mtimeMs: 1 } as const;
    const records = await ledger.documents.record(
      folderId,
      [
        { ...change, sizeBytes: 1 },
        { ...change, sizeBytes: 2 },
        { kind: 'changed', id: 99 as DocumentId, sizeBytes: 3, mtimeMs: 3 },
      ],
      7,
    );
    expect(records).toMatchObject([{ relativePath: 'a.pdf', sizeBytes: 2 }]);
  });

  it('takes thousands of documents in one call, and answers for all of their paths', async () => {
    const { ledger } = await openTestLedger();
    const paths = Array.from({ length: 6_000 }, (_, index) => `${index}.pdf`);
    const records = await settlingDocuments(ledger, paths);
    expect(records.map(({ relativePath }) => relativePath)).toEqual(paths);
    const newest = await ledger.documents.newest(folderId, [...paths, 'never seen.pdf']);
    expect(newest.size).toBe(6_000);
    expect(newest.has('never seen.pdf')).toBe(false);
  });

  it('keeps folders apart', async () => {
    const { ledger } = await openTestLedger();
    const other = 'folder-2' as FolderId;
    await ledger.folders.register({ id: other, path: '/other' as never, addedAt: 2 });
    await settlingDocuments(ledger, ['a.pdf']);
    expect((await ledger.documents.newest(other, ['a.pdf'])).size).toBe(0);
    expect(await ledger.documents.settling(other)).toEqual([]);
  });
});

describe('verdicts', () => {
  it('lists ready documents by relative path with kind and time', async () => {
    const { ledger } = await openTestLedger();
    await readyDocuments(ledger, ['b.pdf', 'a.pdf']);
    const ready = await ledger.documents.ready(folderId);
    expect(ready).toMatchObject([
      { relativePath: 'a.pdf', kind: 'pdf', status: { state: 'ready', readyAt: 20 } },
      { relativePath: 'b.pdf' },
    ]);
  });

  it.each(setAsideReasons.filter((reason) => reason !== 'withdrawn'))(
    'can set a document aside as %s and find it by that reason',
    async (reason) => {
      const { ledger } = await openTestLedger();
      const [document] = await settlingDocuments(ledger, ['a.pdf']);
      const id = document?.id as DocumentId;
      await ledger.documents.judge([{ id, verdict: 'set-aside', reason, detail: 'why' }], 30);
      const status = { state: 'set-aside', reason, detail: 'why' };
      expect(await ledger.documents.setAside(folderId, [reason])).toMatchObject([{ id, status }]);
      const others = setAsideReasons.filter((other: SetAsideReason) => other !== reason);
      expect(await ledger.documents.setAside(folderId, others)).toEqual([]);
    },
  );

  it('withdraws what a removed folder had not sealed yet, and takes it up again when asked', async () => {
    const { ledger } = await openTestLedger();
    const [ready] = await readyDocuments(ledger, ['ready.pdf']);
    const [settling] = await settlingDocuments(ledger, ['settling.pdf']);
    await ledger.documents.withdrawUnsealed(folderId, 'removed', 50);
    const withdrawn = await ledger.documents.setAside(folderId, ['withdrawn']);
    expect(withdrawn.map(({ id }) => id).sort()).toEqual([ready?.id, settling?.id].sort());
    await ledger.documents.reconsider(withdrawn.map(({ id }) => id));
    expect(await ledger.documents.settling(folderId)).toHaveLength(2);
  });

  it('withdraws what is set aside, and nothing that may still be delivered', async () => {
    const { ledger } = await openTestLedger();
    const [document] = await settlingDocuments(ledger, ['a.pdf']);
    const id = document?.id as DocumentId;
    const withdraw = { id, verdict: 'set-aside', reason: 'withdrawn', detail: '' } as const;
    await ledger.documents.judge([withdraw], 30);
    expect(await ledger.documents.settling(folderId)).toMatchObject([{ id }]);
    await ledger.documents.judge([{ ...withdraw, reason: 'empty' }], 40);
    await ledger.documents.judge([withdraw], 50);
    expect(await ledger.documents.setAside(folderId, ['withdrawn'])).toMatchObject([{ id }]);
  });

  it('leaves a document alone that moved on before the verdict came', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    const [sealed] = await ledger.documents.ofBatch(batch.id);
    const id = sealed?.id as DocumentId;
    await ledger.documents.judge([{ id, verdict: 'set-aside', reason: 'vanished', detail: '' }], 30);
    await ledger.documents.judge([{ id, verdict: 'ready', kind: 'png', readyAt: 30 }], 30);
    expect(await ledger.documents.ofBatch(batch.id)).toEqual([sealed]);
  });

  it('leaves a document settling that was recorded as changed after it was looked at', async () => {
    const { ledger } = await openTestLedger();
    const mtimeMs = 1_785_431_234_567 + 1 / 3;
    const found = { relativePath: 'a.pdf', sizeBytes: 3, mtimeMs };
    const [document] = await ledger.documents.record(folderId, [{ kind: 'new', ...found }], 10);
    const id = document?.id as DocumentId;
    const about = { id, verdict: 'ready', kind: 'pdf', readyAt: 30 } as const;
    for (const lookedAt of [
      { sizeBytes: 2, mtimeMs },
      { sizeBytes: 3, mtimeMs: mtimeMs - 0.01 },
    ]) {
      await ledger.documents.judge([{ ...about, lookedAt }], 30);
      expect(await ledger.documents.ready(folderId)).toEqual([]);
    }
    await ledger.documents.judge([{ ...about, lookedAt: { sizeBytes: 3, mtimeMs } }], 30);
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ id, sizeBytes: 3, mtimeMs }]);
  });

  it('tells what settles, without what the caller has', async () => {
    const { ledger } = await openTestLedger();
    const [first, second] = await settlingDocuments(ledger, ['a.pdf', 'b.pdf']);
    expect(await ledger.documents.settling(folderId, { has: (id) => id === first?.id })).toEqual([second]);
  });

  it('puts set-aside and ready documents back to settling, sealed ones not', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['sealed.pdf']);
    const [aside, ready] = await readyDocuments(ledger, ['aside.pdf', 'ready.pdf']);
    const [sealed] = await ledger.documents.ofBatch(batch.id);
    const ids = [aside, ready, sealed].map((document) => document?.id as DocumentId);
    await ledger.documents.judge(
      [{ id: ids[0] as DocumentId, verdict: 'set-aside', reason: 'unreadable', detail: 'EACCES' }],
      30,
    );
    await ledger.documents.reconsider(ids);
    const settling = await ledger.documents.settling(folderId);
    expect(settling.map(({ relativePath }) => relativePath)).toEqual(['aside.pdf', 'ready.pdf']);
    expect(await ledger.documents.ofBatch(batch.id)).toEqual([sealed]);
  });

  it('does not bring back a version that a newer one has replaced', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    const [old] = await ledger.documents.ofBatch(batch.id);
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 70);
    await ledger.documents.record(folderId, [{ kind: 'new', relativePath: 'a.pdf', sizeBytes: 9, mtimeMs: 9 }], 80);
    await ledger.documents.reconsider([old?.id as DocumentId]);
    expect(await ledger.documents.settling(folderId)).toMatchObject([{ sizeBytes: 9 }]);
  });

  it('forgets documents in no batch, never one that is in a batch or has a verdict against it', async () => {
    const { ledger, rows } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['in-batch.pdf']);
    const [inBatch] = await ledger.documents.ofBatch(open.id);
    const [settling, ready, aside] = await readyDocuments(ledger, ['settling.pdf', 'ready.pdf', 'aside.pdf']);
    const ids = [inBatch, settling, ready, aside].map((document) => document?.id as DocumentId);
    await ledger.documents.judge([{ id: ids[3] as DocumentId, verdict: 'set-aside', reason: 'empty', detail: '' }], 30);
    await ledger.documents.reconsider([ids[1] as DocumentId]);
    await ledger.documents.forget(ids);
    expect(rows('SELECT relative_path AS path FROM document ORDER BY id')).toEqual([
      { path: 'in-batch.pdf' },
      { path: 'aside.pdf' },
    ]);
  });
});

describe('a renamed file', () => {
  it('is known by a later document with another path and the same fingerprint', async () => {
    const { ledger } = await openTestLedger();
    const same = { sizeBytes: 5, mtimeMs: 5.25 };
    const [old] = await ledger.documents.record(folderId, [{ kind: 'new', relativePath: 'scan.tmp2', ...same }], 1);
    const id = old?.id as DocumentId;
    expect(await ledger.documents.wasRenamed(id)).toBe(false);
    const [renamed] = await ledger.documents.record(folderId, [{ kind: 'new', relativePath: 'scan.pdf', ...same }], 2);
    expect(await ledger.documents.wasRenamed(id)).toBe(true);
    expect(await ledger.documents.wasRenamed(renamed?.id as DocumentId)).toBe(false);
  });
});

describe('documents of a batch', () => {
  it('come in entry order once the batch is sealed', async () => {
    const { ledger } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['a.pdf', 'b.pdf']);
    const [a, b] = await ledger.documents.ofBatch(open.id);
    const entry = { sha256: 'b'.repeat(64) };
    await ledger.batches.seal(open.id, {
      ...{ zipName: 'z.zip', zipSha256: 'c'.repeat(64), zipSizeBytes: 5, sealedAt: 40 },
      entries: [
        { ...entry, documentId: b?.id as DocumentId, entryName: '1.pdf' },
        { ...entry, documentId: a?.id as DocumentId, entryName: '2.pdf' },
      ],
    });
    expect(await ledger.documents.ofBatch(open.id)).toMatchObject([
      { relativePath: 'b.pdf', entryName: '1.pdf', ...entry, status: { state: 'sealed', batchId: open.id } },
      { relativePath: 'a.pdf', entryName: '2.pdf' },
    ]);
  });

  it('stay part of a withdrawn batch, and a scan finds them known', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.beginAttempt(batch.id, 50);
    await ledger.batches.endAttempt(batch.id, evidence(), { state: 'in-doubt', serverWords: null }, null);
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 70);
    const status = { state: 'set-aside', reason: 'withdrawn', detail: '' };
    expect(await ledger.documents.ofBatch(batch.id)).toMatchObject([{ status }]);
    const [{ sizeBytes, mtimeMs } = { sizeBytes: 0, mtimeMs: 0 }] = await ledger.documents.ofBatch(batch.id);
    const again = { kind: 'new', relativePath: 'a.pdf', sizeBytes, mtimeMs } as const;
    expect(await ledger.documents.record(folderId, [again], 80)).toEqual([]);
  });
});
