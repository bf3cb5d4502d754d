// The queue as the window shows it: batches that are not at their end yet.
import { sql, type Expression, type SqlBool } from 'kysely';
import type { BatchState } from '../../engine/model';
import type { AttemptSummary, Page, PageRequest, QueueItem } from '../../../preload/contract';
import { toBatchRecord } from '../rows/batch-row';
import type { BatchRow, LedgerDatabase } from '../schema';

const unfinished = sql<boolean>`batch.state in
  ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting')`;
// The running attempt is no summary yet.
const lastEnded = sql<number>`batch.attempts - (batch.state = 'sending')`;

/** Sending first, then the order they will be sent in: due, by retry time, not sealed yet, waiting for a person. */
export async function queue(db: LedgerDatabase, { offset, limit }: PageRequest, now: number): Promise<Page<QueueItem>> {
  const { total } = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(unfinished)
    .executeTakeFirstOrThrow();
  const rank = sql<number>`case when batch.state = 'sending' then 0
    when batch.state in ('sealed', 'splitting') or batch.retry_at <= ${now} then 1
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
    .leftJoin('attempt', (join) => join.onRef('attempt.batch_id', '=', 'batch.id').on('attempt.number', '=', lastEnded))
    .selectAll('batch')
    .select([
      'folder.path as folder_path',
      'credential.name as credential_name',
      'document_set.name as set_name',
      'document_set.reference_number as set_number',
      'attempt.started_at',
      'attempt.ended_at',
      'attempt.bytes_sent',
      'attempt.content_length',
      'attempt.status',
    ])
    .where(condition);
}

interface NamedBatchRow extends BatchRow {
  readonly folder_path: string;
  readonly credential_name: string;
  readonly set_name: string | null;
  readonly set_number: string | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly bytes_sent: number | null;
  readonly content_length: number | null;
  readonly status: number | null;
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
    reason: reasonOf(status),
    serverWords: 'serverWords' in status ? status.serverWords : null,
    lastAttempt: toAttemptSummary(row),
  };
}

/** Why a batch is not simply on its way: the cause of a wait, the reason it is held or split. */
export function reasonOf(status: BatchState): string | null {
  if (status.state === 'waiting') return status.cause;
  return status.state === 'held' || status.state === 'splitting' ? status.reason : null;
}

function toAttemptSummary(row: NamedBatchRow): AttemptSummary | null {
  const { started_at, ended_at, bytes_sent, content_length, status } = row;
  if (started_at === null || ended_at === null) return null;
  return { startedAt: started_at, endedAt: ended_at, bytesSent: bytes_sent, contentLength: content_length, status };
}
