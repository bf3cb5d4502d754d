// Saving receipts: the proofs that batches were accepted.
import type { Calls } from '../../../preload/contract';
import { t } from '../i18n/translate';

export type ReceiptFormat = Calls['receipts.export']['request']['format'];

/** The file formats to choose from. */
export const receiptFormats: readonly ReceiptFormat[] = ['csv', 'json'];

/** What a format is called, and what it is good for. */
export function receiptFormatWords(format: ReceiptFormat): { readonly name: string; readonly help: string } {
  return t(`sets.receipts.formats.${format}`, { returnObjects: true });
}

/** What was saved; the place stands below it. */
export function savedReceipts(receipts: number): string {
  return receipts === 0 ? t('sets.receipts.none') : t('sets.receipts.saved', { count: receipts });
}
