// A page of what happened, newest first, from a cursor on; every filter goes down an index in order of time.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityItem, Calls } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { hasPart, partPattern } from '../views/part-of-name';

type Request = Calls['activity.list']['request'];

/** Ids that one look at the names goes through; a few ms on an office computer. */
const idsPerStep = 20_000;

/** Asks for one row more than is shown, to know whether there is another page. */
export async function listActivity(db: LedgerDatabase, request: Request): Promise<Calls['activity.list']['value']> {
  const rows = await rowsOfPage(db, request);
  const items = rows.slice(0, request.limit);
  return { items, before: rows.length > request.limit ? (items.at(-1)?.id ?? null) : null };
}

/** A text has no index: it is looked for in steps, so that nothing else waits for it. */
async function rowsOfPage(db: LedgerDatabase, request: Request): Promise<readonly ActivityItem[]> {
  const text = (request.text ?? '').normalize('NFC').trim();
  if (text === '') return (await activityQuery({ ...request, text }).execute(db)).rows;
  const newest = await sql<{ readonly id: number | null }>`select max(id) as id from activity`.execute(db);
  let before = Math.min(request.before ?? Infinity, (newest.rows[0]?.id ?? 0) + 1);
  const found: ActivityItem[] = [];
  while (before > 1 && found.length <= request.limit) {
    const from = before - idsPerStep;
    const { rows } = await activityQuery({ ...request, text, before }, from).execute(db);
    for (const row of rows) if (found.length <= request.limit && hasPart(row.name ?? '', text)) found.push(row);
    // A full answer ended before its range did.
    before = rows.length <= request.limit ? from : (rows.at(-1)?.id ?? from);
    await nextTurn();
  }
  return found;
}

/**
 * A few kinds are asked for one by one, so that rare ones are found at once; a folder or credential has an index of its
 * own. The names of folders and credentials come last, for the rows of the page only.
 */
export function activityQuery(request: Request, from = 0) {
  const { kinds, folderId, credentialId, limit } = request;
  const narrow = folderId === undefined && credentialId === undefined && kinds !== undefined && kinds.length > 0;
  const found = narrow
    ? sql.join(
        kinds.map((kind) => sql`select * from (${rowsOf(sql<SqlBool>`kind = ${kind}`, request, from)})`),
        sql` union all `,
      )
    : rowsOf(kindsOf(request), request, from);
  return sql<ActivityItem>`
    select found.id, found.at, found.kind, found.folder_id as folderId, folder.path as folderPath,
      found.credential_id as credentialId, credential.name as credentialName, found.batch_id as batchId,
      batch.server_batch_id as serverBatchId, document_id as documentId, found.name, found.reason, found.amount
    from (select * from (${found}) order by id desc limit ${limit + 1}) as found
      left join folder on folder.id = found.folder_id
      left join credential on credential.id = found.credential_id
      left join batch on batch.id = found.batch_id
    order by found.id desc`;
}

function rowsOf(
  kind: RawBuilder<SqlBool>,
  { before, folderId, credentialId, text = '', limit }: Request,
  from: number,
) {
  const conditions = [
    kind,
    ...(before === null ? [] : [sql<SqlBool>`id < ${before}`]),
    ...(from > 0 ? [sql<SqlBool>`id >= ${from}`] : []),
    ...(folderId === undefined ? [] : [sql<SqlBool>`folder_id = ${folderId}`]),
    ...(credentialId === undefined ? [] : [sql<SqlBool>`credential_id = ${credentialId}`]),
    ...(text === '' ? [] : [sql<SqlBool>`name like ${partPattern(text)} escape '\\'`]),
  ];
  return sql`select * from activity where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit + 1}`;
}

function kindsOf({ kinds }: Request): RawBuilder<SqlBool> {
  if (kinds === undefined) return sql<SqlBool>`true`;
  // The sign keeps the planner off the index of kinds, which would have to be sorted.
  return kinds.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`+kind in (${sql.join(kinds)})`;
}
