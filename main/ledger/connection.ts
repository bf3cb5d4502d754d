// Opens the one libsql connection of the ledger, with its settings, and guards what is bound to a statement.
import Libsql from 'libsql';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

export interface LedgerConnection extends SqliteDatabase {
  readonly inTransaction: boolean;
  /** Runs statements that answer with no rows. */
  exec(sql: string): void;
}

/**
 * Connects to the file without changing it. Nothing else in the program holds a second connection: with one, the
 * transactions of concurrent callers queue up in front of it.
 */
export function connect(file: string): LedgerConnection {
  const database = openDatabase(file);
  const statements = new Map<string, SqliteStatement>();
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    prepare: (sql) => {
      const known = statements.get(sql);
      const statement = known ?? guarded(database.prepare(sql));
      // The one used last goes to the end: the first is the one that was not used for longest.
      if (known !== undefined) statements.delete(sql);
      statements.set(sql, statement);
      const oldest = statements.size > keptStatements ? statements.keys().next().value : undefined;
      if (oldest !== undefined) statements.delete(oldest);
      return statement;
    },
    exec: (sql) => {
      database.exec(sql);
    },
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

// The program asks a few hundred different questions, and some of them ten thousand times: preparing one takes as long as
// running it.
const keptStatements = 300;

/** libsql gives no result code when the file cannot be opened at all (SQLITE_CANTOPEN): a folder, or no right to it. */
function openDatabase(file: string): Libsql.Database {
  try {
    return new Libsql(file, { timeout: busyTimeoutMs });
  } catch (cause) {
    throw Object.assign(new Error('the ledger file cannot be opened', { cause }), { rawCode: 14 });
  }
}

// The command line's `status` may open the ledger that the program works on; each waits this long for the other.
const busyTimeoutMs = 5_000;

/** The settings every ledger connection works with. FULL: a commit is on the disk when it returns, also in WAL. */
export function applySettings(connection: LedgerConnection): void {
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL');
  connection.exec('PRAGMA foreign_keys = ON');
  connection.exec('PRAGMA trusted_schema = OFF');
}

function guarded(statement: Libsql.Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(bindable(parameters)),
    iterate: (parameters) => statement.iterate(bindable(parameters)),
    run: (parameters) => statement.run(bindable(parameters)),
  };
}

/** [Note: What libsql can bind] A boolean ends the whole process (a panic in native code); text is cut at a NUL. */
function bindable(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => {
    if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD');
    if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
    throw new TypeError(`a statement cannot take a parameter of type ${typeof value}`);
  });
}
