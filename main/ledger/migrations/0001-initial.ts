// Migration 1: the tables of the ledger. Times are milliseconds since 1970. Never edited once released.
import { sql, type Migration } from 'kysely';
import { tables } from './0001-initial-tables';
import { indexes } from './0001-initial-indexes';

/** Makes every table and index of the first release. */
export const initial: Migration = {
  up: async (db) => {
    for (const statement of [...tables, ...indexes]) await sql.raw(statement).execute(db);
  },
};
