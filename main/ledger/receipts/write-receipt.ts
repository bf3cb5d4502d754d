// Writes the receipt of an accepted batch as the next link of the chain.
import type { AcceptedReceipt } from '../../engine/ports';
import type { BatchRow, LedgerTransaction } from '../schema';
import { findSet } from '../set-ledger';
import { receiptHash, startOfChain } from './receipt-format';
import { lastNumberGiven, receiptHead, receiptOf } from './read-receipts';

/**
 * To be called when the batch's documents are delivered: they are part of what is hashed. A reply without the set's number
 * gets the one that the batch was sent with.
 */
export async function writeReceipt(
  trx: LedgerTransaction,
  { id, set_id, zip_sha256, zip_size_bytes }: BatchRow,
  { serverBatchId, releaseVersion, setReferenceNumber, acceptedAt }: AcceptedReceipt,
  confirmedBy: 'server' | 'person',
): Promise<void> {
  if (zip_sha256 === null || zip_size_bytes === null) throw new Error(`ledger: batch ${id} was never sealed`);
  const set = set_id === null ? null : await findSet(trx, set_id);
  // Never the number of a receipt that was removed: the gap has to stay.
  const number = (await lastNumberGiven(trx)) + 1;
  const previous = await receiptHead(trx);
  await trx
    .insertInto('receipt')
    .values({
      number,
      batch_id: id,
      server_batch_id: serverBatchId,
      confirmed_by: confirmedBy,
      set_reference_number: setReferenceNumber ?? set?.reference_number ?? null,
      release_version: releaseVersion,
      zip_sha256,
      zip_size_bytes,
      accepted_at: acceptedAt,
      previous_hash: previous?.hash ?? startOfChain,
      hash: startOfChain,
    })
    .execute();
  // Read back, so that the hash is of what is stored and not of what was meant ([Note: What libsql can bind]).
  const { content } = await receiptOf(trx, number);
  await trx
    .updateTable('receipt')
    .set({ hash: receiptHash(content) })
    .where('number', '=', number)
    .execute();
}
