// Looks at a ledger file before anything is written to it: is it there, is it a database, is it whole?
import { stat } from 'node:fs/promises';
import { connect } from './connection';
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
 */
function isWhole(file: string): boolean {
  const connection = connect(file);
  try {
    connection.exec(`CREATE TEMP TABLE answer (line TEXT CHECK (line = 'ok')) STRICT;
      INSERT INTO temp.answer SELECT quick_check FROM pragma_quick_check`);
    return true;
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === 'SQLITE_CORRUPT' || failure === 'SQLITE_NOTADB' || failure === 'SQLITE_CONSTRAINT') return false;
    throw error;
  } finally {
    connection.close();
  }
}
