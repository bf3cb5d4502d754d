// Looks at a ledger file before anything is written to it: is it there, is it a database, is it whole?
import { stat } from 'node:fs/promises';
import { connect, type LedgerConnection } from './connection';
import { sqliteFailure } from './sqlite-failure';

export type FileHealth = 'fresh' | 'whole' | 'damaged';

// The smallest page of a database. SQLite takes anything shorter for an empty file and writes over it.
const smallestDatabaseBytes = 512;

/**
 * Checks the whole file. An empty one next to a write-ahead log lost its contents: opened, SQLite would throw the log
 * away as well.
 *
 * [Note: The ledger's locks] The file is never opened through `fs`, here or anywhere in a process that uses it: on POSIX
 * systems, closing any descriptor of a file drops all locks that the process has on it. Another program would then take
 * itself for the only user of the ledger and remove the log under this one; commits would be lost.
 */
export async function fileHealth(file: string): Promise<FileHealth> {
  const sizeBytes = await sizeOf(file);
  if (sizeBytes === 0) return (await sizeOf(`${file}-wal`)) > 0 ? 'damaged' : 'fresh';
  if (sizeBytes < smallestDatabaseBytes) return 'damaged';
  return isWhole(file) ? 'whole' : 'damaged';
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
      throw error;
    },
  );
}

/**
 * Runs SQLite's quick_check. Its answer goes into a temporary table that takes "ok" only, because libsql keeps a file
 * open as long as a prepared statement lives, and Windows renames no open file; `exec` prepares none that outlives it.
 *
 * Everything waits for this at each start. The rules about values (CHECK) are left out: they are six sevenths of its time,
 * and a damaged disk does not write other words that happen to be readable.
 */
function isWhole(file: string): boolean {
  const connection = connect(file);
  try {
    readAhead(connection);
    connection.exec(`PRAGMA ignore_check_constraints = ON;
      CREATE TEMP TABLE answer (line TEXT NOT NULL) STRICT;
      INSERT INTO temp.answer SELECT iif(quick_check = 'ok', 'ok', NULL) FROM pragma_quick_check`);
    return true;
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === 'SQLITE_CORRUPT' || failure === 'SQLITE_NOTADB' || failure === 'SQLITE_CONSTRAINT') return false;
    throw error;
  } finally {
    connection.close();
  }
}

/**
 * The check goes from page to page as the tables lie, which a disk that has to be asked for each of them answers slowly:
 * 1.1 seconds for 127 MB, where reading them in their order first takes a quarter of that in all.
 */
function readAhead(connection: LedgerConnection): void {
  try {
    connection.exec(`CREATE TEMP TABLE pages (bytes INTEGER) STRICT;
      INSERT INTO temp.pages SELECT sum(length(data)) FROM sqlite_dbpage`);
  } catch {
    // What is wrong with the file is for the check to say.
  }
}
