// Records what a scan or an event found. Decides once more what is new: the ledger may have moved on since the question.
import { CompiledQuery } from 'kysely';
import {
  isRefusedAlone,
  type DocumentId,
  type DocumentRecord,
  type Fingerprint,
  type FolderId,
} from '../../engine/model';
import type { DocumentChange, FileOnDisk } from '../../engine/ports';
import { chunks, oneOf } from '../chunks';
import { settlingColumns, toDocumentRecord, type RecordRow } from '../rows/document-row';
import type { DocumentRow, LedgerDatabase, LedgerTransaction } from '../schema';
import { fileValues } from './file-values';
import { newestVersions } from './newest-versions';

/**
 * Makes every change a settling document and returns them in the order given. A version that is not sealed is
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
    const recorded = new Map<string, DocumentRecord>();
    const added: FileOnDisk[] = [];
    for (const [relativePath, fingerprint] of wanted) {
      const known = newest.get(relativePath);
      const { sizeBytes, mtimeMs } = fingerprint;
      if (known !== undefined && isUnsealed(known)) {
        const columns = { ...settlingColumns, size_bytes: sizeBytes, mtime_ms: mtimeMs };
        await trx.updateTable('document').set(columns).where('id', '=', known.id).execute();
        recorded.set(relativePath, toDocumentRecord({ ...known, ...columns }));
      } else if (known?.size_bytes !== sizeBytes || known.mtime_ms !== mtimeMs) {
        added.push({ relativePath, ...fingerprint });
      }
    }
    for (const record of await insertNew(trx, folderId, added, seenAt)) recorded.set(record.relativePath, record);
    return [...wanted.keys()].flatMap((path) => recorded.get(path) ?? []);
  });
}

/** Their paths all differ, and no unsealed version has one of them. */
async function insertNew(
  trx: LedgerTransaction,
  folderId: FolderId,
  files: readonly FileOnDisk[],
  seenAt: number,
): Promise<DocumentRecord[]> {
  if (files.length === 0) return [];
  const maybeDelivered = await maybeDeliveredIn(trx, folderId);
  const ids = new Map<string, DocumentId>();
  for (const some of chunks(files)) {
    const { rows } = await trx.executeQuery(insertQuery({ folderId, seenAt, maybeDelivered }, some));
    for (const { id, relative_path } of rows) ids.set(relative_path, id);
  }
  await trx
    .updateTable('folder')
    .set((eb) => ({ recorded: eb('recorded', '+', files.length) }))
    .where('id', '=', folderId)
    .execute();
  return files.map(({ relativePath, sizeBytes, mtimeMs }): DocumentRecord => {
    const id = ids.get(relativePath);
    if (id === undefined) throw new Error('ledger: a document was written and has no id');
    return {
      ...{ id, folderId, relativePath, sizeBytes, mtimeMs, seenAt, maybeDelivered: maybeDelivered === 1 },
      ...{ status: { state: 'settling' }, kind: null, sha256: null, entryName: null, sendAnyway: false },
    };
  });
}

/** At most 500 files. */
function insertQuery(
  { folderId, seenAt, maybeDelivered }: { folderId: FolderId; seenAt: number; maybeDelivered: 0 | 1 },
  files: readonly FileOnDisk[],
): CompiledQuery<Pick<DocumentRow, 'id' | 'relative_path'>> {
  const { values, parameters } = fileValues(files);
  return CompiledQuery.raw(
    `INSERT INTO document (folder_id, seen_at, maybe_delivered, state, relative_path, size_bytes, mtime_ms)
     SELECT ?1, ?2, ?3, 'settling', column1, column2, column3 FROM (VALUES ${values}) WHERE column1 IS NOT NULL
     RETURNING id, relative_path`,
    [folderId, seenAt, maybeDelivered, ...parameters],
  );
}

/** Whether what is found in the folder now may have been delivered before the ledger was lost. */
async function maybeDeliveredIn(trx: LedgerTransaction, folderId: FolderId): Promise<0 | 1> {
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
    const rows = await trx
      .selectFrom('document')
      .select(['id', 'relative_path'])
      .where('id', 'in', oneOf(some))
      .execute();
    for (const { id, relative_path } of rows) paths.set(id, relative_path);
  }
  return paths;
}

/** No sealed zip holds it: what is on the disk now is still the same document. */
function isUnsealed({ state, reason, asks }: RecordRow): boolean {
  if (state === 'settling' || state === 'ready') return true;
  if (state === 'duplicate') return asks === 1;
  return state === 'set-aside' && reason !== null && reason !== 'withdrawn' && !isRefusedAlone(reason);
}
