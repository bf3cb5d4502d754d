// Every folder with the sum that has to come out: seen is delivered, on the way, set aside, duplicate or ignored.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import type { FolderStateFigure } from './page-views';
import type { FolderFigures, LedgerViews } from './views';

/** Counted over all rows, not added up: a document in no known state would show as a difference. */
export async function folderFigures(db: LedgerDatabase): Promise<readonly FolderFigures[]> {
  const rows = await db
    .with('per_state', (cte) =>
      cte
        .selectFrom('document')
        .select(({ fn }) => ['folder_id', 'state', fn.countAll<number>().as('documents')])
        .groupBy(['state', 'folder_id']),
    )
    .selectFrom('folder')
    .leftJoin('per_state', 'per_state.folder_id', 'folder.id')
    .select([
      'folder.id',
      'folder.path',
      'folder.state',
      'folder.state_detail',
      'folder.last_scan_at',
      'folder.ignored',
      sql<number>`coalesce(sum(documents), 0)`.as('documents'),
      sumOf('delivered').as('delivered'),
      sumOf('settling', 'ready', 'sealed').as('on_the_way'),
      sumOf('set-aside').as('set_aside'),
      sumOf('duplicate').as('duplicates'),
    ])
    .groupBy('folder.id')
    .orderBy('folder.added_at')
    .orderBy('folder.id')
    .execute();
  return rows.map((row) => ({
    folderId: row.id,
    path: row.path,
    health: row.state,
    healthDetail: row.state_detail,
    lastScanAt: row.last_scan_at,
    counts: {
      seen: row.documents + row.ignored,
      delivered: row.delivered,
      onTheWay: row.on_the_way,
      setAside: row.set_aside,
      duplicates: row.duplicates,
      ignored: row.ignored,
    },
  }));
}

/** The health alone, which no counting goes before. */
export async function folderHealth(db: LedgerDatabase): ReturnType<LedgerViews['folderHealth']> {
  return db.selectFrom('folder').select(['id as folderId', 'state as health']).execute();
}

/** As `folderHealth`, with why and since when. */
export async function folderStates(db: LedgerDatabase): Promise<readonly FolderStateFigure[]> {
  return db
    .selectFrom('folder')
    .select(['id as folderId', 'state as health', 'state_detail as healthDetail', 'last_scan_at as lastScanAt'])
    .execute();
}

function sumOf(...states: readonly string[]) {
  return sql<number>`coalesce(sum(documents) filter (where per_state.state in (${sql.join(states)})), 0)`;
}
