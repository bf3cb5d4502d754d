// Watched folders in the ledger: their rows outlive their settings, because documents refer to them.
import type { Difference, FolderId } from '../engine/model';
import type { FolderLedger } from '../engine/ports';
import { isHistoryLost, noteLoss } from './history-loss';
import type { LedgerDatabase } from './schema';

/** The engine's folder questions, answered by this database. */
export function folderLedger(db: LedgerDatabase): FolderLedger {
  return {
    historyLost: () => isHistoryLost(db),
    loseHistory: (what, noticedAt) => noteLoss(db, what, noticedAt),
    device: async (id) => {
      const row = await db.selectFrom('folder').select('device').where('id', '=', id).executeTakeFirst();
      return row?.device ?? null;
    },
    setDevice: async (id, device) => {
      await db.updateTable('folder').set({ device }).where('id', '=', id).execute();
    },
    allRegistered: async () => {
      await db.updateTable('history_loss').set({ folders_registered: 1 }).execute();
    },
    register: async ({ id, path, addedAt }) => {
      const history_lost = (await isHistoryLost(db)) ? 1 : 0;
      await db
        .insertInto('folder')
        .values({
          id,
          path,
          added_at: addedAt,
          state: 'watching',
          state_detail: null,
          last_scan_at: null,
          history_lost,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ path }))
        .execute();
    },
    setState: async (id, state, detail) => {
      await db.updateTable('folder').set({ state, state_detail: detail }).where('id', '=', id).execute();
    },
    recordScan: async (id, { seen, ignored, unreadableFolders, unreadableFiles }, unaccounted, finishedAt) => {
      const differences = await differencesOf(db, id, unaccounted);
      await db
        .updateTable('folder')
        .set({
          last_scan_at: finishedAt,
          seen,
          ignored,
          unreadable_folders: JSON.stringify(unreadableFolders),
          unreadable_files: JSON.stringify(unreadableFiles),
          differences: JSON.stringify(differences),
          // What lies in a sub-folder that could not be read is still to come.
          ...(unreadableFolders.length === 0 && { history_lost: 0 }),
        })
        .where('id', '=', id)
        .execute();
      return differences;
    },
  };
}

/** What does not come out in a folder: files without a row, and rows written but not there, or there but never written. */
async function differencesOf(
  db: LedgerDatabase,
  id: FolderId,
  unaccounted: readonly string[],
): Promise<readonly Difference[]> {
  const { recorded, found } = await db
    .selectFrom('folder')
    .select(({ selectFrom, fn }) => [
      'recorded',
      selectFrom('document').select(fn.countAll<number>().as('count')).where('folder_id', '=', id).as('found'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return [
    ...(unaccounted.length === 0 ? [] : [{ kind: 'unaccounted-files' as const, relativePaths: unaccounted }]),
    ...(recorded === (found ?? 0) ? [] : [{ kind: 'sum' as const, recorded, found: found ?? 0 }]),
  ];
}
