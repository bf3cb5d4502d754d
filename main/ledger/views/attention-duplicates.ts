// Duplicates that a person has yet to decide about, each with the document that has the same content.
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

/** Oldest first. The original's batch id of the server is there once it was accepted. */
export async function askingDuplicates(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .innerJoin('document as original', 'original.id', 'document.duplicate_of')
    .innerJoin('folder as place', 'place.id', 'original.folder_id')
    // One that was withdrawn or set aside since is still shown in its batch, but does not go with it.
    .leftJoin('batch', (join) =>
      join.onRef('batch.id', '=', 'original.batch_id').on('original.state', 'in', ['sealed', 'delivered']),
    )
    .select([
      'document.id',
      'document.relative_path',
      'document.duplicate_at',
      'folder.path',
      'original.id as original_id',
      'original.relative_path as original_relative_path',
      'batch.id as original_batch_id',
      'place.path as original_path',
      'batch.server_batch_id',
      'batch.accepted_at',
    ])
    .where('document.state', '=', 'duplicate')
    .where('document.asks', '=', 1)
    .orderBy('document.duplicate_at')
    .orderBy('document.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    kind: 'duplicate',
    documentId: row.id,
    folderPath: row.path,
    relativePath: row.relative_path,
    since: row.duplicate_at ?? 0,
    original: {
      documentId: row.original_id,
      folderPath: row.original_path,
      relativePath: row.original_relative_path,
      batchId: row.original_batch_id,
      serverBatchId: row.server_batch_id,
      acceptedAt: row.accepted_at,
    },
  }));
}
