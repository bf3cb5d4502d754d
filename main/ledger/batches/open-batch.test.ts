// Opening, sealing and abandoning batches in a real ledger.
import { describe, expect, it } from 'vitest';
import type { BatchId, DocumentId } from '../../engine/model';
import {
  aSealedBatch,
  anOpenBatch,
  credentialId,
  folderId,
  openFilled,
  openTestLedger,
  profile,
  readyDocuments,
  zipOf,
} from '../testing/test-ledger';

describe('an open batch', () => {
  it('takes its documents out of the ready ones, but leaves them ready', async () => {
    const { ledger } = await openTestLedger();
    const batch = await anOpenBatch(ledger, ['a.pdf', 'b.pdf']);
    expect(batch).toMatchObject({ documentCount: 2, status: { state: 'open' }, zipName: null, attempts: 0 });
    expect(await ledger.documents.ready(folderId)).toEqual([]);
    expect(await ledger.documents.ofBatch(batch.id)).toMatchObject([
      { relativePath: 'a.pdf', status: { state: 'ready' } },
      { relativePath: 'b.pdf', status: { state: 'ready' } },
    ]);
  });

  it('keeps every field of the profile, and leaves out what was not set', async () => {
    const { ledger } = await openTestLedger();
    const full = { sourceName: 'API', priority: false, accountId: '42', processingPref: 'Accuracy' } as const;
    expect((await anOpenBatch(ledger, ['a.pdf'], { profile: full })).profile).toEqual({ ...profile, ...full });
    expect(Object.keys((await anOpenBatch(ledger, ['b.pdf'])).profile)).toEqual(Object.keys(profile));
  });

  it('leaves out documents that are no longer ready or belong to another batch', async () => {
    const { ledger } = await openTestLedger();
    const documents = await readyDocuments(ledger, ['a.pdf', 'b.pdf', 'c.pdf']);
    const [a, b] = documents.map(({ id }) => id);
    await ledger.documents.reconsider([a as DocumentId]);
    const open = { folderId, credentialId, setId: null, profile, createdAt: 30 };
    await openFilled(
      ledger,
      open,
      documents.filter(({ id }) => id === b),
    );
    const batch = await openFilled(ledger, open, documents);
    expect(batch.documentCount).toBe(1);
    expect(await ledger.documents.ofBatch(batch.id)).toMatchObject([{ relativePath: 'c.pdf' }]);
  });

  it.each([
    { what: 'size', bytesMore: 1, laterMs: 0 },
    { what: 'time', bytesMore: 0, laterMs: 0.5 },
  ])('leaves out a document of another $what than was planned: it is not what the zip holds', async (change) => {
    const { ledger } = await openTestLedger();
    const planned = await readyDocuments(ledger, ['a.pdf', 'b.pdf']);
    const [changed] = planned;
    if (changed === undefined) throw new Error('nothing is ready');
    const { id } = changed;
    const now = { sizeBytes: changed.sizeBytes + change.bytesMore, mtimeMs: changed.mtimeMs + change.laterMs };
    await ledger.documents.record(folderId, [{ kind: 'changed', id, ...now }], 25);
    await ledger.documents.judge([{ id, verdict: 'ready', kind: 'pdf', readyAt: 26 }], 26);
    const batch = await openFilled(ledger, { folderId, credentialId, setId: null, profile, createdAt: 30 }, planned);
    expect(await ledger.documents.ofBatch(batch.id)).toMatchObject([{ relativePath: 'b.pdf' }]);
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ id, ...now }]);
  });

  it('gives its documents back when it is abandoned, and its id to no other batch', async () => {
    const { ledger } = await openTestLedger();
    const batch = await anOpenBatch(ledger, ['a.pdf']);
    await ledger.batches.abandon(batch.id);
    expect(await ledger.batches.get(batch.id)).toBeNull();
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ relativePath: 'a.pdf' }]);
    expect((await anOpenBatch(ledger, ['b.pdf'])).id).toBeGreaterThan(batch.id);
  });
});

describe('sealing', () => {
  it('records the zip, and makes batch and documents sealed', async () => {
    const { ledger } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['a.pdf']);
    const zip = await zipOf(ledger, open);
    const sealed = await ledger.batches.seal(open.id, zip);
    expect(sealed).toMatchObject({
      status: { state: 'sealed' },
      zipName: zip.zipName,
      zipSha256: zip.zipSha256,
      zipSizeBytes: zip.zipSizeBytes,
    });
    expect(await ledger.batches.get(open.id)).toEqual(sealed);
    expect(await ledger.documents.ofBatch(open.id)).toMatchObject([
      { entryName: 'a.pdf', sha256: 'a'.repeat(64), status: { state: 'sealed', batchId: open.id } },
    ]);
  });

  it('answers null and changes nothing when a document changed while the zip was written', async () => {
    const { ledger } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['a.pdf', 'b.pdf']);
    const zip = await zipOf(ledger, open);
    const [a] = await ledger.documents.ofBatch(open.id);
    await ledger.documents.record(
      folderId,
      [{ kind: 'changed', id: a?.id as DocumentId, sizeBytes: 9, mtimeMs: 9 }],
      8,
    );
    expect(await ledger.batches.seal(open.id, zip)).toBeNull();
    expect(await ledger.batches.get(open.id)).toMatchObject({ status: { state: 'open' } });
    await ledger.batches.abandon(open.id);
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ relativePath: 'b.pdf' }]);
    expect(await ledger.documents.settling(folderId)).toMatchObject([{ relativePath: 'a.pdf', sizeBytes: 9 }]);
  });

  it('gives back documents that did not get into the zip', async () => {
    const { ledger } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['a.pdf', 'b.pdf']);
    const zip = await zipOf(ledger, open);
    const sealed = await ledger.batches.seal(open.id, { ...zip, entries: zip.entries.slice(0, 1) });
    expect(sealed?.documentCount).toBe(1);
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ relativePath: 'b.pdf' }]);
  });

  it('is refused for a batch that is not open, as is abandoning it', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const zip = { zipName: 'x.zip', zipSha256: 'c'.repeat(64), zipSizeBytes: 1, entries: [], sealedAt: 1 };
    await expect(ledger.batches.seal(id, zip)).rejects.toThrow();
    await expect(ledger.batches.abandon(id)).rejects.toThrow();
    await expect(ledger.batches.abandon(99 as BatchId)).rejects.toThrow();
    expect(await ledger.documents.ofBatch(id)).toMatchObject([{ status: { state: 'sealed' } }]);
  });
});

describe('after a kill', () => {
  it('open and sending batches are what was interrupted, and their zips are still needed', async () => {
    const { ledger } = await openTestLedger();
    const open = await anOpenBatch(ledger, ['a.pdf']);
    const sealed = await aSealedBatch(ledger, ['b.pdf']);
    const sending = await aSealedBatch(ledger, ['c.pdf']);
    await ledger.batches.beginAttempt(sending.id, 50);
    const interrupted = await ledger.batches.interrupted();
    expect(interrupted.map(({ id }) => id)).toEqual([open.id, sending.id]);
    expect(await ledger.batches.spooledZips()).toEqual([sealed.zipName, sending.zipName]);
  });
});
