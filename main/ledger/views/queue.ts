// The queue as the window shows it: batches that are not at their end yet.
import { sql, type Expression, type SqlBool } from 'kysely';
import type { Page, PageRequest, QueueItem } from '../../../preload/contract';
import { toBatchRecord } from '../rows/batch-row';
import type { BatchRow, LedgerDatabase } from '../schema';

const unfinished = sql<boolean>`batch.state in ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt')`;

/** Sending first, then the order they will be sent in: due, by retry time, not sealed yet, waiting for a person. */
export async function queue(db: LedgerDatabase, { offset, limit }: PageRequest, now: number): Promise<Page<QueueItem>> {
  const { total } = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(unfinished)
    .executeTakeFirstOrThrow();
  const rank = sql<number>`case when batch.state = 'sending' then 0
    when batch.state = 'sealed' or batch.retry_at <= ${now} then 1
    when batch.state = 'waiting' then 2 when batch.state = 'open' then 3 else 4 end`;
  const rows = await queueItems(db, unfinished)
    .orderBy(rank)
    .orderBy(sql`case when batch.retry_at > ${now} then batch.retry_at end`)
    .orderBy(sql`coalesce(batch.priority_flag, 0)`, 'desc')
    .orderBy('batch.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { items: rows.map(toQueueItem), total };
}

/** Batches with the names around them, ready for `toQueueItem`. */
export function queueItems(db: LedgerDatabase, condition: Expression<SqlBool>) {
  return db
    .selectFrom('batch')
    .innerJoin('folder', 'folder.id', 'batch.folder_id')
    .innerJoin('credential', 'credential.id', 'batch.credential_id')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .selectAll('batch')
    .select([
      'folder.path as folder_path',
      'credential.name as credential_name',
      'document_set.name as set_name',
      'document_set.reference_number as set_number',
    ])
    .where(condition);
}

interface NamedBatchRow extends BatchRow {
  readonly folder_path: string;
  readonly credential_name: string;
  readonly set_name: string | null;
  readonly set_number: string | null;
}

/** How far a running upload has come is not in the ledger: the caller lays it over. */
export function toQueueItem(row: NamedBatchRow): QueueItem {
  const { id, status, documentCount, zipSizeBytes, attempts, createdAt } = toBatchRecord(row);
  return {
    id,
    state: status.state,
    folderPath: row.folder_path,
    credentialName: row.credential_name,
    // An existing set has no name here, only its number.
    setName: row.set_name ?? row.set_number,
    documents: documentCount,
    zipSizeBytes,
    attempts,
    createdAt,
    bytesSent: null,
    contentLength: null,
    retryAt: status.state === 'waiting' ? status.retryAt : null,
    reason: status.state === 'waiting' ? status.cause : status.state === 'held' ? status.reason : null,
    serverWords: 'serverWords' in status ? status.serverWords : null,
  };
}
