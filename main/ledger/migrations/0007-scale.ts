// Migration 7: indexes for a ledger with a million documents and a queue of ten thousand batches. Never edited once released.
import { sql, type Migration } from 'kysely';

// What follows the last slash, and the place in its block; no path has two slashes side by side.
const names = `group_concat(substr(relative_path, length(rtrim(relative_path, replace(relative_path, '/', ''))) + 1)
  || '//' || (id % 32), '//')`;

const statements = [
  // The sums of each folder, of all time and of a period; documents.settling. One index where there were two: a document
  // moves from state to state, and each move is written to every index that knows it.
  `CREATE INDEX document_places ON document (state, folder_id, seen_at)`,
  `DROP INDEX document_by_state`,
  `DROP INDEX document_by_sight`,
  // What waits for a person in the order it came, without the many about which a person has decided
  `CREATE INDEX document_aside_open ON document (state, set_aside_at, id, folder_id)
     WHERE state = 'set-aside' AND reason <> 'withdrawn'`,
  `CREATE INDEX document_duplicate_open ON document (state, duplicate_at, id, folder_id)
     WHERE state = 'duplicate' AND asks = 1`,
  // Originals to take care of, apart from those where it failed
  `CREATE INDEX document_after_upload ON document (after_upload, batch_id) WHERE after_upload IN ('pending', 'failed')`,
  `DROP INDEX document_awaiting_after_upload`,
  // batches.due, batches.nextRetryAt: the queue of each credential and folder in the order it is sent in
  `CREATE INDEX batch_queue ON batch (credential_id, folder_id, state, coalesce(priority_flag, 0) DESC, retry_at, id)
     WHERE state IN ('sealed', 'waiting')`,
  `CREATE INDEX batch_put_first ON batch (prioritized) 
     WHERE prioritized IS NOT NULL AND state IN ('open', 'sealed', 'waiting', 'splitting')`,
  // The order of the list of sets
  `CREATE INDEX batch_delivered_to_set ON batch (set_id, accepted_at) WHERE accepted_at IS NOT NULL`,
  // batch_deliveries begins with the same column.
  `DROP INDEX batch_by_acceptance`,
  // The search by file name: the names of 32 documents in one text, which is looked through in a third of the time that 32
  // rows take. What is found is looked up in the documents, so one that is gone does no harm (docs/decisions/0020-search.md).
  `CREATE TABLE name_block (block INTEGER PRIMARY KEY, names TEXT NOT NULL) STRICT`,
  `INSERT INTO name_block SELECT id / 32, ${names} FROM document
     WHERE id / 32 < (SELECT max(id) / 32 FROM document) GROUP BY id / 32`,
  // Ids only rise: when the first document of a later block comes, the block before it is whole.
  `CREATE TRIGGER name_block_whole AFTER INSERT ON document
     WHEN new.id / 32 > (SELECT max(id) / 32 FROM document WHERE id < new.id)
   BEGIN
     INSERT OR REPLACE INTO name_block SELECT id / 32, ${names} FROM document
       WHERE id >= (SELECT max(id) / 32 * 32 FROM document WHERE id < new.id) AND id < new.id / 32 * 32
       GROUP BY id / 32;
   END`,
  `DROP INDEX document_names`,
] as const;

/** Builds and drops indexes, and makes a table of what is there; no row changes. A million documents take two seconds. */
export const scale: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
