// The queue as the window shows it: batches that are not at their end yet.
import { sql, type Expression, type SqlBool } from 'kysely';
import type { BatchId, BatchState, CredentialState, SendingPause, SetState } from '../../engine/model';
import type { AttemptSummary, Page, PageRequest, QueueGroup, QueueItem, SendingRest } from '../../../preload/contract';
import { personsOrder, unfinished } from '../batches/due-batches';
import { pausesInForce } from '../pauses/pause-ledger';
import { toBatchRecord } from '../rows/batch-row';
import type { BatchRow, LedgerDatabase } from '../schema';

const stateGroups: Readonly<Record<QueueGroup, readonly BatchState['state'][]>> = {
  running: ['sending', 'splitting'],
  waiting: ['open', 'sealed', 'waiting'],
  held: ['held', 'in-doubt'],
};
// A planned set is created by its oldest batch alone, and the others wait for its number; so it is while it is created.
const earlierInSet = sql<BatchId | null>`case when document_set.state in ('planned', 'creating') then
  (select min(earlier.id) from batch as earlier where earlier.set_id = batch.set_id and earlier.id < batch.id
    and earlier.state in (${sql.join(unfinished)})) end`;
// The running attempt is no summary yet.
const lastEnded = sql<number>`batch.attempts - (batch.state = 'sending')`;

/** Sending first, then the order they will be sent in: due, by retry time, not sealed yet, waiting for a person. */
export async function queue(
  db: LedgerDatabase,
  { offset, limit, group }: PageRequest & { readonly group?: QueueGroup },
  now: number,
): Promise<Page<QueueItem>> {
  const states = group === undefined ? unfinished : stateGroups[group];
  const { total } = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('state', 'in', states)
    .executeTakeFirstOrThrow();
  const page = await pageQuery(db, { offset, limit, states }, now).execute();
  const ids = page.map(({ id }) => id);
  return { items: ids.length === 0 ? [] : await itemsOf(db, ids, now), total };
}

/** One batch, whatever its state; null when there is none of this id. */
export async function queueItem(db: LedgerDatabase, batchId: number, now: number): Promise<QueueItem | null> {
  const [item] = await itemsOf(db, [batchId], now);
  return item ?? null;
}

/** In the order of the ids. */
async function itemsOf(db: LedgerDatabase, ids: readonly number[], now: number): Promise<QueueItem[]> {
  const rows = await queueItems(db, sql<boolean>`batch.id in (${sql.join(ids)})`).execute();
  const byId = new Map<number, NamedBatchRow>(rows.map((row) => [row.id, row]));
  const pauses = await pausesInForce(db, now);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...toQueueItem(row), restsBecause: restOf(row, pauses) }];
  });
}

/** The ids of one page; apart from what is shown of them, because a long queue is sorted as a whole. */
export function pageQuery(
  db: LedgerDatabase,
  { offset, limit, states }: PageRequest & { readonly states: readonly BatchState['state'][] },
  now: number,
) {
  const rank = sql<number>`case when batch.state = 'sending' then 0
    when batch.state in ('sealed', 'splitting') or batch.retry_at <= ${now} then 1
    when batch.state = 'waiting' then 2 when batch.state = 'open' then 3 else 4 end`;
  return db
    .selectFrom('batch')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .select('batch.id')
    .where('batch.state', 'in', states)
    .orderBy(rank)
    .orderBy(sql`case when batch.retry_at > ${now} then batch.retry_at end`)
    .orderBy(personsOrder, 'desc')
    .orderBy(sql`coalesce(batch.priority_flag, 0)`, 'desc')
    .orderBy('batch.id')
    .limit(limit)
    .offset(offset);
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
      'credential.state as credential_state',
      'document_set.name as set_name',
      'document_set.reference_number as set_number',
      'document_set.state as set_state',
      earlierInSet.as('earlier_in_set'),
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
  readonly credential_state: CredentialState['state'];
  readonly set_name: string | null;
  readonly set_number: string | null;
  readonly set_state: SetState['state'] | null;
  /** The batch that has to create the set first. */
  readonly earlier_in_set: BatchId | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly bytes_sent: number | null;
  readonly content_length: number | null;
  readonly status: number | null;
}

/** How far a running upload has come, and rests that the ledger does not know, are not in it: the caller lays them over. */
export function toQueueItem(row: NamedBatchRow): QueueItem {
  const { id, status, documentCount, zipSizeBytes, attempts, createdAt } = toBatchRecord(row);
  return {
    id,
    state: status.state,
    folderId: row.folder_id,
    folderPath: row.folder_path,
    credentialId: row.credential_id,
    credentialName: row.credential_name,
    // An existing set has no name here, only its number.
    setName: row.set_name ?? row.set_number,
    documents: documentCount,
    zipSizeBytes,
    attempts,
    createdAt,
    bytesSent: null,
    contentLength: null,
    bytesPerSecond: null,
    secondsLeft: null,
    prioritized: row.prioritized !== null,
    restsBecause: null,
    retryAt: status.state === 'waiting' ? status.retryAt : null,
    reason: reasonOf(status),
    serverWords: 'serverWords' in status ? status.serverWords : null,
    lastAttempt: toAttemptSummary(row),
  };
}

/** What in the ledger keeps a batch from being sent although it could be. */
function restOf(row: NamedBatchRow, pauses: readonly SendingPause[]): SendingRest | null {
  if (row.state !== 'sealed' && row.state !== 'waiting') return null;
  const pause = pauses.find(
    (one) => one.scope === 'all' || one.id === (one.scope === 'credential' ? row.credential_id : row.folder_id),
  );
  if (pause !== undefined) return { because: 'pause', scope: pause.scope, until: pause.until };
  if (row.credential_state === 'paused') return { because: 'credential-paused' };
  if (row.set_state === 'creating' || row.set_state === 'needs-attention' || row.earlier_in_set !== null) {
    return { because: 'set', batchId: row.earlier_in_set };
  }
  return null;
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
