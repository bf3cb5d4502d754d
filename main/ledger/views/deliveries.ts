// What was delivered: documents in a period, batches and the last time altogether.
import type { LedgerDatabase } from '../schema';
import type { LedgerViews } from './views';

/** `delivered` counts documents of batches accepted at or after `since`; the other two cover all time. */
export async function deliveries(db: LedgerDatabase, since: number): ReturnType<LedgerViews['deliveries']> {
  const { delivered } = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.sum<number | null>('document_count').as('delivered'))
    .where('accepted_at', '>=', since)
    .executeTakeFirstOrThrow();
  const row = await db
    .selectFrom('batch')
    .select(({ fn }) => [fn.countAll<number>().as('batches'), fn.max('accepted_at').as('last')])
    .where('accepted_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return { delivered: delivered ?? 0, batchesAccepted: row.batches, lastDeliveryAt: row.last };
}
