// Migration 5: what the window's pages ask for: what happened, sums by period, search. Never edited once released.
import { sql, type Migration } from 'kysely';

const statements = [
  // Told, not kept account of: rows go away by age and number, so nothing refers to them and they refer to nothing.
  `CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    folder_id TEXT,
    credential_id TEXT,
    batch_id INTEGER,
    document_id INTEGER,
    name TEXT,
    reason TEXT,
    amount INTEGER
  ) STRICT`,
  `CREATE INDEX activity_by_kind ON activity (kind, id)`,
  `CREATE INDEX activity_by_folder ON activity (folder_id, id) WHERE folder_id IS NOT NULL`,
  `CREATE INDEX activity_by_credential ON activity (credential_id, id) WHERE credential_id IS NOT NULL`,
  // What is too old for the list
  `CREATE INDEX activity_by_time ON activity (at)`,
  // The counts of a period
  `CREATE INDEX document_by_sight ON document (seen_at, folder_id, state)`,
  // The search by file name reads this from its end, the newest document first, without the rows themselves
  `CREATE INDEX document_names ON document (id, relative_path)`,
  // What was set aside, or a duplicate, on each day; what waits for a person in the order it came
  `CREATE INDEX document_set_aside ON document (set_aside_at, id, reason, folder_id) WHERE state = 'set-aside'`,
  `CREATE INDEX document_duplicate ON document (duplicate_at, id, asks, folder_id) WHERE state = 'duplicate'`,
  // What was delivered on each day
  `CREATE INDEX batch_deliveries ON batch (accepted_at, document_count) WHERE accepted_at IS NOT NULL`,
  // The figures of each set
  `CREATE INDEX batch_figures ON batch (set_id, state, document_count, accepted_at)`,
  // The search by the server's batch id, by zip, by set
  `CREATE INDEX batch_by_server_id ON batch (server_batch_id) WHERE server_batch_id IS NOT NULL`,
  `CREATE INDEX batch_by_zip ON batch (zip_sha256) WHERE zip_sha256 IS NOT NULL`,
  `CREATE INDEX set_by_state ON document_set (state, id)`,
] as const;

/** Adds a table and indexes; nothing that is there changes. */
export const views: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
