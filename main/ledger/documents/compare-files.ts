// What the ledger has to say about files that a scan found: nothing, for nearly all of them, and no row is read for those.
import { CompiledQuery } from 'kysely';
import type { DocumentId, DocumentRecord, FolderId } from '../../engine/model';
import type { FileComparison, FileOnDisk } from '../../engine/ports';
import { chunks, oneOf } from '../chunks';
import { recordColumns, toDocumentRecord } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';
import { fileValues } from './file-values';

/** Answers with the newest version of each path that has one, but for files that are known as they are. */
export async function compareFiles(
  db: LedgerDatabase,
  folderId: FolderId,
  files: readonly FileOnDisk[],
): Promise<FileComparison> {
  const newest = new Map<string, DocumentRecord>();
  const unknown = new Set<string>();
  for (const chunk of chunks(files)) {
    const { rows } = await db.executeQuery(compareQuery(folderId, chunk));
    const differing: DocumentId[] = [];
    for (const { relative_path, id } of rows) {
      if (id === null) unknown.add(relative_path);
      else differing.push(id);
    }
    for (const record of await recordsOf(db, differing)) newest.set(record.relativePath, record);
  }
  return { newest, unknown };
}

async function recordsOf(db: LedgerDatabase, ids: readonly DocumentId[]): Promise<DocumentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('document').select(recordColumns).where('id', 'in', oneOf(ids)).execute();
  return rows.map(toDocumentRecord);
}

interface Compared {
  readonly relative_path: string;
  /** Of the newest version that differs; null when there is none at all. */
  readonly id: DocumentId | null;
}

/** At most 500 files. Exported for the test that looks at its query plan. */
export function compareQuery(folderId: FolderId, files: readonly FileOnDisk[]): CompiledQuery<Compared> {
  const { values, parameters } = fileValues(files);
  return CompiledQuery.raw(
    `WITH found (path, size_bytes, mtime_ms) AS (VALUES ${values})
     SELECT found.path AS relative_path, document.id FROM found LEFT JOIN document ON document.id = (
       SELECT max(version.id) FROM document AS version
       WHERE version.folder_id = ? AND version.relative_path = found.path)
     WHERE found.path IS NOT NULL AND (document.id IS NULL OR document.size_bytes <> found.size_bytes
       OR document.mtime_ms <> found.mtime_ms OR document.state = 'set-aside')`,
    [...parameters, folderId],
  );
}
