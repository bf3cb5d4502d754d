// The one importer of chokidar: tells which paths of a folder may have changed. A hint only; the scan is the truth.
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { errorCode } from '../error-code';
import type { AbsolutePath } from '../model';
import { ignoreReason } from './ignore';

export interface FolderWatcher {
  close(): Promise<void>;
}

export interface WatcherListener {
  /** A file appeared, changed or went away; POSIX path inside the folder. */
  onHint(relativePath: string): void;
  /** The watch is incomplete from here on; scans go on finding everything. */
  onProblem(problem: 'limit-reached' | 'failed', detail: string): void;
}

/** Watches a folder and its sub-folders. Symbolic links are not followed, ignored names give no hints. */
export function watchFolder(root: AbsolutePath, listener: WatcherListener): FolderWatcher {
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // The settling gate does this for scans and events alike; twice would only delay.
    awaitWriteFinish: false,
    ignored: (path, stats) => {
      const inside = relative(root, path);
      if (inside === '' || inside.startsWith('..')) return false;
      return ignoreReason(toPosix(inside), stats?.isDirectory() ?? false) !== null;
    },
  });
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    listener.onHint(toPosix(relative(root, path)));
  });
  watcher.on('error', (error) => {
    const code = errorCode(error);
    // ENOSPC from a watch is the system's limit on watches (Linux: fs.inotify.max_user_watches), not a full disk.
    listener.onProblem(code === 'ENOSPC' || code === 'EMFILE' ? 'limit-reached' : 'failed', code);
  });
  return { close: () => watcher.close() };
}

function toPosix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
