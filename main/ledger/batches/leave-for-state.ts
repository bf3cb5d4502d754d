// What a batch's new state means for its documents, its set and its receipt: the one place where they move together.
import { sql } from 'kysely';
import type { BatchId, BatchState, SetState } from '../../engine/model';
import { batchStateColumns } from '../rows/batch-row';
import { judgedAnewColumns, withoutBatch } from '../rows/document-row';
import type { BatchRow, LedgerTransaction } from '../schema';
import { findSet, writeSetStatus } from '../set-ledger';

/** Writes the batch's next state with all that follows from it. An acceptance is a person's word here: see `accept`. */
export async function leaveForState(
  trx: LedgerTransaction,
  batch: BatchRow,
  next: BatchState,
  at: number,
): Promise<void> {
  await trx.updateTable('batch').set(batchStateColumns(next)).where('id', '=', batch.id).execute();
  await settleSet(trx, batch, next);
  if (next.state === 'cancelled') await withdrawDocuments(trx, batch.id, at);
  else if (next.state === 'accepted') await deliverDocuments(trx, batch.id);
}

/** The batch's documents are delivered; their originals await the folder's after-upload action. */
async function deliverDocuments(trx: LedgerTransaction, id: BatchId): Promise<void> {
  await trx
    .updateTable('document')
    .set({ state: 'delivered', after_upload: 'pending' })
    .where('batch_id', '=', id)
    .where('state', '=', 'sealed')
    .execute();
}

/** They stay part of the batch, so that the window still shows what was in it. */
async function withdrawDocuments(trx: LedgerTransaction, id: BatchId, at: number): Promise<void> {
  await trx
    .updateTable('document')
    .set({ state: 'set-aside', reason: 'withdrawn', detail: '', set_aside_at: at })
    .where('batch_id', '=', id)
    .where('state', '=', 'sealed')
    .execute();
  await askAboutCopies(trx, id);
}

/** Nobody may deliver the content of such a document any more, so what was left out for its sake is a question. */
async function askAboutCopies(trx: LedgerTransaction, id: BatchId): Promise<void> {
  await trx
    .updateTable('document')
    .set({ asks: 1 })
    .where('state', '=', 'duplicate')
    .where('duplicate_of', 'in', (ids) => ids.selectFrom('document').select('id').where('batch_id', '=', id))
    .execute();
}

/** The batch's documents settle anew. Of a file that changed since, only the newest version is there. */
export async function releaseDocuments(trx: LedgerTransaction, id: BatchId, at: number): Promise<void> {
  const replaced = sql<boolean>`exists (select 1 from document as later where later.folder_id = document.folder_id
    and later.relative_path = document.relative_path and later.id > document.id)`;
  const sealed = trx.updateTable('document').where('batch_id', '=', id).where('state', '=', 'sealed');
  // Whether they are sealed again is open: their files may be gone, or withdrawn.
  await askAboutCopies(trx, id);
  await sealed
    .set({ state: 'set-aside', reason: 'vanished', detail: '', set_aside_at: at, ...withoutBatch })
    .where(replaced)
    .execute();
  await sealed.set(judgedAnewColumns).execute();
}

/** A set that this batch was creating must not stay in creation when the batch goes elsewhere. */
async function settleSet(trx: LedgerTransaction, batch: BatchRow, next: BatchState): Promise<void> {
  const set = batch.set_id === null ? null : await findSet(trx, batch.set_id);
  if (set?.creating_batch_id !== batch.id) return;
  const status = setWithoutItsCreator(next);
  if (status !== null) await writeSetStatus(trx, set.id, status, batch.id);
}

function setWithoutItsCreator(next: BatchState): SetState | null {
  switch (next.state) {
    case 'sending':
      return null;
    case 'in-doubt':
      return { state: 'needs-attention', reason: 'create-in-doubt' };
    case 'accepted':
      return { state: 'needs-attention', reason: 'no-number' };
    case 'open':
    case 'sealed':
    case 'waiting':
    case 'held':
    case 'splitting':
    case 'split':
    case 'cancelled':
      return { state: 'planned' };
  }
}
