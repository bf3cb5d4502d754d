// How many documents are in each state in each folder: the figures that the overview adds up.
import { sql } from 'kysely';
import type { Counts } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

type CountedDocuments = Omit<Counts, 'ignored'>;

export const noDocuments: CountedDocuments = { seen: 0, delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0 };

/**
 * By folder id: the documents first seen since then, by the state they have now; null counts all. `seen` is counted over
 * all rows, so that a document in no known state would show as a difference.
 */
export async function documentCounts(
  db: LedgerDatabase,
  since: number | null,
): Promise<ReadonlyMap<string, CountedDocuments>> {
  const { rows } = await placesQuery(since ?? Number.MIN_SAFE_INTEGER).execute(db);
  const counts = new Map<string, CountedDocuments>();
  for (const { state, folder_id, documents } of rows) {
    if (documents === 0) continue;
    const before = counts.get(folder_id) ?? noDocuments;
    const figure = figureOf[state];
    counts.set(folder_id, {
      ...{ ...before, seen: before.seen + documents },
      ...(figure !== undefined && { [figure]: before[figure] + documents }),
    });
  }
  return counts;
}

const figureOf: Readonly<Record<string, Exclude<keyof CountedDocuments, 'seen'>>> = {
  settling: 'onTheWay',
  ready: 'onTheWay',
  sealed: 'onTheWay',
  delivered: 'delivered',
  'set-aside': 'setAside',
  duplicate: 'duplicates',
};

interface PlaceRow {
  readonly state: string;
  readonly folder_id: string;
  readonly documents: number;
}

/**
 * Goes from one state and folder to the next by a look at the index, and counts each as one range of it: a million rows in
 * half the time that grouping them takes.
 */
export function placesQuery(since: number) {
  return sql<PlaceRow>`
    with recursive place (one) as (
      select (select id from document indexed by document_places order by state, folder_id limit 1)
      union all
      select coalesce(
        (select id from document indexed by document_places
          where state = here.state and folder_id > here.folder_id order by folder_id limit 1),
        (select id from document indexed by document_places
          where state > here.state order by state, folder_id limit 1))
      from place join document as here on here.id = place.one
    )
    select here.state, here.folder_id,
      (select count(*) from document indexed by document_places
        where state = here.state and folder_id = here.folder_id and seen_at >= ${since}) as documents
    from place join document as here on here.id = place.one`;
}
