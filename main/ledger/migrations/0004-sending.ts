// Migration 4: sending can be paused, and a person can put a batch first. Never edited once released.
import { sql, type Migration } from 'kysely';

const statements = [
  `CREATE TABLE sending_pause (
    scope TEXT NOT NULL CHECK (scope IN ('all', 'credential', 'folder')),
    target TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER CHECK (until > since),
    PRIMARY KEY (scope, target),
    CHECK ((scope = 'all') = (target = ''))
  ) STRICT, WITHOUT ROWID`,
  `ALTER TABLE batch ADD COLUMN prioritized INTEGER CHECK (prioritized > 0)`,
  // The highest number so far; the highest of a set that is still to be created
  `CREATE INDEX batch_prioritized ON batch (set_id, prioritized) WHERE prioritized IS NOT NULL`,
] as const;

/** Adds a table and a column; nothing that is there changes. */
export const sending: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
