// Finds one batch, or says what is wrong with asking for it in its present state.
import type { BatchId, BatchState } from '../../engine/model';
import type { BatchRow, LedgerDatabase } from '../schema';

/** The batch's row; null when there is none. */
export async function findBatch(db: LedgerDatabase, id: BatchId): Promise<BatchRow | null> {
  const row = await db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The batch's row if it is in one of these states; anything else is a bug of the caller and throws. */
export async function batchIn(
  db: LedgerDatabase,
  id: BatchId,
  states: readonly BatchState['state'][],
): Promise<BatchRow> {
  const row = await findBatch(db, id);
  if (row === null) throw new Error(`ledger: batch ${id} does not exist`);
  if (!states.includes(row.state)) {
    throw new Error(`ledger: batch ${id} is ${row.state}, this needs ${states.join(' or ')}`);
  }
  return row;
}
