// Records what a scan or an event found. Decides once more what is new: the ledger may have moved on since the question.
import {
  isRefusedAlone,
  type DocumentId,
  type DocumentRecord,
  type Fingerprint,
  type FolderId,
} from '../../engine/model';
import type { DocumentChange } from '../../engine/ports';
import { chunks } from '../chunks';
import { settlingColumns, toDocumentRecord } from '../rows/document-row';
import type { DocumentRow, LedgerDatabase, LedgerTransaction, NewDocumentRow } from '../schema';
import { newestVersions } from './newest-versions';

/**
 * Makes every change a settling document and returns their rows in the order given. A version that is not sealed is
 * changed in place and leaves the open batch it may be in; a sealed one is followed by a new version. What the ledger
 * has sealed with this very fingerprint is neither recorded nor returned: it would be delivered twice.
 */
export async function recordChanges(
  db: LedgerDatabase,
  folderId: FolderId,
  changes: readonly DocumentChange[],
  seenAt: number,
): Promise<DocumentRecord[]> {
  return db.transaction().execute(async (trx) => {
    const wanted = await fingerprintsByPath(trx, changes);
    const newest = await newestVersions(trx, folderId, [...wanted.keys()]);
    const added: NewDocumentRow[] = [];
    const maybe_delivered = await maybeDelivered(trx, folderId);
    for (const [relativePath, { sizeBytes, mtimeMs }] of wanted) {
      const fingerprint = { size_bytes: sizeBytes, mtime_ms: mtimeMs };
      const known = newest.get(relativePath);
      if (known !== undefined && isUnsealed(known)) {
        await trx
          .updateTable('document')
          .set({ ...settlingColumns, ...fingerprint })
          .where('id', '=', known.id)
          .execute();
      } else if (known?.size_bytes === sizeBytes && known.mtime_ms === mtimeMs) {
        wanted.delete(relativePath);
      } else {
        added.push({
          folder_id: folderId,
          relative_path: relativePath,
          seen_at: seenAt,
          ...fingerprint,
          ...settlingColumns,
          maybe_delivered,
        });
      }
    }
    for (const rows of chunks(added)) await trx.insertInto('document').values(rows).execute();
    if (added.length > 0) {
      await trx
        .updateTable('folder')
        .set((eb) => ({ recorded: eb('recorded', '+', added.length) }))
        .where('id', '=', folderId)
        .execute();
    }
    const recorded = await newestVersions(trx, folderId, [...wanted.keys()]);
    return [...wanted.keys()].flatMap((path) => {
      const row = recorded.get(path);
      return row === undefined ? [] : [toDocumentRecord(row)];
    });
  });
}

/** Whether what is found in the folder now may have been delivered before the ledger was lost. */
async function maybeDelivered(trx: LedgerTransaction, folderId: FolderId): Promise<0 | 1> {
  const row = await trx.selectFrom('folder').select('history_lost').where('id', '=', folderId).executeTakeFirst();
  return row?.history_lost ?? 0;
}

/** The last word on each path. A changed document whose row went away meanwhile is found again by the next scan. */
async function fingerprintsByPath(
  trx: LedgerTransaction,
  changes: readonly DocumentChange[],
): Promise<Map<string, Fingerprint>> {
  const paths = await pathsOf(
    trx,
    changes.flatMap((change) => (change.kind === 'changed' ? [change.id] : [])),
  );
  const wanted = new Map<string, Fingerprint>();
  for (const change of changes) {
    const path = change.kind === 'new' ? change.relativePath : paths.get(change.id);
    if (path !== undefined) wanted.set(path, { sizeBytes: change.sizeBytes, mtimeMs: change.mtimeMs });
  }
  return wanted;
}

async function pathsOf(trx: LedgerTransaction, ids: readonly DocumentId[]): Promise<Map<DocumentId, string>> {
  const paths = new Map<DocumentId, string>();
  for (const some of chunks(ids)) {
    const rows = await trx.selectFrom('document').select(['id', 'relative_path']).where('id', 'in', some).execute();
    for (const { id, relative_path } of rows) paths.set(id, relative_path);
  }
  return paths;
}

/** No sealed zip holds it: what is on the disk now is still the same document. */
function isUnsealed({ state, reason, asks }: DocumentRow): boolean {
  if (state === 'settling' || state === 'ready') return true;
  if (state === 'duplicate') return asks === 1;
  return state === 'set-aside' && reason !== null && reason !== 'withdrawn' && !isRefusedAlone(reason);
}
