// Decisions about batches and documents: each is kept, in the transaction of what it changes.
import type { BatchId, BatchRecord, BatchState, DocumentId } from '../../engine/model';
import type { DecisionRecord } from '../../engine/ports';
import { toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase, LedgerTransaction, Schema } from '../schema';
import { moveInTransaction } from './accept-batch';
import { findBatch } from './find-batch';

/** Moves a batch where `next` says; null, with nothing changed, when the decision does not fit its state any more. */
export async function decideBatch(
  db: LedgerDatabase,
  id: BatchId,
  decision: DecisionRecord,
  next: (batch: BatchRecord) => BatchState | null,
): Promise<BatchRecord | null> {
  return db.transaction().execute(async (trx) => {
    const row = await findBatch(trx, id);
    const state = row === null ? null : next(toBatchRecord(row));
    if (row === null || state === null) return null;
    await recordDecision(trx, decision, { batch_id: id });
    await moveInTransaction(trx, row, state, decision.at);
    const moved = await findBatch(trx, id);
    return moved === null ? null : toBatchRecord(moved);
  });
}

/** Keeps one decision. */
export async function recordDecision(
  trx: LedgerTransaction,
  { kind, by, at }: Omit<DecisionRecord, 'kind'> & { readonly kind: DecisionKind },
  about: { readonly batch_id: BatchId } | { readonly document_id: DocumentId },
): Promise<void> {
  await trx
    .insertInto('decision')
    .values({ at, made_by: by, kind, batch_id: null, document_id: null, ...about })
    .execute();
}

type DecisionKind = Schema['decision']['kind'];
