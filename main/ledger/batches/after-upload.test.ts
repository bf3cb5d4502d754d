// After-upload actions in a real ledger: nothing is offered before a receipt, and a failed action is offered again.
import { expect, it } from 'vitest';
import type { DocumentId } from '../../engine/model';
import { aSendingBatch, anAcceptedBatch, openTestLedger } from '../testing/test-ledger';

it('offers originals of accepted batches alone, until their action is done', async () => {
  const { ledger } = await openTestLedger();
  const sending = await aSendingBatch(ledger, ['sending.pdf']);
  const first = await anAcceptedBatch(ledger, ['a.pdf', 'b.pdf']);
  const second = await anAcceptedBatch(ledger, ['c.pdf']);
  expect((await ledger.batches.awaitingAfterUpload(9)).map(({ id }) => id)).toEqual([first.id, second.id]);
  expect((await ledger.batches.awaitingAfterUpload(1)).map(({ id }) => id)).toEqual([first.id]);
  expect(await ledger.batches.pendingAfterUpload(sending.id)).toEqual([]);

  const pending = await ledger.batches.pendingAfterUpload(first.id);
  expect(pending.map(({ relativePath }) => relativePath)).toEqual(['a.pdf', 'b.pdf']);
  const [a, b] = pending.map(({ id }) => id);
  await ledger.batches.recordAfterUpload([
    { documentId: a as DocumentId, result: 'moved', movedTo: 'Sent/a.pdf' },
    { documentId: b as DocumentId, result: 'failed', detail: 'EBUSY' },
  ]);
  expect((await ledger.batches.pendingAfterUpload(first.id)).map(({ id }) => id)).toEqual([b]);
  await ledger.batches.recordAfterUpload([{ documentId: b as DocumentId, result: 'gone' }]);
  expect((await ledger.batches.awaitingAfterUpload(9)).map(({ id }) => id)).toEqual([second.id]);
});

it('records nothing about a document that was not delivered', async () => {
  const { ledger, rows } = await openTestLedger();
  const sending = await aSendingBatch(ledger, ['a.pdf']);
  const [document] = await ledger.documents.ofBatch(sending.id);
  await ledger.batches.recordAfterUpload([{ documentId: document?.id as DocumentId, result: 'trashed' }]);
  expect(rows('SELECT after_upload FROM document')).toEqual([{ after_upload: null }]);
});
