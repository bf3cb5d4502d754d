// Which batches may be sent now, and when the next one may: the queue's order and its obstacles in one query.
import { sql } from 'kysely';
import { longestRetryMs } from '../../engine/limits';
import type { CredentialId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';

const byPriority = sql<number>`coalesce(batch.priority_flag, 0)`;

/** The batches that may be sent now: priority first, then the oldest. */
export function dueQuery(db: LedgerDatabase, now: number, limit: number, excluding: readonly CredentialId[]) {
  let query = sendable(db)
    .selectAll('batch')
    .where((eb) =>
      eb.or([
        eb('batch.state', '=', 'sealed'),
        eb('batch.retry_at', '<=', now),
        // Further ahead than any wait: the clock was set back, and that time could be years away.
        eb('batch.retry_at', '>', now + longestRetryMs),
      ]),
    )
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
  const row = await sendable(db)
    .select(({ fn }) => fn.min('batch.retry_at').as('retry_at'))
    .where('batch.state', '=', 'waiting')
    .where('batch.retry_at', '<=', now + longestRetryMs)
    .executeTakeFirstOrThrow();
  return row.retry_at;
}

/** Batches in the queue whose credential is not paused and whose set lets them go; their time is not looked at. */
function sendable(db: LedgerDatabase) {
  return db
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
                .where('earlier.state', 'in', [
                  'open',
                  'sealed',
                  'sending',
                  'waiting',
                  'held',
                  'in-doubt',
                  'splitting',
                ]),
            ),
          ),
        ]),
      ]),
    );
}
