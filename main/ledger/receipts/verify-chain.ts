// Recomputes the chain of receipts: what was altered, what is missing, and whether a head noted earlier is still in it.
import type { LedgerDatabase } from '../schema';
import { receiptHash, startOfChain } from './receipt-format';
import { lastNumberGiven, receiptHead, receiptsThrough, type Receipt, type ReceiptHead } from './read-receipts';

export type ChainProblem =
  /** The receipt, its batch or one of its documents is not what was hashed. */
  | { readonly kind: 'altered'; readonly number: number; readonly batch: number; readonly serverBatchId: string }
  /** It does not follow the receipt before it. */
  | { readonly kind: 'broken-link'; readonly number: number; readonly batch: number; readonly serverBatchId: string }
  | { readonly kind: 'missing'; readonly from: number; readonly to: number }
  /** The newest receipts are gone: numbers up to `to` were given. */
  | { readonly kind: 'cut-off'; readonly from: number; readonly to: number }
  /** No receipt has the hash that was noted earlier. */
  | { readonly kind: 'head-unknown'; readonly head: string };

export interface ChainReport {
  readonly receipts: number;
  readonly documents: number;
  /** The newest receipt, to be noted for a later check; null when there is none. */
  readonly head: ReceiptHead | null;
  readonly problems: readonly ChainProblem[];
}

/** Checks every receipt that is there now. `head` is a hash noted earlier, such as that of an export; null for none. */
export async function verifyChain(db: LedgerDatabase, head: string | null): Promise<ChainReport> {
  const newest = await receiptHead(db);
  const given = await lastNumberGiven(db);
  const problems: ChainProblem[] = [];
  let before = { number: 0, hash: startOfChain };
  let receipts = 0;
  let documents = 0;
  let isHeadKnown = head === null;
  for await (const receipt of receiptsThrough(db, newest?.number ?? 0)) {
    problems.push(...problemsOf(receipt, before));
    before = { number: receipt.content.number, hash: receipt.hash };
    receipts += 1;
    documents += receipt.content.documents.length;
    if (receipt.hash === head) isHeadKnown = true;
  }
  if (before.number < given) problems.push({ kind: 'cut-off', from: before.number + 1, to: given });
  if (!isHeadKnown && head !== null) problems.push({ kind: 'head-unknown', head });
  return { receipts, documents, head: newest, problems };
}

function problemsOf({ content, hash }: Receipt, before: ReceiptHead): ChainProblem[] {
  const { number, batch, serverBatchId, previousHash } = content;
  const problems: ChainProblem[] = [];
  const isNext = number === before.number + 1;
  if (!isNext) problems.push({ kind: 'missing', from: before.number + 1, to: number - 1 });
  else if (previousHash !== before.hash) problems.push({ kind: 'broken-link', number, batch, serverBatchId });
  if (receiptHash(content) !== hash) problems.push({ kind: 'altered', number, batch, serverBatchId });
  return problems;
}
