// What happened on each day: batches accepted, documents delivered, set aside, found to be duplicates.
import { sql } from 'kysely';
import type { DayFigures } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

/**
 * One entry per start, in their order. `starts` rise, in milliseconds since 1970; each day lasts until the next one's start,
 * the last one for ever: days are 23 to 25 hours long, so the caller says where they begin.
 */
export async function dailyFigures(db: LedgerDatabase, starts: readonly number[]): Promise<DayFigures[]> {
  if (starts.length === 0) return [];
  const { rows } = await dailyQuery(starts).execute(db);
  return rows.map(({ starts_at, delivered, batches, set_aside, duplicates }) => ({
    startsAt: starts_at,
    delivered: delivered ?? 0,
    batchesAccepted: batches,
    setAside: set_aside,
    duplicates,
  }));
}

interface DayRow {
  readonly starts_at: number;
  readonly delivered: number | null;
  readonly batches: number;
  readonly set_aside: number;
  readonly duplicates: number;
}

/** Each figure of each day is a range of an index that has all it needs. */
export function dailyQuery(starts: readonly number[]) {
  const days = starts.map((start, index) => sql`(${start}, ${starts[index + 1] ?? Number.MAX_SAFE_INTEGER})`);
  return sql<DayRow>`
    with day (starts_at, ends_at) as (values ${sql.join(days)})
    select starts_at,
      (select sum(document_count) from batch indexed by batch_deliveries
        where accepted_at >= starts_at and accepted_at < ends_at) as delivered,
      (select count(*) from batch indexed by batch_deliveries
        where accepted_at >= starts_at and accepted_at < ends_at) as batches,
      (select count(*) from document indexed by document_set_aside
        where state = 'set-aside' and set_aside_at >= starts_at and set_aside_at < ends_at) as set_aside,
      (select count(*) from document indexed by document_duplicate
        where state = 'duplicate' and duplicate_at >= starts_at and duplicate_at < ends_at) as duplicates
    from day order by starts_at`;
}
