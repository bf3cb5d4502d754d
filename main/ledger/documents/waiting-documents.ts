// Documents by what they wait for: the settling gate, a batch, a reason to look again; and those of one batch.
import type { BatchId, DocumentId, DocumentRecord, FolderId, SetAsideReason } from '../../engine/model';
import { sql } from 'kysely';
import { chunks, oneOf } from '../chunks';
import { recordColumns, toDocumentRecord, toWaitingRecord, waitingColumns } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';

// The condition of the index that has them by path, word for word: SQLite uses a partial index only then.
const unsealed = sql<boolean>`state in ('settling', 'ready')`;

/** Documents of a folder that wait for the settling gate, in the order they were seen; none that the caller has. */
export async function settlingDocuments(
  db: LedgerDatabase,
  folderId: FolderId,
  known: { has(id: DocumentId): boolean } = { has: () => false },
): Promise<DocumentRecord[]> {
  const rows = await settlingQuery(db, folderId).execute();
  const ids = rows.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  const records: DocumentRecord[] = [];
  for (const some of chunks(ids)) {
    const found = await db
      .selectFrom('document')
      .select(waitingColumns)
      .where('id', 'in', oneOf(some))
      .where('state', '=', 'settling')
      .execute();
    const byId = new Map(found.map((row) => [row.id, row]));
    for (const id of some) {
      const row = byId.get(id);
      if (row !== undefined) records.push(toWaitingRecord(row, folderId, 'settling'));
    }
  }
  return records;
}

/** Their ids alone, which an index has. Exported for the test that looks at its query plan. */
export function settlingQuery(db: LedgerDatabase, folderId: FolderId) {
  return db
    .selectFrom('document')
    .select('id')
    .where('folder_id', '=', folderId)
    .where('state', '=', 'settling')
    .orderBy('seen_at')
    .orderBy('id');
}

/** Documents of a folder that wait for a batch, by relative path; those of an open batch no longer do. */
export async function readyDocuments(db: LedgerDatabase, folderId: FolderId): Promise<DocumentRecord[]> {
  const rows = await readyQuery(db, folderId).execute();
  return rows.map((row) => toWaitingRecord(row, folderId, 'ready'));
}

/** Exported for the test that looks at its query plan. */
export function readyQuery(db: LedgerDatabase, folderId: FolderId) {
  return db
    .selectFrom('document')
    .select(waitingColumns)
    .where('folder_id', '=', folderId)
    .where(unsealed)
    .where('state', '=', 'ready')
    .where('batch_id', 'is', null)
    .orderBy('relative_path');
}

/** Documents of a folder that are set aside for one of these reasons, longest first. */
export async function setAsideFor(
  db: LedgerDatabase,
  folderId: FolderId,
  reasons: readonly SetAsideReason[],
): Promise<DocumentRecord[]> {
  return (await setAsideForQuery(db, folderId, reasons).execute()).map(toDocumentRecord);
}

function setAsideForQuery(db: LedgerDatabase, folderId: FolderId, reasons: readonly SetAsideReason[]) {
  const all = db.selectFrom('document').select(recordColumns).where('reason', 'in', reasons);
  const ofFolder = reasons.includes('withdrawn')
    ? all.where('state', '=', 'set-aside').where('folder_id', '=', folderId)
    : // Each scan asks this: through what waits for a person, not through all that was ever set aside.
      all.where(sql<boolean>`state = 'set-aside' and reason <> 'withdrawn' and +folder_id = ${folderId}`);
  return ofFolder.orderBy('set_aside_at').orderBy('id');
}

/** The documents of a batch in entry order; before it is sealed, by relative path. */
export async function documentsOfBatch(db: LedgerDatabase, batchId: BatchId): Promise<DocumentRecord[]> {
  const rows = await db
    .selectFrom('document')
    .select(recordColumns)
    .where('batch_id', '=', batchId)
    .orderBy('entry_position')
    .orderBy('relative_path')
    .execute();
  return rows.map(toDocumentRecord);
}
