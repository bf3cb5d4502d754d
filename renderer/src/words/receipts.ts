// Saving receipts: the proofs that batches were accepted.
import type { Calls } from '../../../preload/contract';
import { counted } from './numbers';

interface ReceiptFormat {
  readonly format: Calls['receipts.export']['request']['format'];
  readonly name: string;
  readonly help: string;
}

export const receiptFormats: readonly ReceiptFormat[] = [
  { format: 'csv', name: 'As CSV', help: 'One line per document, for a spreadsheet.' },
  { format: 'json', name: 'As JSON', help: 'With everything in it, for other programs.' },
];

/** What was saved; the place stands below it. */
export function savedReceipts(receipts: number, locale?: string): string {
  if (receipts === 0) return 'There are no receipts yet. An empty file was saved.';
  const verb = receipts === 1 ? 'was' : 'were';
  return `${counted(receipts, 'receipt', undefined, locale)} ${verb} saved.`;
}
