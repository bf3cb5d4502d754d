// Which batches may be sent now, and when the next one may: the queue's order and its obstacles in one query.
import { sql } from 'kysely';
import { longestRetryMs } from '../../engine/limits';
import type { BatchRecord, CredentialId, PauseScope } from '../../engine/model';
import { pausedNow, type PausedNow } from '../pauses/pause-ledger';
import { toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase } from '../schema';
import { dueCandidates, firstRetry } from './queue-candidates';

/** States of a batch that is not at its end. */
export const unfinished = ['open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting'] as const;

const byPriority = sql<number>`coalesce(batch.priority_flag, 0)`;

/**
 * Where a person put the batch; the oldest of a set that is still to be created goes as early as any batch that waits for
 * it. Both tables have to be in the query.
 */
export const personsOrder = sql<number>`max(coalesce(batch.prioritized, 0),
  case when document_set.state = 'planned' and not exists (select 1 from batch as older
      where older.set_id = batch.set_id and older.id < batch.id and older.state in (${sql.join(unfinished)}))
    then coalesce((select max(mate.prioritized) from batch as mate where mate.set_id = batch.set_id
      and mate.prioritized is not null and mate.state in ('open', 'sealed', 'waiting', 'splitting')), 0)
    else 0 end)`;

/** The batches that may be sent now: what a person put first, then priority, then the oldest. */
export async function dueBatches(
  db: LedgerDatabase,
  now: number,
  limit: number,
  excluding: readonly CredentialId[],
): Promise<BatchRecord[]> {
  const paused = await pausedNow(db, now);
  if (paused.all) return [];
  const within = { excluding: [...excluding, ...paused.credentials], excludingFolders: paused.folders };
  const { ids, isCutOff } = await dueCandidates(db, within, { now, limit, beyond: now + longestRetryMs });
  const whole = dueQuery(db, now, limit, excluding, paused);
  if (!isCutOff && ids.length === 0) return [];
  const query = isCutOff ? whole : whole.where('batch.id', 'in', ids);
  return (await query.execute()).map(toBatchRecord);
}

/** The query of `dueBatches` over the whole queue. */
export function dueQuery(
  db: LedgerDatabase,
  now: number,
  limit: number,
  excluding: readonly CredentialId[],
  paused: PausedNow = nothingPaused,
) {
  let query = sendable(db, paused)
    .selectAll('batch')
    .where((eb) =>
      eb.or([
        eb('batch.state', '=', 'sealed'),
        eb('batch.retry_at', '<=', now),
        // Further ahead than any wait: the clock was set back, and that time could be years away.
        eb('batch.retry_at', '>', now + longestRetryMs),
      ]),
    )
    .orderBy(personsOrder, 'desc')
    .orderBy(byPriority, 'desc')
    .orderBy('batch.id')
    .limit(limit);
  if (excluding.length > 0) query = query.where('batch.credential_id', 'not in', excluding);
  return query;
}

/**
 * The earliest retry time among the batches that nothing but time holds back. One behind a paused credential or a set
 * that lets nothing through is left out: the clock cannot bring it on, and a time in the past would be asked for ever.
 */
export async function nextRetryAt(db: LedgerDatabase, now: number): Promise<number | null> {
  const paused = await pausedNow(db, now);
  if (paused.all) return null;
  const within = { excluding: paused.credentials, excludingFolders: paused.folders };
  const first = await firstRetry(db, within, now + longestRetryMs);
  if (!first.isCutOff) return first.at;
  const row = await sendable(db, paused)
    .select(({ fn }) => fn.min('batch.retry_at').as('retry_at'))
    .where('batch.state', '=', 'waiting')
    .where('batch.retry_at', '<=', now + longestRetryMs)
    .executeTakeFirstOrThrow();
  return row.retry_at;
}

/** Whether any batch that could be sent, now or later, is under a pause of this scope. */
export async function isHeldBack(db: LedgerDatabase, scope: PauseScope): Promise<boolean> {
  const whenever = { now: Number.MAX_SAFE_INTEGER, beyond: Number.MAX_SAFE_INTEGER, limit: 1 };
  const { ids, isCutOff } = await dueCandidates(db, { ...noLaneExcluded, only: scope }, whenever);
  if (!isCutOff && ids.length === 0) return false;
  let query = sendable(db, nothingPaused).select('batch.id').limit(1);
  if (scope.scope === 'credential') query = query.where('batch.credential_id', '=', scope.id);
  if (scope.scope === 'folder') query = query.where('batch.folder_id', '=', scope.id);
  if (!isCutOff) query = query.where('batch.id', 'in', ids);
  return (await query.executeTakeFirst()) !== undefined;
}

const noLaneExcluded = { excluding: [], excludingFolders: [] };
const nothingPaused: PausedNow = { all: false, credentials: [], folders: [] };

/** Batches in the queue that no pause, credential or set holds back; their time is not looked at. */
function sendable(db: LedgerDatabase, paused: PausedNow) {
  let query = db
    .selectFrom('batch')
    .innerJoin('credential', 'credential.id', 'batch.credential_id')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .where('batch.state', 'in', ['sealed', 'waiting'])
    .where('credential.state', '=', 'ok')
    .where((eb) =>
      eb.or([
        eb('batch.set_id', 'is', null),
        eb('document_set.state', '=', 'open'),
        // A planned set is created by its oldest batch alone; the others wait for the number.
        eb.and([
          eb('document_set.state', '=', 'planned'),
          eb.not(
            eb.exists(
              eb
                .selectFrom('batch as earlier')
                .select('earlier.id')
                .whereRef('earlier.set_id', '=', 'batch.set_id')
                .whereRef('earlier.id', '<', 'batch.id')
                .where('earlier.state', 'in', unfinished),
            ),
          ),
        ]),
      ]),
    );
  if (paused.credentials.length > 0) query = query.where('batch.credential_id', 'not in', paused.credentials);
  if (paused.folders.length > 0) query = query.where('batch.folder_id', 'not in', paused.folders);
  return query;
}
