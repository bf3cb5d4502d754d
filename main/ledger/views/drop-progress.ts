// What is left to do in the folders of drops: whether their copies may go.
import { sql } from 'kysely';
import type { FolderId } from '../../engine/model';
import { chunks } from '../chunks';
import type { LedgerDatabase } from '../schema';
import type { DropProgress } from './source-views';

/** Folders that the ledger has never heard of are missing from the answer. */
export async function dropProgress(
  db: LedgerDatabase,
  folderIds: readonly string[],
): Promise<ReadonlyMap<string, DropProgress>> {
  const found = new Map<string, DropProgress>();
  for (const some of chunks(folderIds)) {
    for (const { id, last_scan_at, documents, unfinished } of await progressQuery(db, some).execute()) {
      found.set(id, { isScanned: last_scan_at !== null, documents, unfinished: unfinished ?? 0 });
    }
  }
  return found;
}

/** Exported for the test that looks at its query plan. */
export function progressQuery(db: LedgerDatabase, folderIds: readonly string[]) {
  return db
    .selectFrom('folder')
    .leftJoin('document', 'document.folder_id', 'folder.id')
    .select(({ fn }) => ['folder.id', 'folder.last_scan_at', fn.count<number>('document.id').as('documents')])
    .select(
      sql<number | null>`sum(not (document.state = 'delivered'
        or (document.state = 'set-aside' and document.reason = 'withdrawn')
        or (document.state = 'duplicate' and document.asks = 0)))`.as('unfinished'),
    )
    .where('folder.id', 'in', folderIds as readonly FolderId[])
    .groupBy('folder.id');
}
