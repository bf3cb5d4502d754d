// The batches of one set, or of none, newest first. One that was split is left out: its parts are there.
import type { SetId } from '../../engine/model';
import type { BatchSummary, Page, PageRequest } from '../../../preload/contract';
import { toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase } from '../schema';
import { reasonOf } from './queue';

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
  const items = rows.map((row): BatchSummary => {
    const { id, status, documentCount, zipSizeBytes, createdAt } = toBatchRecord(row);
    return {
      id,
      serverBatchId: status.state === 'accepted' ? status.serverBatchId : null,
      state: status.state,
      reason: reasonOf(status),
      serverWords: 'serverWords' in status ? status.serverWords : null,
      documents: documentCount,
      zipSizeBytes,
      createdAt,
      acceptedAt: status.state === 'accepted' ? status.acceptedAt : null,
      releaseVersion: row.release_version,
    };
  });
  return { items, total };
}
