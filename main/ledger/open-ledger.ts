// Opens the ledger: checks the file, sets a damaged one aside, refuses a newer one, brings an older one up to date.
import { open } from 'node:fs/promises';
import { Kysely } from 'kysely';
import type { Ledger } from '../engine/ports';
import { activityLog, type ActivityLog } from './activity/activity-log';
import { applySettings, connect, type LedgerConnection } from './connection';
import { ledgerDialect } from './dialect';
import { fileHealth } from './file-health';
import { noteDamagedLedgers } from './history-loss';
import { ledgerOver } from './ledger';
import { migrate, unknownMigrations } from './migrations/migrate';
import { migrations } from './migrations/migrations';
import type { Schema } from './schema';
import { setFileAside } from './set-file-aside';
import { sqliteFailure, type SqliteFailure } from './sqlite-failure';
import { viewsOver } from './views/ledger-views';
import type { LedgerViews } from './views/views';

export type OpenedLedger =
  | {
      readonly kind: 'opened';
      readonly ledger: Ledger;
      readonly views: LedgerViews;
      readonly activity: ActivityLog;
      /** Where the damaged ledger that was found went; this one is new. null when nothing was wrong. */
      readonly setAside: string | null;
      /** Whether another program wrote to the ledger since this was asked last. */
      changedElsewhere(): boolean;
      /** Waits for what is running, then closes the file. May be called twice. */
      close(): Promise<void>;
    }
  /** Made by a newer version of the program; the file was not touched. */
  | { readonly kind: 'newer'; readonly unknownMigrations: readonly string[] }
  /** `detail` is the code of the system or of SQLite, such as EACCES or SQLITE_FULL. */
  | { readonly kind: 'unwritable'; readonly detail: string };

/** Opens or makes the ledger file; its folder has to exist. Only its owner can read it. Throws on a bug alone. */
export async function openLedger(file: string, options: { now: () => number }): Promise<OpenedLedger> {
  try {
    const setAside = (await fileHealth(file)) === 'damaged' ? await setFileAside(file, options.now()) : null;
    await makeMissing(file);
    const connection = connect(file);
    const unknown = unknownMigrations(connection);
    if (unknown.length > 0) {
      connection.close();
      return { kind: 'newer', unknownMigrations: unknown };
    }
    return { ...(await openKnown(connection, file, options.now)), setAside };
  } catch (error) {
    const detail = failureCode(error);
    if (detail === null) throw error;
    return { kind: 'unwritable', detail };
  }
}

async function openKnown(connection: LedgerConnection, file: string, now: () => number) {
  applySettings(connection);
  const db = new Kysely<Schema>({ dialect: ledgerDialect(connection) });
  await migrateWithoutReferences(db, connection);
  await noteDamagedLedgers(db, file, now());
  // A write at every start: a read-only file or a full disk shows now, not at the first document.
  connection.exec(`PRAGMA user_version = ${Object.keys(migrations).length}`);
  return openedOver(db, connection, now);
}

/** The ledger over an open file that has the current schema. */
export function openedOver(db: Kysely<Schema>, connection: LedgerConnection, now: () => number) {
  // Past Kysely, whose questions wait for whatever transaction is running.
  const dataVersion = (): string => JSON.stringify(connection.prepare('PRAGMA data_version').all([]));
  let version = dataVersion();
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await db.connection().execute(() => {
      emptyLog(connection);
      return Promise.resolve();
    });
    await db.destroy();
  };
  return {
    kind: 'opened' as const,
    ledger: ledgerOver(db),
    views: viewsOver(db, now),
    activity: activityLog(db),
    changedElsewhere: () => {
      const before = version;
      if (closed === null) version = dataVersion();
      return version !== before;
    },
    close: () => (closed ??= close()),
  };
}

/**
 * A table is built anew under another name and takes the old one's place; while the old one is away, references to it
 * lead nowhere. So they are not enforced meanwhile, and checked afterwards (SQLite, "ALTER TABLE", 12 steps).
 */
async function migrateWithoutReferences(db: Kysely<Schema>, connection: LedgerConnection): Promise<void> {
  connection.exec('PRAGMA foreign_keys = OFF');
  const done = await migrate(db);
  const broken = done.length === 0 ? [] : connection.prepare('PRAGMA foreign_key_check').all([]);
  if (broken.length > 0) throw new Error(`the migrated ledger has ${broken.length} references to nothing`);
  connection.exec('PRAGMA foreign_keys = ON');
}

/**
 * Makes an empty file for its owner alone; SQLite would let everybody read it, and gives its log and index the same
 * mode. An existing file is not opened: [Note: The ledger's locks].
 */
async function makeMissing(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * libsql closes the file when its last statement is garbage-collected, which no program waits for; so the log goes into
 * the file here. On a full disk it stays where it is, complete, for the next start.
 */
function emptyLog(connection: LedgerConnection): void {
  try {
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (failureCode(error) === null) throw error;
  }
}

/** The code of the system or of SQLite; null for a bug. A failing migration hides its reason one level down. */
export function failureCode(error: unknown): string | null {
  const failure = sqliteFailure(error);
  if (failure !== null) return unwritable.has(failure) ? failure : null;
  if (!(error instanceof Error)) return null;
  if ('syscall' in error && 'code' in error) return String(error.code);
  return failureCode(error.cause);
}

const unwritable: ReadonlySet<SqliteFailure> = new Set([
  'SQLITE_PERM',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_READONLY',
  'SQLITE_IOERR',
  'SQLITE_FULL',
  'SQLITE_CANTOPEN',
  'SQLITE_AUTH',
]);
