// Batches that wait for a person, and delivered documents whose original could not be moved.
import { sql } from 'kysely';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { inFolder, type AttentionQuestion, type Within } from './attention-question';
import { queueItems, toQueueItem } from './queue';

/** Oldest first. */
export const heldBatches = waitingBatches('held');
export const batchesInDoubt = waitingBatches('in-doubt');

/** The batch that was accepted first comes first; they are tried again every minute. */
export const failedMoves: AttentionQuestion = {
  count: async (db, { folderId }) => {
    const { count } = await failedQuery(db, folderId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: async (db, { folderId, offset, limit }) => {
    const rows = await failedQuery(db, folderId)
      .innerJoin('folder', 'folder.id', 'document.folder_id')
      .select(['document.id', 'document.relative_path', 'document.after_upload_detail', 'folder.path'])
      .select(['batch.id as batch_id', 'batch.accepted_at'])
      .orderBy('batch.accepted_at')
      .orderBy('document.id')
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map((row): AttentionItem => ({
      ...{ kind: 'after-upload', documentId: row.id, folderPath: row.path, relativePath: row.relative_path },
      ...{ batchId: row.batch_id, detail: row.after_upload_detail ?? '', since: row.accepted_at ?? 0 },
    }));
  },
};

/** SQLite takes the partial index only for its own words, so they stand here once more. */
export function failedQuery(db: LedgerDatabase, folderId: string | null) {
  const failed = db
    .selectFrom('document')
    .innerJoin('batch', 'batch.id', 'document.batch_id')
    .where(sql<boolean>`document.after_upload in ('pending', 'failed')`)
    .where('document.after_upload', '=', 'failed');
  return folderId === null ? failed : failed.where(inFolder(folderId));
}

function waitingBatches(state: 'held' | 'in-doubt'): AttentionQuestion {
  const condition = ({ folderId }: Pick<Within, 'folderId'>) =>
    folderId === null
      ? sql<boolean>`batch.state = ${state}`
      : sql<boolean>`batch.state = ${state} and batch.folder_id = ${folderId}`;
  return {
    count: async (db, within) => {
      const { count } = await db
        .selectFrom('batch')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(condition(within))
        .executeTakeFirstOrThrow();
      return count;
    },
    items: async (db, within) => {
      const rows = await queueItems(db, condition(within))
        .orderBy('batch.id')
        .limit(within.limit)
        .offset(within.offset)
        .execute();
      const kind = state === 'held' ? 'batch-held' : 'batch-in-doubt';
      return rows.map((row): AttentionItem => ({ kind, batch: toQueueItem(row) }));
    },
  };
}
