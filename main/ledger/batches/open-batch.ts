// The first part of a batch's life: opened with its documents, then sealed into a zip or abandoned.
import { sql } from 'kysely';
import type { BatchId, BatchRecord, DocumentId } from '../../engine/model';
import type { BatchFilling, NewBatch, SealedZip } from '../../engine/ports';
import { hasGivenFingerprint, updateDocuments } from '../documents/update-documents';
import { batchStateColumns, profileColumns, toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase, LedgerTransaction } from '../schema';
import { batchIn } from './find-batch';

/** Opens a batch, with no documents yet. */
export async function openBatch(db: LedgerDatabase, batch: NewBatch): Promise<BatchRecord> {
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('batch')
      .values({
        folder_id: batch.folderId,
        credential_id: batch.credentialId,
        set_id: batch.setId,
        ...profileColumns(batch.profile),
        document_count: 0,
        created_at: batch.createdAt,
        sealed_at: null,
        zip_name: null,
        zip_sha256: null,
        zip_size_bytes: null,
        ...batchStateColumns({ state: 'open' }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return toBatchRecord(await batchIn(trx, id, ['open']));
  });
}

/**
 * Gives an open batch those of the documents that are still ready as they were planned, and in no other one; they stay ready.
 * One that changed and was ready anew meanwhile is another content than the one in the zip, and would pass for delivered.
 */
export async function fillBatch(db: LedgerDatabase, batch: BatchFilling): Promise<void> {
  const { id, sendAnyway } = batch;
  await db.transaction().execute(async (trx) => {
    const { folder_id } = await batchIn(trx, id, ['open']);
    await updateDocuments(trx, {
      rows: batch.documents.map(({ id, sizeBytes, mtimeMs }) => ({ id, sizeBytes, mtimeMs })),
      set: sql`batch_id = ${id}, send_anyway = max(send_anyway, ${sendAnyway ? 1 : 0})`,
      when: sql`document.folder_id = ${folder_id} and document.state = 'ready' and document.batch_id is null
        and ${hasGivenFingerprint}`,
    });
    await trx
      .updateTable('batch')
      .set((eb) => ({
        document_count: eb
          .selectFrom('document')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('document.batch_id', '=', id),
      }))
      .where('id', '=', id)
      .execute();
  });
}

/** Removes an open batch; its documents are ready again. */
export async function abandonBatch(db: LedgerDatabase, id: BatchId): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await batchIn(trx, id, ['open']);
    await release(trx, id);
    await trx.deleteFrom('batch').where('id', '=', id).execute();
  });
}

/**
 * Seals an open batch: its documents get the name and hash they have in the zip. null, with nothing changed, when the zip
 * holds a document that is not ready in this batch any more. A document that did not get into the zip is ready again.
 */
export async function sealBatch(db: LedgerDatabase, id: BatchId, zip: SealedZip): Promise<BatchRecord | null> {
  return db.transaction().execute(async (trx) => {
    await batchIn(trx, id, ['open']);
    const members = await documentIdsOf(trx, id);
    if (zip.entries.length === 0 || zip.entries.some(({ documentId }) => !members.has(documentId))) return null;
    await markSealed(trx, zip.entries);
    await release(trx, id);
    await trx
      .updateTable('batch')
      .set({
        ...batchStateColumns({ state: 'sealed' }),
        zip_name: zip.zipName,
        zip_sha256: zip.zipSha256,
        zip_size_bytes: zip.zipSizeBytes,
        sealed_at: zip.sealedAt,
        document_count: zip.entries.length,
      })
      .where('id', '=', id)
      .execute();
    return toBatchRecord(await batchIn(trx, id, ['sealed']));
  });
}

async function markSealed(trx: LedgerTransaction, entries: SealedZip['entries']): Promise<void> {
  await updateDocuments(trx, {
    rows: entries.map(({ documentId, entryName, sha256 }, position) => ({
      ...{ id: documentId, position, name: entryName, sha256 },
    })),
    set: sql`state = 'sealed', entry_position = given.value ->> 'position', entry_name = given.value ->> 'name',
      sha256 = given.value ->> 'sha256'`,
    when: sql`true`,
  });
}

/** Every document of an open batch is ready: whatever else happened to it took it out of the batch. */
async function documentIdsOf(trx: LedgerTransaction, id: BatchId): Promise<ReadonlySet<DocumentId>> {
  const rows = await trx.selectFrom('document').select('id').where('batch_id', '=', id).execute();
  return new Set(rows.map((row) => row.id));
}

async function release(trx: LedgerTransaction, id: BatchId): Promise<void> {
  await trx
    .updateTable('document')
    .set({ batch_id: null })
    .where('batch_id', '=', id)
    .where('state', '=', 'ready')
    .execute();
}
