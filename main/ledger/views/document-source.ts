// Where the content of a document and of a batch's zip may be: the original, where it was moved to, the zip.
import type { BatchId, DocumentId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import type { DocumentSource, ZipSource } from './source-views';

/** null when there is no such document. */
export async function documentSource(db: LedgerDatabase, id: number): Promise<DocumentSource | null> {
  const row = await db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .leftJoin('batch', 'batch.id', 'document.batch_id')
    .select([
      ...(['folder.path', 'document.relative_path', 'document.moved_to', 'document.size_bytes'] as const),
      ...(['document.mtime_ms', 'document.kind', 'document.entry_name', 'batch.zip_name'] as const),
    ])
    .where('document.id', '=', id as DocumentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { zip_name, entry_name } = row;
  return {
    folderPath: row.path,
    relativePath: row.relative_path,
    movedTo: row.moved_to,
    sizeBytes: row.size_bytes,
    mtimeMs: row.mtime_ms,
    kind: row.kind,
    sealed: zip_name === null || entry_name === null ? null : { zipName: zip_name, entryName: entry_name },
  };
}

/** null when there is no such batch, or it was never sealed. */
export async function zipSource(db: LedgerDatabase, batchId: number): Promise<ZipSource | null> {
  const row = await db
    .selectFrom('batch')
    .select(['zip_name', 'zip_sha256', 'zip_size_bytes'])
    .where('id', '=', batchId as BatchId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { zip_name: zipName, zip_sha256: sha256, zip_size_bytes: sizeBytes } = row;
  return zipName === null || sha256 === null || sizeBytes === null ? null : { zipName, sha256, sizeBytes };
}
