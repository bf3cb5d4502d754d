// The batches of one set, or of none, newest first. One that was split is left out: its parts are there.
import type { SetId } from '../../engine/model';
import type { BatchSummary, Page, PageRequest } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { toBatchSummary } from './batch-details';

/** `setId` null asks for the batches outside any set. */
export async function batchesOfSet(
  db: LedgerDatabase,
  { offset, limit, setId }: PageRequest & { setId: number | null },
): Promise<Page<BatchSummary>> {
  const ofSet = db
    .selectFrom('batch')
    .leftJoin('receipt', 'receipt.batch_id', 'batch.id')
    .where('batch.set_id', 'is', setId as SetId | null)
    .where('batch.state', '<>', 'split');
  const { total } = await ofSet.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await ofSet
    .selectAll('batch')
    .select('receipt.release_version')
    .orderBy('batch.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { items: rows.map(toBatchSummary), total };
}
