// Whether an opened file lies inside a folder, whatever links stand on the way that its path takes.
import { fstatSync, readlinkSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/**
 * Whether the file that `path` was opened as lies in `folder`. Opening without following links looks at the last name
 * only: a sub-folder that was swapped for a link (a junction on Windows) since the scan leads anywhere. The folder itself
 * may be a link. Rejects with the system's error.
 */
export async function liesInside(file: FileHandle, path: string, folder: string): Promise<boolean> {
  const root = await realpath(folder);
  const opened = process.platform === 'linux' ? await readlink(ownLink(file.fd)).catch(() => null) : null;
  if (opened !== null) return isBelow(root, opened);
  const real = await realpath(path);
  const [found, own] = await Promise.all([stat(real, { bigint: true }), file.stat({ bigint: true })]);
  return isBelow(root, real) && isSameFile(found, own);
}

/** The same at once, for a worker thread; `root` is the folder's real path. Throws the system's error. */
export function liesInsideNow(fd: number, path: string, root: string): boolean {
  const opened = process.platform === 'linux' ? linkedBy(ownLink(fd)) : null;
  if (opened !== null) return isBelow(root, opened);
  const real = realpathSync.native(path);
  return isBelow(root, real) && isSameFile(statSync(real, { bigint: true }), fstatSync(fd, { bigint: true }));
}

/** The real path of a watched folder; the path itself when the system does not tell. */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    // Whatever lies below cannot be opened either, and says so itself.
    return folder;
  }
}

/** The kernel's own word on the open file: nobody can swap anything between the opening and this. */
function ownLink(fd: number): string {
  return `/proc/self/fd/${fd}`;
}

function linkedBy(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
