// Brings a ledger to this program's schema, or notices that a newer program made it.
import { Migrator, type Kysely, type Migration } from 'kysely';
import type { LedgerConnection } from '../connection';
import { migrations } from './migrations';

/** The migrations in the file that this program does not know; the file is only read. */
export function unknownMigrations(
  connection: LedgerConnection,
  known: Readonly<Record<string, Migration>> = migrations,
): string[] {
  return migrationsOf(connection).filter((name) => !(name in known));
}

/** The migrations of this program that the file does not have yet; the file is only read. */
export function missingMigrations(connection: LedgerConnection): string[] {
  const done = new Set(migrationsOf(connection));
  return Object.keys(migrations).filter((name) => !done.has(name));
}

function migrationsOf(connection: LedgerConnection): string[] {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'kysely_migration'").all([]);
  if (tables.length === 0) return [];
  const rows = connection.prepare('SELECT name FROM kysely_migration ORDER BY name').all([]) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Runs the missing migrations in one transaction and returns their names. Throws what a failing migration threw. */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  list: Readonly<Record<string, Migration>> = migrations,
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(list) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the ledger could not be migrated', { cause: error });
  return (results ?? []).map(({ migrationName }) => migrationName);
}
