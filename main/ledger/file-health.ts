// Looks at a ledger file before anything is written to it: is it there, is it a database, is it whole?
import { open, stat } from 'node:fs/promises';
import { connect } from './connection';

export type FileHealth = 'fresh' | 'whole' | 'damaged';

/**
 * Checks the whole file, also for contents that a cut-off disk leaves behind. An empty file next to a write-ahead log
 * lost its contents: opened, SQLite would throw the log away as well.
 */
export async function fileHealth(file: string): Promise<FileHealth> {
  const sizeBytes = await sizeOf(file);
  if (sizeBytes === 0) return (await sizeOf(`${file}-wal`)) > 0 ? 'damaged' : 'fresh';
  if (!(await hasDatabaseHeader(file))) return 'damaged';
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

async function hasDatabaseHeader(file: string): Promise<boolean> {
  const header = 'SQLite format 3\0';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(header.length), 0, header.length, 0);
    return bytesRead === header.length && buffer.toString('latin1') === header;
  } finally {
    await handle.close();
  }
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
    if (isDamage(error)) return false;
    throw error;
  } finally {
    connection.close();
  }
}

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return (
    code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CONSTRAINT_CHECK')
  );
}

/** The SQLite result code of an error that libsql threw; empty for any other error. */
export function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code.startsWith('SQLITE_') ? code : '';
}
