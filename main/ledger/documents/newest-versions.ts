// The newest version of each of some paths: the question every scan and every event asks.
import type { FolderId } from '../../engine/model';
import { chunks, oneOf } from '../chunks';
import { recordColumns, type RecordRow } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';

/** The rows by relative path; paths that were never seen are missing. */
export async function newestVersions(
  db: LedgerDatabase,
  folderId: FolderId,
  relativePaths: readonly string[],
): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const paths of chunks(relativePaths)) {
    for (const row of await newestQuery(db, folderId, paths).execute()) found.set(row.relative_path, row);
  }
  return found;
}

/** Exported for the test that looks at its query plan. */
export function newestQuery(db: LedgerDatabase, folderId: FolderId, paths: readonly string[]) {
  return db
    .selectFrom('document')
    .select(recordColumns)
    .where('id', 'in', (ids) =>
      ids
        .selectFrom('document as version')
        .select(({ fn }) => fn.max('version.id').as('id'))
        .where('version.folder_id', '=', folderId)
        .where('version.relative_path', 'in', oneOf(paths))
        .groupBy('version.relative_path'),
    );
}
