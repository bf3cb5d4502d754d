// Sets with what was delivered into each; batches outside any set come last, as if they were one more.
import { sql, type Expression, type SqlBool } from 'kysely';
import type { Calls, Page, SetStateName, SetSummary } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

/** Newest delivery first, sets without one after them. The search fits a part of the name, the number or a batch id. */
export async function sets(
  db: LedgerDatabase,
  { offset, limit, search, states }: Calls['sets.list']['request'],
): Promise<Page<SetSummary>> {
  const found = await orderQuery(search, states).execute(db);
  const total = found.rows.length;
  const ids = found.rows.slice(offset, offset + limit).map(({ id }) => id);
  const named =
    ids.length === 0 ? [] : await namedSets(db, sql<boolean>`document_set.id in (${sql.join(ids)})`).execute();
  const byId = new Map<number, NamedRow>(named.map((row) => [row.id, row]));
  const items = ids.flatMap((id) => byId.get(id) ?? []).map(toSummary);
  const outside = search === '' && states === undefined ? await outsideAnySet(db) : null;
  if (outside === null) return { items, total };
  const isOnThisPage = items.length < limit && offset <= total;
  return { items: isOnThisPage ? [...items, outside] : items, total: total + 1 };
}

/**
 * The ids of all sets that fit, in the order of the list: the last delivery of each is one look at an index, and its other
 * figures are added up for the sets of the page only.
 */
function orderQuery(search: string, states?: readonly SetStateName[]) {
  return sql<{ readonly id: number }>`
    select id from document_set where ${matches(search)} and ${isIn(states)}
    order by (select max(accepted_at) from batch indexed by batch_delivered_to_set
      where set_id = document_set.id and accepted_at is not null) desc nulls last, id desc`;
}

type NamedRow = Awaited<ReturnType<ReturnType<typeof namedSets>['execute']>>[number];

/** What the list and a set's own page show alike. */
export function toSummary(row: NamedRow): SetSummary {
  return {
    ...{ id: row.id, name: row.name, referenceNumber: row.reference_number, state: row.state, reason: row.reason },
    ...{ credentialName: row.credential_name, folderPath: row.folder_path },
    ...{ batches: row.batches, documents: row.documents ?? 0 },
    ...{ firstDeliveryAt: row.first_delivery_at, lastDeliveryAt: row.last_delivery_at },
  };
}

/** Sets with their figures, in no order, ready for `toSummary`. */
export function namedSets(db: LedgerDatabase, condition: Expression<SqlBool>) {
  return db
    .selectFrom('document_set')
    .innerJoin('credential', 'credential.id', 'document_set.credential_id')
    .innerJoin('folder', 'folder.id', 'document_set.folder_id')
    .leftJoin('batch', (join) => join.onRef('batch.set_id', '=', 'document_set.id').on('batch.state', '<>', 'split'))
    .selectAll('document_set')
    .select(['credential.name as credential_name', 'folder.path as folder_path'])
    .select(({ fn }) => fn.count<number>('batch.id').as('batches'))
    .select(figures)
    .where(condition)
    .groupBy('document_set.id');
}

/** null when every batch is in a set. */
export async function outsideAnySet(db: LedgerDatabase): Promise<SetSummary | null> {
  const row = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.count<number>('batch.id').as('batches'))
    .select(figures)
    .where('batch.set_id', 'is', null)
    .where('batch.state', '<>', 'split')
    .executeTakeFirstOrThrow();
  if (row.batches === 0) return null;
  return {
    ...{ id: null, name: null, referenceNumber: null, state: 'none', reason: null },
    // They may come from several folders and credentials.
    ...{ credentialName: '', folderPath: '' },
    batches: row.batches,
    documents: row.documents ?? 0,
    firstDeliveryAt: row.first_delivery_at,
    lastDeliveryAt: row.last_delivery_at,
  };
}

// A withdrawn batch is listed, but its documents are not in the set.
const figures = [
  sql<number | null>`sum(batch.document_count) filter (where batch.state <> 'cancelled')`.as('documents'),
  sql<number | null>`min(batch.accepted_at)`.as('first_delivery_at'),
  sql<number | null>`max(batch.accepted_at)`.as('last_delivery_at'),
] as const;

function isIn(states: readonly SetStateName[] | undefined) {
  return states === undefined ? sql<boolean>`true` : sql<boolean>`document_set.state in (${sql.join(states)})`;
}

function matches(search: string) {
  if (search === '') return sql<boolean>`true`;
  const pattern = `%${search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return sql<boolean>`(document_set.name like ${pattern} escape '\\'
    or document_set.reference_number like ${pattern} escape '\\'
    or document_set.id in (select set_id from batch indexed by batch_by_server_id
      where server_batch_id is not null and server_batch_id like ${pattern} escape '\\'))`;
}
