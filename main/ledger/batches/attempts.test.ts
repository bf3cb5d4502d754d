// Attempts, receipts and decisions in a real ledger: what moves together in one transaction.
import { describe, expect, it } from 'vitest';
import { heldReasons, waitCauses, type BatchState } from '../../engine/model';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  evidence,
  folderId,
  openTestLedger,
  theBatch,
} from '../testing/test-ledger';

const receipt = { serverBatchId: 'id-1', releaseVersion: '7.8.9', setReferenceNumber: '12345', acceptedAt: 60 };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };

describe('an attempt', () => {
  it('is on the disk before it answers, with its number and the set as it was before', async () => {
    const { ledger, rows } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSealedBatch(ledger, ['a.pdf'], { setId: set.id });
    expect(await ledger.batches.beginAttempt(id, 50)).toEqual({ attemptNumber: 1, set });
    expect(await theBatch(ledger, id)).toMatchObject({ status: { state: 'sending' }, attempts: 1 });
    expect(await ledger.sets.get(set.id)).toMatchObject({ status: { state: 'creating', batchId: id } });
    expect(rows('SELECT batch_id, number, started_at, ended_at FROM attempt')).toEqual([
      { batch_id: id, number: 1, started_at: 50, ended_at: null },
    ]);
  });

  it('does not begin for a batch that moved on', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.move(id, { state: 'cancelled' }, 60);
    expect(await ledger.batches.beginAttempt(id, 70)).toBeNull();
    const sending = await aSendingBatch(ledger, ['b.pdf']);
    expect(await ledger.batches.beginAttempt(sending.id, 70)).toBeNull();
    expect((await theBatch(ledger, sending.id)).attempts).toBe(1);
  });

  it('keeps its evidence, and counts by outcome', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const wait = { state: 'waiting', retryAt: 90, cause: 'server-error', serverWords: 'later' } as const;
    for (const outcome of ['server-error', 'not-delivered', 'server-error']) {
      await ledger.batches.beginAttempt(id, 50);
      const seen = { outcome, bytesSent: 7, status: 500, headers: '{"a":"b"}', reply: 'nul \0 inside' };
      await ledger.batches.endAttempt(id, evidence(seen), wait, null);
    }
    expect(await theBatch(ledger, id)).toMatchObject({ status: wait, attempts: 3 });
    expect(await ledger.batches.countOutcomes(id, 'server-error')).toBe(2);
    expect(await ledger.batches.countOutcomes(id, 'in-doubt')).toBe(0);
    const columns = 'number, outcome, bytes_sent, content_length, status, headers, reply, ended_at';
    expect(rows(`SELECT ${columns} FROM attempt WHERE number = 2`)).toEqual([
      {
        ...{ number: 2, outcome: 'not-delivered', bytes_sent: 7, content_length: 1_200, status: 500 },
        ...{ headers: '{"a":"b"}', reply: 'nul \uFFFD inside', ended_at: 55 },
      },
    ]);
  });

  it.each([
    ...heldReasons.map((reason): BatchState => ({ state: 'held', reason, serverWords: 'words' })),
    ...waitCauses.map((cause): BatchState => ({ state: 'waiting', retryAt: 9, cause, serverWords: null })),
  ])('can end in $state ($reason$cause)', async (next) => {
    const { ledger } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    await ledger.batches.endAttempt(id, evidence(), next, null);
    expect((await theBatch(ledger, id)).status).toEqual(next);
  });

  it('cannot end twice, nor as accepted without a receipt', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    const accepted: BatchState = { state: 'accepted', serverBatchId: 'x', acceptedAt: 1 };
    await expect(ledger.batches.endAttempt(id, evidence(), accepted, null)).rejects.toThrow();
    await ledger.batches.endAttempt(id, evidence(), { state: 'sealed' }, null);
    await expect(ledger.batches.endAttempt(id, evidence(), { state: 'sealed' }, null)).rejects.toThrow();
    await expect(ledger.batches.accept(id, evidence(), receipt, null)).rejects.toThrow();
  });
});

