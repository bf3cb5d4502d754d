// How Kysely talks to the ledger's connection: transactions that take the write lock at once, migrations that roll back.
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
} from 'kysely';
import type { LedgerConnection } from './connection';

/** The dialect over one open connection; Kysely's driver lets one caller at a time have it. */
export function ledgerDialect(connection: LedgerConnection): Dialect {
  return {
    createAdapter: () => new LedgerAdapter(),
    createDriver: () => new LedgerDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite rolls schema changes back like any other; a killed migration must not leave half a schema. */
class LedgerAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LedgerDriver extends SqliteDriver {
  readonly #connection: LedgerConnection;

  constructor(connection: LedgerConnection) {
    super({ database: connection });
    this.#connection = connection;
  }

  /** A transaction that reads first and writes later could not wait for another program's write; this one can. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk rolls back by itself; a second rollback would fail and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}
