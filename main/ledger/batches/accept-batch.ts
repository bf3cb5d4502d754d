// The two ways a batch becomes accepted: the server's receipt, or a person's word that it arrived.
import type { BatchId, BatchState, SetId, SetState } from '../../engine/model';
import type { AcceptedReceipt, AttemptEvidence } from '../../engine/ports';
import { writeReceipt } from '../receipts/write-receipt';
import type { BatchRow, LedgerDatabase, LedgerTransaction } from '../schema';
import { writeSetStatus } from '../set-ledger';
import { writeEvidence } from './attempts';
import { batchIn } from './find-batch';
import { leaveForState } from './leave-for-state';

/** Receipt, attempt, batch, documents and set in one transaction. A set that was being created follows the reply. */
export async function acceptBatch(
  db: LedgerDatabase,
  id: BatchId,
  evidence: AttemptEvidence,
  receipt: AcceptedReceipt,
  set: { id: SetId; status: SetState } | null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const batch = await batchIn(trx, id, ['sending']);
    const { serverBatchId, acceptedAt, setReferenceNumber: referenceNumber } = receipt;
    await writeEvidence(trx, id, evidence);
    await leaveForState(trx, batch, { state: 'accepted', serverBatchId, acceptedAt }, acceptedAt);
    await writeReceipt(trx, batch, receipt, 'server');
    if (set !== null) await writeSetStatus(trx, set.id, set.status, id);
    else if (referenceNumber !== null) await openCreatedSet(trx, batch, referenceNumber);
  });
}

/**
 * Moves a batch without a running attempt. A batch that a killed program left sending may go back to the queue or into
 * doubt, never straight to an end: bytes may have left, and only an attempt's end or a person after it decides that.
 */
export async function moveBatch(db: LedgerDatabase, id: BatchId, next: BatchState, at: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ends = next.state === 'accepted' || next.state === 'cancelled';
    const batch = await batchIn(trx, id, [...movable, ...(ends ? [] : ['sending' as const])]);
    await moveInTransaction(trx, batch, next, at);
  });
}

const movable = ['sealed', 'waiting', 'held', 'in-doubt', 'splitting'] as const;

/** The move itself, for callers that found the batch in their own transaction. */
export async function moveInTransaction(
  trx: LedgerTransaction,
  batch: BatchRow,
  next: BatchState,
  at: number,
): Promise<void> {
  if (next.state === 'open' || next.state === 'sending' || next.state === 'split')
    throw new Error(`ledger: no batch is moved to ${next.state}`);
  if (batch.state === 'sending') await endInterruptedAttempt(trx, batch.id, at);
  await leaveForState(trx, batch, next, at);
  if (next.state !== 'accepted') return;
  const { serverBatchId, acceptedAt } = next;
  const unknown = { releaseVersion: null, setReferenceNumber: null };
  await writeReceipt(trx, batch, { serverBatchId, acceptedAt, ...unknown }, 'person');
}

async function endInterruptedAttempt(trx: LedgerTransaction, id: BatchId, at: number): Promise<void> {
  await trx
    .updateTable('attempt')
    .set({ ended_at: at, outcome: 'interrupted' })
    .where('batch_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** `leaveForState` has left the set without a number; here is one. Only the set's own creator may give it. */
async function openCreatedSet(trx: LedgerTransaction, batch: BatchRow, referenceNumber: string): Promise<void> {
  if (batch.set_id === null) return;
  await trx
    .updateTable('document_set')
    .set({ state: 'open', reference_number: referenceNumber, reason: null })
    .where('id', '=', batch.set_id)
    .where('reason', '=', 'no-number')
    .execute();
}
