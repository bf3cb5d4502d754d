// What the ledger has to say about files that a scan found: nothing, for nearly all of them, and no row is read for those.
import { CompiledQuery } from 'kysely';
import type { FolderId } from '../../engine/model';
import type { FileComparison, FileOnDisk } from '../../engine/ports';
import { chunks } from '../chunks';
import { toDocumentRecord } from '../rows/document-row';
import type { DocumentRow, LedgerDatabase } from '../schema';

// Few statements, which stay prepared: a list that is shorter is filled up with files that have no name.
const lengths = [10, 500] as const;

/** Answers with the newest version of each path that has one, but for files that are known as they are. */
export async function compareFiles(
  db: LedgerDatabase,
  folderId: FolderId,
  files: readonly FileOnDisk[],
): Promise<FileComparison> {
  const newest: FileComparison['newest'] = new Map();
  const unknown = new Set<string>();
  for (const chunk of chunks(files)) {
    const { rows } = await db.executeQuery(compareQuery(folderId, chunk));
    for (const row of rows) {
      const path = chunk[row.place]?.relativePath ?? '';
      if (row.id === null) unknown.add(path);
      else newest.set(path, toDocumentRecord(row));
    }
  }
  return { newest, unknown };
}

type ComparedRow = (DocumentRow | { readonly id: null }) & { readonly place: number };

/** At most 500 files. Exported for the test that looks at its query plan. */
export function compareQuery(folderId: FolderId, files: readonly FileOnDisk[]): CompiledQuery<ComparedRow> {
  const length = lengths.find((enough) => files.length <= enough) ?? 500;
  const values = Array.from({ length }, (_, place) => `(${place}, ?, ?, ?)`).join(', ');
  const parameters = Array.from({ length }, (_, place) => {
    const file = files[place];
    return file === undefined ? [null, 0, 0] : [file.relativePath, file.sizeBytes, file.mtimeMs];
  });
  return CompiledQuery.raw(
    `WITH found (place, path, size_bytes, mtime_ms) AS (VALUES ${values})
     SELECT found.place, document.* FROM found LEFT JOIN document ON document.id = (
       SELECT max(version.id) FROM document AS version
       WHERE version.folder_id = ? AND version.relative_path = found.path)
     WHERE found.path IS NOT NULL AND (document.id IS NULL OR document.size_bytes <> found.size_bytes
       OR document.mtime_ms <> found.mtime_ms OR document.state IN ('settling', 'set-aside'))`,
    [...parameters.flat(), folderId],
  );
}
