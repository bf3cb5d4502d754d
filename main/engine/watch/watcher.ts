// The one importer of chokidar: tells which paths of a folder may have changed. A hint only; the scan is the truth.
import { lstatSync, type Stats } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { FSWatcher } from 'chokidar';
import { errorCode } from '../error-code';
import type { AbsolutePath } from '../model';
import { ignoreReason } from './ignore';

export interface FolderWatcher {
  close(): Promise<void>;
}

export interface WatcherListener {
  /** A file, or something that may be one, appeared, changed or went away; POSIX path inside the folder. */
  onHint(relativePath: string): void;
  /** A sub-folder appeared, with who knows what in it; '' when it is not known what changed, or where. */
  onFolder(relativePath: string): void;
  /** Every sub-folder that was there is watched. Told once. */
  onReady(): void;
  /** The watch is incomplete from here on; scans go on finding everything. */
  onProblem(problem: 'limit-reached' | 'failed', detail: string): void;
}

/**
 * Watches a folder and its sub-folders. Symbolic links are not followed, ignored names give no hints.
 *
 * [Note: Folders only] chokidar keeps the folders, and what it is told of files is passed on raw: with every file in its
 * books a start on 100,000 files takes ten times as long, takes hundreds of MB and holds the event loop up for half a
 * second, and it would hold a change back for up to 100 ms. So all files are ignored. It would look through a whole folder
 * for each ignored file that goes away, though, unless a path that is not one of its folders is ignored before it asks.
 */
export function watchFolder(root: AbsolutePath, listener: WatcherListener): FolderWatcher {
  const chokidarsRoot = sep === '/' ? root : root.split(sep).join('/');
  const prefix = chokidarsRoot.endsWith('/') ? chokidarsRoot : `${chokidarsRoot}/`;
  const folders = new Set<string>();

  function isIgnored(path: string, stats?: Stats): boolean {
    if (!path.startsWith(prefix)) return false;
    if (stats === undefined) {
      if (folders.has(path)) return false;
      if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return true;
    } else if (!stats.isDirectory()) return true;
    if (ignoreReason(path.slice(prefix.length), true) !== null) return true;
    folders.add(path);
    return false;
  }

  const watcher = new FolderWatch({
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // The settling gate does this for scans and events alike; twice would only delay.
    awaitWriteFinish: false,
    ignored: (path, stats) => {
      try {
        return isIgnored(path, stats);
      } catch {
        // It may not be looked at: no folder to watch.
        return true;
      }
    },
  });
  watcher.on('raw', (_event, name, details) => {
    const inside = insideOf(root, name, details);
    if (inside === null) listener.onFolder('');
    // Of the folder itself, or of one around it: chokidar says what that means.
    else if (inside !== '' && !inside.startsWith('..')) listener.onHint(inside);
  });
  watcher.on('all', (event, path) => {
    if (event === 'unlinkDir') folders.delete(toPosix(path));
    // Its files came before its watch.
    else if (event === 'addDir') listener.onFolder(toPosix(relative(root, path)));
  });
  watcher.on('ready', () => {
    listener.onReady();
  });
  watcher.on('error', (error) => {
    const code = errorCode(error);
    // ENOSPC from a watch is the system's limit on watches (Linux: fs.inotify.max_user_watches), not a full disk.
    listener.onProblem(code === 'ENOSPC' || code === 'EMFILE' ? 'limit-reached' : 'failed', code);
  });
  watcher.add(root);
  return { close: () => watcher.close() };
}

/**
 * chokidar asks the system about every entry of a folder that it reads, for 25,000 of them at a time. Which of them are
 * folders the list itself says. Where one watch does for the whole tree (macOS, Windows), it remembers what it was told
 * about each, and reads one folder after the other: nothing is changed there.
 */
class FolderWatch extends FSWatcher {
  override createScanStream(...[root, options = {}]: Parameters<FSWatcher['createScanStream']>) {
    if ('depth' in options) return super.createScanStream(root, options);
    const stream = super.createScanStream(root, {
      ...options,
      ...{ type: 'directories', alwaysStat: false, fileFilter: () => false },
    });
    stream?.on('data', (entry: { dirent?: unknown; stats?: unknown }) => {
      entry.stats = entry.dirent;
    });
    return stream;
  }
}

/** The path inside the folder that a raw event is about; null when it names none. */
function insideOf(root: AbsolutePath, name: string | null, details: unknown): string | null {
  if (name === null) return null;
  const { watchedPath } = details as { readonly watchedPath?: unknown };
  if (typeof watchedPath !== 'string') return null;
  return toPosix(relative(root, isAbsolute(name) ? name : join(watchedPath, name)));
}

function toPosix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
