// Every folder with the sum that has to come out: seen is delivered, on the way, set aside, duplicate or ignored.
import type { LedgerDatabase } from '../schema';
import { documentCounts, noDocuments } from './places';
import type { FolderStateFigure } from './page-views';
import type { FolderFigures, LedgerViews } from './views';

/** In the order they were added. */
export async function folderFigures(db: LedgerDatabase): Promise<readonly FolderFigures[]> {
  const counts = await documentCounts(db, null);
  const rows = await db
    .selectFrom('folder')
    .select(['id', 'path', 'state', 'state_detail', 'last_scan_at', 'ignored'])
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const documents = counts.get(row.id) ?? noDocuments;
    return {
      folderId: row.id,
      path: row.path,
      health: row.state,
      healthDetail: row.state_detail,
      lastScanAt: row.last_scan_at,
      counts: { ...documents, seen: documents.seen + row.ignored, ignored: row.ignored },
    };
  });
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
