// A ledger's connection that tells what is asked of SQLite.
import type { LedgerConnection } from '../../main/ledger/connection';

/** `note` is called after each statement; `rows` are what it answered with, null for one that answers with none. */
export function notingConnection(
  connection: LedgerConnection,
  note: (sql: string, parameters: readonly unknown[], rows: readonly unknown[] | null) => void,
): LedgerConnection {
  return {
    get inTransaction() {
      return connection.inTransaction;
    },
    exec: (sql) => {
      connection.exec(sql);
    },
    close: () => {
      connection.close();
    },
    prepare: (sql) => {
      const statement = connection.prepare(sql);
      return {
        ...statement,
        all: (parameters) => {
          const rows = statement.all(parameters);
          note(sql, parameters, rows);
          return rows;
        },
        run: (parameters) => {
          const result = statement.run(parameters);
          note(sql, parameters, null);
          return result;
        },
      };
    },
  };
}
