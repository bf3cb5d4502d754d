// Whether an opened file lies inside a folder, whatever links stand on the way that its path takes.
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
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

/** Opens files of one folder at once, for a worker thread. */
export interface Entrance {
  /**
   * The descriptor of the file, to be closed by the caller; null when it lies elsewhere. Follows no link in the place of the
   * file. Throws the system's error.
   */
  open(path: string): number | null;
  /** To be called when nothing more is opened. */
  close(): void;
}

// Windows has neither. Without the second a pipe that was put in a document's place would hold the thread for ever.
const optional: Partial<Pick<typeof constants, 'O_NOFOLLOW' | 'O_NONBLOCK'>> = constants;
/** For reading a document, of which nothing is known yet. */
export const documentFlags = constants.O_RDONLY | (optional.O_NOFOLLOW ?? 0) | (optional.O_NONBLOCK ?? 0);

/** Whether these flags open anything without harm: no link is followed, no pipe waits. */
export const opensBlindly = optional.O_NOFOLLOW !== undefined && optional.O_NONBLOCK !== undefined;

// A sub-folder that was renamed meanwhile is noticed after as long.
const openFolderMs = 50;

/**
 * On Linux a sub-folder is opened once and asked for its own place, and its files are opened by way of it: nothing that is
 * swapped on the way leads elsewhere any more, and ten thousand files in one folder need not be asked one by one.
 */
export function entranceTo(folder: string): Entrance {
  const root = realFolder(folder);
  let opened: { readonly path: string; readonly fd: number; readonly until: number } | null = null;

  function close(): void {
    if (opened !== null) closeSync(opened.fd);
    opened = null;
  }

  /** The descriptor of a sub-folder that lies inside; null when the system does not say where it lies. */
  function folderOf(path: string): number | 'elsewhere' | null {
    const now = performance.now();
    if (opened?.path === path && now < opened.until) return opened.fd;
    close();
    const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
    const place = linkedBy(ownLink(fd));
    if (place !== null && (place === root || isBelow(root, place))) {
      opened = { path, fd, until: now + openFolderMs };
      return fd;
    }
    closeSync(fd);
    return place === null ? null : 'elsewhere';
  }

  function openByPath(path: string): number | null {
    const fd = openSync(path, documentFlags);
    try {
      if (liesInsideNow(fd, path, root)) return fd;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    closeSync(fd);
    return null;
  }

  return {
    open: (path) => {
      const nameFrom = path.lastIndexOf(sep) + 1;
      if (process.platform !== 'linux' || nameFrom <= 1) return openByPath(path);
      const parent = folderOf(path.slice(0, nameFrom - 1));
      if (parent === null) return openByPath(path);
      return parent === 'elsewhere' ? null : openSync(`${ownLink(parent)}/${path.slice(nameFrom)}`, documentFlags);
    },
    close,
  };
}

/** As above, at once. */
function liesInsideNow(fd: number, path: string, root: string): boolean {
  const real = realpathSync.native(path);
  return isBelow(root, real) && isSameFile(statSync(real, { bigint: true }), fstatSync(fd, { bigint: true }));
}

/** The real path of a watched folder; the path itself when the system does not tell. */
function realFolder(folder: string): string {
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
