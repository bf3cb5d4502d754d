// All receipts as one text, for a file of the user's: CSV with a row per document, or one JSON document.
import type { LedgerDatabase } from '../schema';
import { csvStart, toCell, toTime } from './csv';
import type { ReceiptDocument } from './receipt-format';
import { receiptHead, receiptsThrough, type Receipt, type ReceiptHead } from './read-receipts';

export type ExportFormat = 'csv' | 'json';

export interface ReceiptExport {
  /** The newest receipt in it; null when there is none. */
  readonly head: ReceiptHead | null;
  readonly receipts: number;
  /** In pieces; made while it is read, once. */
  readonly text: AsyncIterable<string>;
}

/** Every receipt that is there now, oldest first. */
export async function exportReceipts(db: LedgerDatabase, format: ExportFormat, now: number): Promise<ReceiptExport> {
  const head = await receiptHead(db);
  const { receipts } = await db
    .selectFrom('receipt')
    .select(({ fn }) => fn.countAll<number>().as('receipts'))
    .where('number', '<=', head?.number ?? 0)
    .executeTakeFirstOrThrow();
  const all = receiptsThrough(db, head?.number ?? 0);
  return { head, receipts, text: format === 'csv' ? toCsv(all) : toJson(all, head, now) };
}

/** A receipt without its `hash` is what is hashed. One line each, so that a large file can be read by line too. */
async function* toJson(
  receipts: AsyncIterable<Receipt>,
  head: ReceiptHead | null,
  now: number,
): AsyncGenerator<string> {
  const exportedAt = new Date(now).toISOString();
  const top = { format: 'batchdrop-receipts', version: 1, exportedAt, head };
  yield `${JSON.stringify(top).slice(0, -1)},"receipts":[`;
  let separator = '\n';
  for await (const { content, hash } of receipts) {
    yield `${separator}${JSON.stringify({ ...content, hash })}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

const columns: readonly (readonly [string, (receipt: Receipt, document: ReceiptDocument) => string | number | null])[] =
  [
    ['receipt', ({ content }) => content.number],
    ['accepted_at', ({ content }) => toTime(content.acceptedAt)],
    ['folder', ({ content }) => content.folderPath],
    ['path', (_, { path }) => path],
    ['size_bytes', (_, { sizeBytes }) => sizeBytes],
    ['sha256', (_, { sha256 }) => sha256],
    ['entry_name', (_, { entryName }) => entryName],
    ['server_batch_id', ({ content }) => content.serverBatchId],
    ['confirmed_by', ({ content }) => content.confirmedBy],
    ['set_name', ({ content }) => content.setName],
    ['set_reference_number', ({ content }) => content.setReferenceNumber],
    ['document_type', ({ content }) => content.documentType],
    ['credential', ({ content }) => content.credentialId],
    ['release_version', ({ content }) => content.releaseVersion],
    ['batch', ({ content }) => content.batch],
    ['sealed_at', ({ content }) => toTime(content.sealedAt)],
    ['zip_sha256', ({ content }) => content.zipSha256],
    ['zip_size_bytes', ({ content }) => content.zipSizeBytes],
    ['previous_hash', ({ content }) => content.previousHash],
    ['hash', ({ hash }) => hash],
  ];

/** RFC 4180, a row per document. */
async function* toCsv(receipts: AsyncIterable<Receipt>): AsyncGenerator<string> {
  yield `${csvStart}${columns.map(([name]) => name).join(',')}\r\n`;
  for await (const receipt of receipts) {
    const rows = receipt.content.documents.map((document) =>
      columns.map(([, valueOf]) => toCell(valueOf(receipt, document))).join(','),
    );
    if (rows.length > 0) yield `${rows.join('\r\n')}\r\n`;
  }
}
