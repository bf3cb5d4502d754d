// Duplicates that a person has yet to decide about, each with the document that has the same content.
import { sql } from 'kysely';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { inFolder, type AttentionQuestion, type Within } from './attention-question';

/** Oldest first. The original's batch id of the server is there once it was accepted. */
export const askingDuplicates: AttentionQuestion = {
  count: async (db, { folderId }) => {
    const { count } = await openDuplicatesQuery(db, folderId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: askingItems,
};

function openDuplicatesQuery(db: LedgerDatabase, folderId: string | null) {
  const all = db
    .selectFrom('document')
    // In the words of the index that has them in order.
    .where(sql<boolean>`document.state = 'duplicate' and document.asks = 1`);
  return folderId === null ? all : all.where(inFolder(folderId));
}

async function askingItems(db: LedgerDatabase, { folderId, offset, limit }: Within): Promise<AttentionItem[]> {
  const rows = await openDuplicatesQuery(db, folderId)
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
    .orderBy('document.duplicate_at')
    .orderBy('document.id')
    .limit(limit)
    .offset(offset)
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