describe('acceptance', () => {
  it('writes receipt, batch, documents and set together', async () => {
    const { ledger, rows } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf', 'b.pdf'], { setId: set.id });
    const open = { state: 'open', referenceNumber: '12345' } as const;
    await ledger.batches.accept(id, evidence({ outcome: 'accepted' }), receipt, { id: set.id, status: open });
    const status = { state: 'accepted', serverBatchId: 'id-1', acceptedAt: 60 };
    expect((await theBatch(ledger, id)).status).toEqual(status);
    expect(await ledger.documents.ofBatch(id)).toMatchObject([
      { status: { state: 'delivered', batchId: id } },
      { status: { state: 'delivered', batchId: id } },
    ]);
    expect((await ledger.sets.get(set.id))?.status).toEqual(open);
    expect(rows('SELECT * FROM receipt')).toMatchObject([
      {
        ...{ number: 1, batch_id: id, server_batch_id: 'id-1', confirmed_by: 'server', set_reference_number: '12345' },
        ...{ release_version: '7.8.9', zip_sha256: 'f'.repeat(64), zip_size_bytes: 1_000, accepted_at: 60 },
      },
    ]);
    expect(await ledger.batches.spooledZips()).toEqual([]);
  });

  it.each([
    { number: '12345', status: { state: 'open', referenceNumber: '12345' } },
    { number: null, status: { state: 'needs-attention', reason: 'no-number' } },
  ])('settles a created set by the reply ($number) when the caller names no state', async ({ number, status }) => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId: set.id });
    await ledger.batches.accept(id, evidence(), { ...receipt, setReferenceNumber: number }, null);
    expect((await ledger.sets.get(set.id))?.status).toEqual(status);
  });

  it('leaves nothing half done when one part fails', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    const none = { id: 99 as never, status: { state: 'planned' } } as const;
    await expect(ledger.batches.accept(id, evidence(), receipt, none)).rejects.toThrow();
    expect((await theBatch(ledger, id)).status).toEqual({ state: 'sending' });
    expect(rows('SELECT ended_at FROM attempt')).toEqual([{ ended_at: null }]);
    expect(rows('SELECT count(*) AS n FROM receipt')).toEqual([{ n: 0 }]);
    await ledger.batches.accept(id, evidence(), receipt, null);
    expect((await theBatch(ledger, id)).status).toMatchObject({ state: 'accepted' });
  });
});

describe('a decision', () => {
  it('that a batch in doubt arrived writes the receipt and delivers its documents', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    await ledger.batches.endAttempt(id, evidence(), inDoubt, null);
    await ledger.batches.move(id, { state: 'accepted', serverBatchId: 'told', acceptedAt: 80 }, 80);
    expect(await ledger.documents.ofBatch(id)).toMatchObject([{ status: { state: 'delivered' } }]);
    expect(rows('SELECT server_batch_id, confirmed_by, release_version FROM receipt')).toEqual([
      { server_batch_id: 'told', confirmed_by: 'person', release_version: null },
    ]);
    expect((await ledger.batches.awaitingAfterUpload(5)).map((batch) => batch.id)).toEqual([id]);
  });

  it.each([
    { next: { state: 'sealed' }, set: { state: 'planned' } },
    { next: { state: 'cancelled' }, set: { state: 'planned' } },
    {
      next: { state: 'accepted', serverBatchId: 'told', acceptedAt: 80 },
      set: { state: 'needs-attention', reason: 'no-number' },
    },
  ] as const)('on a batch whose set creation is in doubt settles the set ($next.state)', async ({ next, set }) => {
    const { ledger } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId });
    const doubt = { state: 'needs-attention', reason: 'create-in-doubt' } as const;
    await ledger.batches.endAttempt(id, evidence(), inDoubt, { id: setId, status: doubt });
    expect((await ledger.sets.get(setId))?.status).toEqual(doubt);
    await ledger.batches.move(id, next, 80);
    expect((await ledger.sets.get(setId))?.status).toEqual(set);
  });

  it('leaves a set alone that got its number meanwhile', async () => {
    const { ledger } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId });
    await ledger.batches.endAttempt(id, evidence(), inDoubt, null);
    await ledger.sets.setStatus(setId, { state: 'open', referenceNumber: '7' });
    await ledger.batches.move(id, { state: 'sealed' }, 80);
    expect((await ledger.sets.get(setId))?.status).toEqual({ state: 'open', referenceNumber: '7' });
  });

  it('to seal again lets the documents settle anew, except those whose file has a newer version', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf', 'b.pdf']);
    await ledger.documents.record(folderId, [{ kind: 'new', relativePath: 'a.pdf', sizeBytes: 9, mtimeMs: 9 }], 8);
    await ledger.batches.move(id, { state: 'held', reason: 'spool-damaged', serverWords: null }, 60);
    expect(await ledger.batches.sealAgain([id], { kind: 'seal-again', by: 'person', at: 70 })).toEqual(new Set([id]));
    expect(await ledger.batches.get(id)).toMatchObject({ status: { state: 'cancelled' } });
    expect(rows('SELECT at, made_by, kind, batch_id FROM decision')).toEqual([
      { at: 70, made_by: 'person', kind: 'seal-again', batch_id: id },
    ]);
    const settling = await ledger.documents.settling(folderId);
    expect(settling.map(({ relativePath, sha256 }) => [relativePath, sha256])).toEqual([
      ['a.pdf', null],
      ['b.pdf', null],
    ]);
    expect(await ledger.documents.setAside(folderId, ['vanished'])).toMatchObject([{ relativePath: 'a.pdf' }]);
  });

  it('cannot end a batch that is being sent, nor move one that is at its end', async () => {
    const { ledger } = await openTestLedger();
    const sending = await aSendingBatch(ledger, ['a.pdf']);
    await expect(ledger.batches.move(sending.id, { state: 'cancelled' }, 80)).rejects.toThrow();
    const accepted = await anAcceptedBatch(ledger, ['b.pdf']);
    await expect(ledger.batches.move(accepted.id, { state: 'sealed' }, 80)).rejects.toThrow();
  });

  it('ends the attempt of a batch that a killed program left sending', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    await ledger.batches.move(id, inDoubt, 80);
    expect(rows('SELECT ended_at, outcome FROM attempt')).toEqual([{ ended_at: 80, outcome: 'interrupted' }]);
  });
});
