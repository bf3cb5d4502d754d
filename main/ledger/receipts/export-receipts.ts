// All receipts as one text, for a file of the user's: CSV with a row per document, or one JSON document.
import type { LedgerDatabase } from '../schema';
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

/** RFC 4180. The byte order mark is what tells Excel that it is UTF-8; every other reader skips it. */
async function* toCsv(receipts: AsyncIterable<Receipt>): AsyncGenerator<string> {
  yield `\uFEFF${columns.map(([name]) => name).join(',')}\r\n`;
  for await (const receipt of receipts) {
    const rows = receipt.content.documents.map((document) =>
      columns.map(([, valueOf]) => toCell(valueOf(receipt, document))).join(','),
    );
    if (rows.length > 0) yield `${rows.join('\r\n')}\r\n`;
  }
}

/**
 * A spreadsheet takes a cell that begins with one of these characters for a formula, and a file name may be anything:
 * it gets an apostrophe in front (OWASP, "CSV Injection").
 */
function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** ISO 8601 in UTC; an altered time that is none is shown as it stands. */
function toTime(ms: number): string | number {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? ms : time.toISOString();
}
