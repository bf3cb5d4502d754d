// Decisions about batches and documents: each is kept, in the transaction of what it changes.
import type { BatchId, BatchRecord, BatchState, DocumentId } from '../../engine/model';
import type { DecisionRecord } from '../../engine/ports';
import { breather } from '../breather';
import { chunks } from '../chunks';
import { toBatchRecord } from '../rows/batch-row';
import type { BatchRow, LedgerDatabase, LedgerTransaction, Schema } from '../schema';
import { moveInTransaction } from './accept-batch';

/**
 * Moves each batch where `next` says, all in one transaction. Answers with those that it moved, in the order given; one
 * whose state the decision does not fit any more is left as it is.
 */
export async function decideBatches(
  db: LedgerDatabase,
  ids: readonly BatchId[],
  decision: DecisionRecord,
  next: (batch: BatchRecord) => BatchState | null,
): Promise<BatchRecord[]> {
  return db.transaction().execute(async (trx) => {
    const before = await batchRows(trx, ids);
    const moves = [...new Set(ids)].flatMap((id) => {
      const row = before.get(id);
      const state = row === undefined ? null : next(toBatchRecord(row));
      return row === undefined || state === null ? [] : [{ row, state }];
    });
    const moved = moves.map(({ row }) => row.id);
    await recordDecisions(
      trx,
      moved.map((id) => ({ ...decision, batch_id: id })),
    );
    const breathe = breather();
    for (const { row, state } of moves) {
      await moveInTransaction(trx, row, state, decision.at);
      await breathe();
    }
    const after = await batchRows(trx, moved);
    return moved.flatMap((id) => {
      const row = after.get(id);
      return row === undefined ? [] : [toBatchRecord(row)];
    });
  });
}

async function batchRows(trx: LedgerTransaction, ids: readonly BatchId[]): Promise<Map<BatchId, BatchRow>> {
  const found = new Map<BatchId, BatchRow>();
  for (const some of chunks(ids)) {
    const rows = await trx.selectFrom('batch').selectAll().where('id', 'in', some).execute();
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

type KeptDecision = Omit<DecisionRecord, 'kind'> & { readonly kind: Schema['decision']['kind'] } & (
    { readonly batch_id: BatchId } | { readonly document_id: DocumentId }
  );

/** Keeps decisions, in this order. */
export async function recordDecisions(trx: LedgerTransaction, decisions: readonly KeptDecision[]): Promise<void> {
  for (const some of chunks(decisions)) {
    const rows = some.map(({ by, ...kept }) => ({ made_by: by, batch_id: null, document_id: null, ...kept }));
    await trx.insertInto('decision').values(rows).execute();
  }
}
