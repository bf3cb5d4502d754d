// Migration 2: batches are split, content is delivered once, decisions are kept. Never edited once released.
import { sql, type Kysely, type Migration } from 'kysely';
import { additions, newBatch, newDocument, rebuiltIndexes } from './0002-guarantees-tables';

const batchColumns = `id, folder_id, credential_id, set_id, document_type, invoice_type, processing_pref, source_name,
  priority_flag, account_id, document_count, created_at, sealed_at, zip_name, zip_sha256, zip_size_bytes, attempts,
  retry_at, wait_cause, server_words, server_batch_id, accepted_at`;

const documentColumns = `id, folder_id, relative_path, size_bytes, mtime_ms, seen_at, kind, ready_at, batch_id,
  entry_position, entry_name, sha256, reason, detail, set_aside_at, after_upload, after_upload_detail`;

/**
 * A CHECK can only be changed by building its table anew. What version 1 held as too large or after the third server
 * error is split from here on. Version 1 never wrote a duplicate; one that is there all the same settles again.
 */
export const guarantees: Migration = {
  up: async (db) => {
    const run = async (statement: string): Promise<void> => {
      await sql.raw(statement).execute(db);
    };
    await run(newBatch);
    await run(`INSERT INTO new_batch (${batchColumns}, state, held_reason, split_reason)
      SELECT ${batchColumns},
        CASE WHEN held_reason IN ('too-large', 'server-error') THEN 'splitting' ELSE state END,
        CASE WHEN held_reason IN ('too-large', 'server-error') THEN NULL ELSE held_reason END,
        CASE WHEN held_reason IN ('too-large', 'server-error') THEN held_reason END
      FROM batch`);
    await run(newDocument);
    await run(`INSERT INTO new_document (${documentColumns}, state)
      SELECT ${documentColumns}, state FROM document WHERE state <> 'duplicate'`);
    await run(`INSERT INTO new_document (id, folder_id, relative_path, size_bytes, mtime_ms, seen_at, state)
      SELECT id, folder_id, relative_path, size_bytes, mtime_ms, seen_at, 'settling' FROM document
      WHERE state = 'duplicate'`);
    for (const table of ['batch', 'document']) await replace(db, table);
    for (const statement of [...rebuiltIndexes, ...additions]) await run(statement);
  },
};

/** Gives the new table the old one's name, and keeps its ids from being used a second time. */
async function replace(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(
      `UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = '${table}')
       WHERE name = 'new_${table}' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '${table}')`,
    )
    .execute(db);
  await sql.raw(`DROP TABLE ${table}`).execute(db);
  await sql.raw(`ALTER TABLE new_${table} RENAME TO ${table}`).execute(db);
}
