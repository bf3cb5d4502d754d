// One program per data folder: a lock that ends with its process, however that ends.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';

export type DataFolderLock =
  | { readonly kind: 'locked'; release(): void }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unwritable'; readonly detail: string };

/**
 * Takes the data folder for this process, making it (for its owner only) when it is missing. SQLite's own exclusive lock
 * on a small file does it: the operating system drops it with the process, so no stale lock survives a kill.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'lock.sqlite');
    const database = new Database(file, { timeout: 0 });
    try {
      // By path: opening the file here and closing it again would drop SQLite's lock on POSIX systems.
      await chmod(file, 0o600);
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if (codeOf(error).startsWith('SQLITE_BUSY')) return { kind: 'in-use' };
      throw error;
    }
    return {
      kind: 'locked',
      release: () => {
        database.close();
      },
    };
  } catch (error) {
    return { kind: 'unwritable', detail: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
