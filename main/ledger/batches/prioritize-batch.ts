// A person puts a batch before all others, or back to its place.
import type { BatchId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import { findBatch } from './find-batch';

const ended: ReadonlySet<string> = new Set(['accepted', 'split', 'cancelled']);

/** The latest goes first. false, with nothing changed, when the batch is not in the queue any more. */
export async function prioritizeBatch(db: LedgerDatabase, id: BatchId, prioritized: boolean): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const batch = await findBatch(trx, id);
    if (batch === null || ended.has(batch.state)) return false;
    const { highest } = await highestQuery(trx).executeTakeFirstOrThrow();
    await trx
      .updateTable('batch')
      .set({ prioritized: prioritized ? (highest ?? 0) + 1 : null })
      .where('id', '=', id)
      .execute();
    return true;
  });
}

/** The highest place that was given so far; null when none was. */
export function highestQuery(db: LedgerDatabase) {
  return db
    .selectFrom('batch')
    .select(({ fn }) => fn.max('prioritized').as('highest'))
    .where('prioritized', 'is not', null);
}
