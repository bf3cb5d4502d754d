// Migration 1: the tables of the ledger. Times are milliseconds since 1970. Never edited once released.
import { sql, type Kysely } from 'kysely';
import { tables } from './0001-initial-tables';
import { indexes } from './0001-initial-indexes';

/** Makes every table and index of the first release. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexes]) await sql.raw(statement).execute(db);
}
