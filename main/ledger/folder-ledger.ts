// Watched folders in the ledger: their rows outlive their settings, because documents refer to them.
import type { FolderLedger } from '../engine/ports';
import type { LedgerDatabase } from './schema';

/** The engine's folder questions, answered by this database. */
export function folderLedger(db: LedgerDatabase): FolderLedger {
  return {
    register: async ({ id, path, addedAt }) => {
      await db
        .insertInto('folder')
        .values({ id, path, added_at: addedAt, state: 'watching', state_detail: null, last_scan_at: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ path }))
        .execute();
    },
    setState: async (id, state, detail) => {
      await db.updateTable('folder').set({ state, state_detail: detail }).where('id', '=', id).execute();
    },
    recordScan: async (id, { seen, ignored, unreadableFolders, unreadableFiles }, finishedAt) => {
      await db
        .updateTable('folder')
        .set({
          last_scan_at: finishedAt,
          seen,
          ignored,
          unreadable_folders: JSON.stringify(unreadableFolders),
          unreadable_files: JSON.stringify(unreadableFiles),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}
