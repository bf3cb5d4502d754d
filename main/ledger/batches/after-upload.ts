// What is left to do with the originals of accepted batches. A failed action stays on the list: it is tried again.
import { sql } from 'kysely';
import type { BatchId, BatchRecord, DocumentRecord } from '../../engine/model';
import type { AfterUploadResult } from '../../engine/ports';
import { updateDocuments } from '../documents/update-documents';
import { toBatchRecord } from '../rows/batch-row';
import { recordColumns, toDocumentRecord } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';

// The condition of the index, word for word: SQLite uses a partial index only then.
const isUndone = sql<boolean>`document.after_upload in ('pending', 'failed')`;

/** Accepted batches with originals that still await their action, oldest first. */
export async function awaitingAfterUpload(
  db: LedgerDatabase,
  limit: number,
  { state, after }: { readonly state: 'pending' | 'failed'; readonly after: number },
): Promise<BatchRecord[]> {
  return (await awaitingQuery(db, limit, { state, after }).execute()).map(toBatchRecord);
}

function awaitingQuery(
  db: LedgerDatabase,
  limit: number,
  { state, after }: { readonly state: 'pending' | 'failed'; readonly after: number },
) {
  return db
    .selectFrom('batch')
    .selectAll()
    .where('id', 'in', (ids) =>
      ids
        .selectFrom('document')
        .select('document.batch_id')
        .distinct()
        .where(isUndone)
        .where('document.after_upload', '=', state)
        .where('document.batch_id', '>', after as BatchId)
        .orderBy('document.batch_id')
        .limit(limit),
    )
    .orderBy('id');
}

/** Documents of a batch whose after-upload action is not done, in entry order. */
export async function pendingAfterUpload(db: LedgerDatabase, id: BatchId): Promise<DocumentRecord[]> {
  const rows = await db
    .selectFrom('document')
    .select(recordColumns)
    .where('batch_id', '=', id)
    .where(isUndone)
    .orderBy('entry_position')
    .execute();
  return rows.map(toDocumentRecord);
}

/** The originals of a batch stay where they are: in one statement, however many they are. */
export async function leaveOriginals(db: LedgerDatabase, id: BatchId): Promise<void> {
  await db
    .updateTable('document')
    .set({ after_upload: 'left', after_upload_detail: null })
    .where('batch_id', '=', id)
    .where(isUndone)
    .execute();
}

/** Records what became of originals; only those of delivered documents have something to record. */
export async function recordAfterUpload(db: LedgerDatabase, results: readonly AfterUploadResult[]): Promise<void> {
  const rows = results.map((result) => ({
    ...{ id: result.documentId, result: result.result },
    detail: result.result === 'failed' ? result.detail : null,
    movedTo: result.result === 'moved' ? result.movedTo : null,
  }));
  await db.transaction().execute((trx) =>
    updateDocuments(trx, {
      rows,
      set: sql`after_upload = given.value ->> 'result', after_upload_detail = given.value ->> 'detail',
        moved_to = given.value ->> 'movedTo'`,
      when: sql`document.state = 'delivered'`,
    }),
  );
}
