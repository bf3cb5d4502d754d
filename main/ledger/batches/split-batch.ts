// Cutting a batch in two, setting the last document of one aside, sealing one anew: batches that end without delivery.
import type { BatchId, BatchRecord, DocumentRecord, SetAsideReason } from '../../engine/model';
import type { DecisionRecord, SealedZip } from '../../engine/ports';
import { breather } from '../breather';
import { batchStateColumns, toBatchRecord } from '../rows/batch-row';
import { toDocumentRecord } from '../rows/document-row';
import type { BatchRow, LedgerDatabase, LedgerTransaction } from '../schema';
import { recordDecisions } from './decide-batch';
import { batchIn, findBatch } from './find-batch';
import { leaveForState, releaseDocuments } from './leave-for-state';

/** Batches to be cut in two, oldest first. */
export async function splittingBatches(db: LedgerDatabase): Promise<BatchRecord[]> {
  const rows = await db.selectFrom('batch').selectAll().where('state', '=', 'splitting').orderBy('id').execute();
  return rows.map(toBatchRecord);
}

/** Makes a sealed batch of each half. Together they have to hold every document of the whole one. */
export async function splitBatch(
  db: LedgerDatabase,
  id: BatchId,
  halves: readonly SealedZip[],
  at: number,
): Promise<BatchRecord[]> {
  return db.transaction().execute(async (trx) => {
    const whole = await batchIn(trx, id, ['splitting']);
    const made: BatchRecord[] = [];
    for (const half of halves) made.push(await addHalf(trx, whole, half));
    const placed = made.reduce((sum, { documentCount }) => sum + documentCount, 0);
    if (placed !== whole.document_count) {
      throw new Error(`ledger: batch ${id} has ${whole.document_count} documents, its halves have ${placed}`);
    }
    await leaveForState(trx, whole, { state: 'split' }, at);
    return made;
  });
}

async function addHalf(trx: LedgerTransaction, whole: BatchRow, half: SealedZip): Promise<BatchRecord> {
  if (whole.split_reason === null) throw new Error(`ledger: batch ${whole.id} is not being split`);
  const { folder_id, credential_id, set_id, document_type, invoice_type, processing_pref } = whole;
  const { source_name, priority_flag, account_id, prioritized } = whole;
  const { id } = await trx
    .insertInto('batch')
    .values({
      ...{ folder_id, credential_id, set_id, document_type, invoice_type, processing_pref },
      ...{ source_name, priority_flag, account_id, prioritized },
      ...batchStateColumns({ state: 'sealed' }),
      document_count: half.entries.length,
      created_at: half.sealedAt,
      sealed_at: half.sealedAt,
      zip_name: half.zipName,
      zip_sha256: half.zipSha256,
      zip_size_bytes: half.zipSizeBytes,
      split_from: whole.id,
      split_from_reason: whole.split_reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [position, { documentId, entryName, sha256 }] of half.entries.entries()) {
    const { numUpdatedRows } = await trx
      .updateTable('document')
      .set({ batch_id: id, entry_position: position })
      .where('id', '=', documentId)
      .where('batch_id', '=', whole.id)
      .where('state', '=', 'sealed')
      // The halves hold what the whole zip held, under the same names.
      .where('entry_name', '=', entryName)
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new Error(`ledger: document ${documentId} is not in batch ${whole.id}`);
  }
  return toBatchRecord(await batchIn(trx, id, ['sealed']));
}

/** The only document of a batch is what the server refuses: it is set aside, still shown as part of its batch. */
export async function setAsideAlone(
  db: LedgerDatabase,
  id: BatchId,
  reason: SetAsideReason,
  detail: string,
  at: number,
): Promise<DocumentRecord> {
  return db.transaction().execute(async (trx) => {
    const batch = await batchIn(trx, id, ['splitting']);
    const rows = await trx
      .updateTable('document')
      .set({ state: 'set-aside', reason, detail, set_aside_at: at })
      .where('batch_id', '=', id)
      .where('state', '=', 'sealed')
      .returningAll()
      .execute();
    const [row] = rows;
    if (row === undefined || rows.length > 1) throw new Error(`ledger: batch ${id} has ${rows.length} documents`);
    await leaveForState(trx, batch, { state: 'cancelled' }, at);
    return toDocumentRecord(row);
  });
}

/**
 * The zips of held batches are lost: the batches are cancelled, their documents settle anew, all in one transaction. Answers
 * those that were held for it.
 */
export async function sealAgain(
  db: LedgerDatabase,
  ids: readonly BatchId[],
  decision: DecisionRecord,
): Promise<ReadonlySet<BatchId>> {
  return db.transaction().execute(async (trx) => {
    const done = new Set<BatchId>();
    const breathe = breather();
    for (const id of ids) {
      const batch = await findBatch(trx, id);
      if (batch?.held_reason !== 'spool-damaged') continue;
      await recordDecisions(trx, [{ ...decision, batch_id: id }]);
      await releaseDocuments(trx, id, decision.at);
      await leaveForState(trx, batch, { state: 'cancelled' }, decision.at);
      done.add(id);
      await breathe();
    }
    return done;
  });
}
