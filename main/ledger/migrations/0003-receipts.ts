// Migration 3: receipts are numbered and chained by hash, in order of acceptance. Never edited once released.
import { sql, type Kysely, type Migration } from 'kysely';
import { receiptHash, startOfChain, type ReceiptContent, type ReceiptDocument } from '../receipts/receipt-format';

const newReceipt = `CREATE TABLE new_receipt (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL UNIQUE REFERENCES batch (id),
  server_batch_id TEXT NOT NULL CHECK (server_batch_id <> ''),
  confirmed_by TEXT NOT NULL CHECK (confirmed_by IN ('server', 'person')),
  set_reference_number TEXT CHECK (set_reference_number <> ''),
  release_version TEXT,
  zip_sha256 TEXT NOT NULL CHECK (length(zip_sha256) = 64),
  zip_size_bytes INTEGER NOT NULL CHECK (zip_size_bytes > 0),
  accepted_at INTEGER NOT NULL,
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT`;

type OldReceipt = Omit<ReceiptContent, 'format' | 'number' | 'previousHash' | 'documents'>;

/** Builds the table anew: AUTOINCREMENT, which shows a chain whose end was cut off, cannot be added to an old one. */
export const receipts: Migration = {
  up: async (db) => {
    await sql.raw(newReceipt).execute(db);
    let previousHash = startOfChain;
    let number = 0;
    for (const old of await oldReceipts(db)) {
      number += 1;
      const documents = await documentsOf(db, old.batch);
      const hash = receiptHash({ ...old, format: 1, number, previousHash, documents });
      await sql`INSERT INTO new_receipt SELECT ${number}, receipt.batch_id, receipt.server_batch_id, confirmed_by,
        set_reference_number, release_version, receipt.zip_sha256, batch.zip_size_bytes, receipt.accepted_at,
        ${previousHash}, ${hash}
        FROM receipt JOIN batch ON batch.id = receipt.batch_id WHERE receipt.batch_id = ${old.batch}`.execute(db);
      previousHash = hash;
    }
    await sql.raw('DROP TABLE receipt').execute(db);
    await sql.raw('ALTER TABLE new_receipt RENAME TO receipt').execute(db);
  },
};

async function oldReceipts(db: Kysely<unknown>): Promise<OldReceipt[]> {
  const { rows } = await sql<OldReceipt>`SELECT receipt.batch_id AS batch, receipt.server_batch_id AS serverBatchId,
      confirmed_by AS confirmedBy, batch.credential_id AS credentialId, document_set.name AS setName,
      set_reference_number AS setReferenceNumber, release_version AS releaseVersion,
      document_type AS documentType, folder.path AS folderPath, receipt.zip_sha256 AS zipSha256,
      batch.zip_size_bytes AS zipSizeBytes, sealed_at AS sealedAt, receipt.accepted_at AS acceptedAt
    FROM receipt JOIN batch ON batch.id = receipt.batch_id JOIN folder ON folder.id = batch.folder_id
      LEFT JOIN document_set ON document_set.id = batch.set_id
    ORDER BY receipt.accepted_at, receipt.batch_id`.execute(db);
  return rows;
}

async function documentsOf(db: Kysely<unknown>, batch: number): Promise<ReceiptDocument[]> {
  const { rows } = await sql<ReceiptDocument>`SELECT relative_path AS path, entry_name AS entryName,
      size_bytes AS sizeBytes, sha256
    FROM document WHERE batch_id = ${batch} AND state = 'delivered' ORDER BY entry_position`.execute(db);
  return rows;
}
