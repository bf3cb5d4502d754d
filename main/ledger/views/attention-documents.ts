// Documents that were set aside and wait for a person.
import { sql } from 'kysely';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { inFolder, type AttentionQuestion } from './attention-question';

/** Oldest first. Withdrawn ones are left out: a person decided about them. */
export const setAsideDocuments: AttentionQuestion = {
  count: async (db, { folderId }) => {
    const { count } = await setAsideQuery(db, folderId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: async (db, { folderId, offset, limit }) => {
    const rows = await setAsideQuery(db, folderId)
      .innerJoin('folder', 'folder.id', 'document.folder_id')
      .select(['document.id', 'document.relative_path', 'document.reason', 'document.detail', 'document.set_aside_at'])
      .select('folder.path')
      .orderBy('document.set_aside_at')
      .orderBy('document.id')
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map((row): AttentionItem => ({
      ...{ kind: 'document', documentId: row.id, folderPath: row.path, relativePath: row.relative_path },
      ...{ reason: row.reason ?? '', detail: row.detail ?? '', since: row.set_aside_at ?? 0 },
    }));
  },
};

/** In the words of the index that has them in order: SQLite uses a partial index only then. */
export function setAsideQuery(db: LedgerDatabase, folderId: string | null) {
  const waiting = db
    .selectFrom('document')
    .where(sql<boolean>`document.state = 'set-aside' and document.reason <> 'withdrawn'`);
  return folderId === null ? waiting : waiting.where(inFolder(folderId));
}
