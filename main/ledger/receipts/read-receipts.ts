// Receipts with everything their hash covers: what the receipt's row says, and the rows of what it delivered.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LedgerDatabase, LedgerTransaction } from '../schema';
import type { ReceiptContent, ReceiptDocument } from './receipt-format';

export interface Receipt {
  readonly content: ReceiptContent;
  /** The hash that stands in the ledger, whether or not it fits the content. */
  readonly hash: string;
}

/** The newest receipt; a chain is named by its hash. */
export interface ReceiptHead {
  readonly number: number;
  readonly hash: string;
}

/** The newest receipt; null when there is none. */
export async function receiptHead(db: LedgerDatabase): Promise<ReceiptHead | null> {
  const row = await db.selectFrom('receipt').select(['number', 'hash']).orderBy('number', 'desc').executeTakeFirst();
  return row ?? null;
}

/** The number that was given last, which lives on when its receipt is removed; 0 when none was given yet. */
export async function lastNumberGiven(db: LedgerDatabase): Promise<number> {
  const { rows } = await sql<{ given: number | null }>`SELECT max(given) AS given FROM (
    SELECT seq AS given FROM sqlite_sequence WHERE name = 'receipt' UNION ALL SELECT max(number) FROM receipt)`.execute(
    db,
  );
  return rows[0]?.given ?? 0;
}

const receiptsAtOnce = 200;
const documentsPerTurn = 500;

/** Every receipt up to this number, oldest first. Lets others have their turn every few hundred receipts or documents. */
export async function* receiptsThrough(db: LedgerDatabase, last: number): AsyncGenerator<Receipt> {
  let after = 0;
  let work = 0;
  for (;;) {
    const rows = await receiptRows(db)
      .where('receipt.number', '>', after)
      .where('receipt.number', '<=', last)
      .orderBy('receipt.number')
      .limit(receiptsAtOnce)
      .execute();
    for (const row of rows) {
      const receipt = await withDocuments(db, row);
      yield receipt;
      after = row.number;
      work += 1 + receipt.content.documents.length;
      if (work < documentsPerTurn) continue;
      work = 0;
      await nextTurn();
    }
    if (rows.length < receiptsAtOnce) return;
  }
}

/** One receipt, as it stands in the ledger now. */
export async function receiptOf(db: LedgerTransaction, number: number): Promise<Receipt> {
  return withDocuments(db, await receiptRows(db).where('receipt.number', '=', number).executeTakeFirstOrThrow());
}

function receiptRows(db: LedgerDatabase) {
  return db
    .selectFrom('receipt')
    .innerJoin('batch', 'batch.id', 'receipt.batch_id')
    .innerJoin('folder', 'folder.id', 'batch.folder_id')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .select([
      'receipt.number',
      'receipt.batch_id',
      'receipt.server_batch_id',
      'receipt.confirmed_by',
      'receipt.set_reference_number',
      'receipt.release_version',
      'receipt.zip_sha256',
      'receipt.zip_size_bytes',
      'receipt.accepted_at',
      'receipt.previous_hash',
      'receipt.hash',
      'batch.credential_id',
      'batch.document_type',
      'batch.sealed_at',
      'folder.path as folder_path',
      'document_set.name as set_name',
    ]);
}

type ReceiptRow = Awaited<ReturnType<ReturnType<typeof receiptRows>['executeTakeFirstOrThrow']>>;

async function withDocuments(db: LedgerDatabase, row: ReceiptRow): Promise<Receipt> {
  const content: ReceiptContent = {
    format: 1,
    number: row.number,
    previousHash: row.previous_hash,
    batch: row.batch_id,
    serverBatchId: row.server_batch_id,
    confirmedBy: row.confirmed_by,
    credentialId: row.credential_id,
    setName: row.set_name,
    setReferenceNumber: row.set_reference_number,
    releaseVersion: row.release_version,
    documentType: row.document_type,
    folderPath: row.folder_path,
    zipSha256: row.zip_sha256,
    zipSizeBytes: row.zip_size_bytes,
    // A batch without a time of sealing was altered: no delivered one is without it. Its hash will not fit.
    sealedAt: row.sealed_at ?? 0,
    acceptedAt: row.accepted_at,
    documents: await documentsIn(db, row),
  };
  return { content, hash: row.hash };
}

async function documentsIn(db: LedgerDatabase, { batch_id }: ReceiptRow): Promise<ReceiptDocument[]> {
  const rows = await db
    .selectFrom('document')
    .select(['relative_path', 'entry_name', 'size_bytes', 'sha256'])
    .where('batch_id', '=', batch_id)
    .where('state', '=', 'delivered')
    .orderBy('entry_position')
    .execute();
  return rows.map(({ relative_path, entry_name, size_bytes, sha256 }) => ({
    path: relative_path,
    // The table takes no delivered document without them.
    entryName: entry_name ?? '',
    sizeBytes: size_bytes,
    sha256: sha256 ?? '',
  }));
}
