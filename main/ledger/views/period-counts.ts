// The sums of a period: documents first seen since then, by their state now (docs/decisions/0017-periods.md).
import { sql } from 'kysely';
import type { Counts } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

/** The counts of each folder that saw a document since then. Files ignored by name belong to no day: they are 0 here. */
export async function periodCounts(db: LedgerDatabase, since: number): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await periodQuery(since).execute(db);
  const ofFolder = new Map<string, Counts>();
  for (const { folder_id: id, ...row } of rows) {
    ofFolder.set(id, {
      seen: row.documents,
      delivered: row.delivered,
      onTheWay: row.on_the_way,
      setAside: row.set_aside,
      duplicates: row.duplicates,
      ignored: 0,
    });
  }
  return ofFolder;
}

interface PeriodRow {
  readonly folder_id: string;
  readonly documents: number;
  readonly delivered: number;
  readonly on_the_way: number;
  readonly set_aside: number;
  readonly duplicates: number;
}

/** INDEXED BY: the planner would rather have the folders in order, and read every document for it. */
export function periodQuery(since: number) {
  return sql<PeriodRow>`
    select folder_id, count(*) as documents, sum(state = 'delivered') as delivered,
      sum(state in ('settling', 'ready', 'sealed')) as on_the_way,
      sum(state = 'set-aside') as set_aside, sum(state = 'duplicate') as duplicates
    from document indexed by document_by_sight where seen_at >= ${since} group by folder_id`;
}
