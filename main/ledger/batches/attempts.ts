// Attempts to deliver a batch: begun before the first byte leaves, ended with what they left behind.
import type { BatchId, BatchState, CredentialId, SetId, SetRecord, SetState } from '../../engine/model';
import type { AttemptEvidence } from '../../engine/ports';
import { credentialState } from '../credential-ledger';
import { isPaused } from '../pauses/pause-ledger';
import { batchStateColumns } from '../rows/batch-row';
import { toSetRecord } from '../rows/set-row';
import type { LedgerDatabase, LedgerTransaction } from '../schema';
import { findSet, writeSetStatus } from '../set-ledger';
import { batchIn, findBatch } from './find-batch';
import { leaveForState } from './leave-for-state';

/**
 * "Bytes may now leave." Answers with the attempt's number and the set as it was; null, with nothing changed, when the
 * batch may not be sent any more.
 */
export async function beginAttempt(
  db: LedgerDatabase,
  id: BatchId,
  startedAt: number,
): Promise<{ attemptNumber: number; set: SetRecord | null } | null> {
  return db.transaction().execute(async (trx) => {
    const batch = await findBatch(trx, id);
    if (batch?.state !== 'sealed' && batch?.state !== 'waiting') return null;
    if ((await credentialState(trx, batch.credential_id)).state === 'paused') return null;
    if (await isPaused(trx, batch, startedAt)) return null;
    const setRow = batch.set_id === null ? null : await findSet(trx, batch.set_id);
    const set = setRow === null ? null : toSetRecord(setRow);
    if (set?.status.state === 'creating' || set?.status.state === 'needs-attention') return null;
    const attemptNumber = batch.attempts + 1;
    await trx
      .updateTable('batch')
      .set({ ...batchStateColumns({ state: 'sending' }), attempts: attemptNumber })
      .where('id', '=', id)
      .execute();
    await trx
      .insertInto('attempt')
      .values(runningAttempt(id, attemptNumber, startedAt))
      .execute();
    if (set?.status.state === 'planned') {
      await writeSetStatus(trx, set.id, { state: 'creating', batchId: id }, null);
    }
    return { attemptNumber, set };
  });
}

/** Ends the running attempt and moves the batch on; a set that the caller does not name follows its batch. */
export async function endAttempt(
  db: LedgerDatabase,
  id: BatchId,
  evidence: AttemptEvidence,
  next: BatchState,
  set: { id: SetId; status: SetState } | null,
): Promise<void> {
  if (next.state === 'accepted') throw new Error('ledger: an accepted batch needs its receipt, use accept');
  if (next.state === 'split') throw new Error('ledger: a split batch needs its halves, use split');
  await db.transaction().execute(async (trx) => {
    const batch = await batchIn(trx, id, ['sending']);
    await writeEvidence(trx, id, evidence);
    await leaveForState(trx, batch, next, evidence.endedAt);
    if (set !== null) await writeSetStatus(trx, set.id, set.status, id);
  });
}

/** Completes the row of the running attempt. */
export async function writeEvidence(trx: LedgerTransaction, id: BatchId, evidence: AttemptEvidence): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('attempt')
    .set({
      ended_at: evidence.endedAt,
      outcome: evidence.outcome,
      bytes_sent: evidence.bytesSent,
      content_length: evidence.contentLength,
      status: evidence.status,
      headers: evidence.headers,
      reply: evidence.reply,
    })
    .where('batch_id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`ledger: batch ${id} has no running attempt`);
}

/** How many ended attempts of the batch had this outcome. */
export async function countOutcomes(db: LedgerDatabase, id: BatchId, outcome: string): Promise<number> {
  const { count } = await db
    .selectFrom('attempt')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_id', '=', id)
    .where('outcome', '=', outcome)
    .executeTakeFirstOrThrow();
  return count;
}

/** When an attempt of the batch first ended with this outcome; null when none did. */
export async function firstOutcomeAt(db: LedgerDatabase, id: BatchId, outcome: string): Promise<number | null> {
  const { at } = await db
    .selectFrom('attempt')
    .select(({ fn }) => fn.min('ended_at').as('at'))
    .where('batch_id', '=', id)
    .where('outcome', '=', outcome)
    .executeTakeFirstOrThrow();
  return at;
}

/** Whether a batch of this credential was accepted after this time. */
export async function acceptedSince(db: LedgerDatabase, credentialId: CredentialId, time: number): Promise<boolean> {
  const row = await db
    .selectFrom('batch')
    .select('id')
    .where('accepted_at', '>', time)
    .where('credential_id', '=', credentialId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function runningAttempt(batchId: BatchId, number: number, startedAt: number) {
  const unknown = { bytes_sent: null, content_length: null, status: null, headers: null, reply: null };
  return { batch_id: batchId, number, started_at: startedAt, ended_at: null, outcome: null, ...unknown };
}
