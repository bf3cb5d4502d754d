// One set, or the batches outside any, with everything its page shows; and the ids that the server gave.
import { sql } from 'kysely';
import type { BatchIds, Page, PageRequest, SetDetails, SetSummary } from '../../../preload/contract';
import type { SetId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import { namedSets, outsideAnySet, toSummary } from './sets';

/** null when there is no such set; for `setId` null always an answer, if of nothing. */
export async function setDetails(db: LedgerDatabase, setId: number | null): Promise<SetDetails | null> {
  const { hasLeft, ...figures } = await figuresOf(db, setId);
  if (setId === null) {
    const summary: SetSummary = (await outsideAnySet(db)) ?? noBatches;
    return { ...summary, ...figures, credentialId: '', folderId: '', createdAt: null, nameLock: 'no-set' };
  }
  const row = await namedSets(db, sql<boolean>`document_set.id = ${setId}`).executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...toSummary(row),
    ...figures,
    ...{ credentialId: row.credential_id, folderId: row.folder_id, createdAt: row.created_at },
    nameLock: lockOf(row, hasLeft),
  };
}

/** In order of acceptance. */
export async function batchIdsOfSet(
  db: LedgerDatabase,
  { offset, limit, setId }: PageRequest & { setId: number | null },
): Promise<Page<BatchIds>> {
  const accepted = db
    .selectFrom('batch')
    .where('set_id', 'is', setId as SetId | null)
    .where('state', '=', 'accepted');
  const { total } = await accepted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await accepted
    .select(['id', 'server_batch_id'])
    .orderBy('accepted_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { items: rows.map(({ id, server_batch_id }) => ({ id, serverBatchId: server_batch_id ?? '' })), total };
}

const noBatches = {
  ...{ id: null, name: null, referenceNumber: null, state: 'none', reason: null, credentialName: '', folderPath: '' },
  ...{ batches: 0, documents: 0, firstDeliveryAt: null, lastDeliveryAt: null },
} as const satisfies SetSummary;

async function figuresOf(db: LedgerDatabase, setId: number | null) {
  const row = await db
    .selectFrom('batch')
    .select([
      sql<number>`count(*) filter (where state not in ('accepted', 'split', 'cancelled'))`.as('unfinished'),
      sql<number>`count(*) filter (where state in ('held', 'in-doubt'))`.as('waiting_for_person'),
      sql<number | null>`sum(document_count) filter (where state = 'accepted')`.as('delivered'),
      sql<number>`count(*) filter (where state in ('sending', 'in-doubt', 'accepted'))`.as('left'),
    ])
    .where('set_id', 'is', setId as SetId | null)
    .executeTakeFirstOrThrow();
  return {
    unfinished: row.unfinished,
    waitingForPerson: row.waiting_for_person,
    delivered: row.delivered ?? 0,
    hasLeft: row.left > 0,
  };
}

/** The same rule as `sets.rename` of the ledger: only a set of which nothing left this computer can have another name. */
function lockOf(
  { state, name }: { readonly state: string; readonly name: string | null },
  hasLeft: boolean,
): SetDetails['nameLock'] {
  if (state === 'open') return name === null ? 'existed-before' : 'exists';
  return state !== 'planned' || hasLeft ? 'sent' : null;
}
