// What is left to do with the originals of accepted batches. A failed action stays on the list: it is tried again.
import { sql } from 'kysely';
import type { BatchId, BatchRecord, DocumentRecord } from '../../engine/model';
import type { AfterUploadResult } from '../../engine/ports';
import { toBatchRecord } from '../rows/batch-row';
import { toDocumentRecord } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';

const isUndone = sql<boolean>`document.after_upload in ('pending', 'failed')`;

/** Accepted batches with originals that still await their action, oldest first. */
export async function awaitingAfterUpload(db: LedgerDatabase, limit: number): Promise<BatchRecord[]> {
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .where('id', 'in', (ids) =>
      ids
        .selectFrom('document')
        .select('document.batch_id')
        .distinct()
        .where(isUndone)
        .orderBy('document.batch_id')
        .limit(limit),
    )
    .orderBy('id')
    .execute();
  return rows.map(toBatchRecord);
}

/** Documents of a batch whose after-upload action is not done, in entry order. */
export async function pendingAfterUpload(db: LedgerDatabase, id: BatchId): Promise<DocumentRecord[]> {
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('batch_id', '=', id)
    .where(isUndone)
    .orderBy('entry_position')
    .execute();
  return rows.map(toDocumentRecord);
}

/** Records what became of originals; only those of delivered documents have something to record. */
export async function recordAfterUpload(db: LedgerDatabase, results: readonly AfterUploadResult[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const result of results) {
      await trx
        .updateTable('document')
        .set({
          after_upload: result.result,
          after_upload_detail: result.result === 'failed' ? result.detail : null,
          moved_to: result.result === 'moved' ? result.movedTo : null,
        })
        .where('id', '=', result.documentId)
        .where('state', '=', 'delivered')
        .execute();
    }
  });
}
