// Scans a watched folder: every file below it, by name and fingerprint, in chunks. Opens no file, follows no link.
import { isUtf8 } from 'node:buffer';
import { lstatSync, type Dirent, type Stats } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from '../error-code';
import { pathIn } from '../path-in';
import { ignoreReason, type IgnoreReason } from './ignore';
import type { FoundFile } from './reconcile';

export interface WalkOptions {
  /** Takes at most 1,000 files at a time; the walk goes on when it resolves. */
  readonly onFiles: (chunk: readonly FoundFile[]) => Promise<void> | void;
  /** Told of each file and folder that is passed by; a folder's path ends with `/`. `no-file`: a link, pipe or device. */
  readonly onIgnored?: (path: string, reason: IgnoreReason | 'no-file') => void;
  /** Only what lies below this sub-folder, given as a path inside the folder; without it everything. */
  readonly below?: string;
  /**
   * The folder lies on a disk of this computer, which answers within microseconds: what holds this thread up then is the
   * detour through other threads. Without it, and as soon as the disk turns out to be slow, files are looked at in there.
   */
  readonly isLocal?: boolean;
  readonly signal: AbortSignal;
}

interface WalkSummary {
  /** Every file met: handed over, ignored or unreadable. */
  readonly seen: number;
  /** Files on the ignore list, links and devices. What lies in an ignored folder is not looked at. */
  readonly ignored: number;
  /** Sub-folders that could not be read, as paths inside the folder. */
  readonly unreadableFolders: readonly string[];
  /**
   * Files that the system will not tell about, and files whose names are no valid Unicode: no string opens those, and no
   * ledger or zip can hold their name. For showing only: U+FFFD stands for what could not be read.
   */
  readonly unreadableFiles: readonly string[];
}

export type WalkResult =
  | ({ readonly kind: 'done' } & WalkSummary)
  /** The folder is not there (any more), or something that is no folder is in its place. */
  | { readonly kind: 'offline'; readonly code: string }
  /** The folder is there, but may not be read. */
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'aborted' };

const chunkFiles = 1_000;
// Of names, at once.
const readFiles = 500;
// Sorted at once: a folder of any size is gone through in this much memory.
const sortedNames = 5_000;

/**
 * Finds every file below `root`. A folder that goes away meanwhile makes the whole walk offline: a list cut short must
 * not pass for a complete one. Rejects only when `onFiles` does.
 */
export async function walkFolder(
  root: string,
  { onFiles, onIgnored, below = '', isLocal = false, signal }: WalkOptions,
): Promise<WalkResult> {
  const before = await lookAtRoot(root);
  if ('kind' in before) return before;
  const onPassed: Walk['onPassed'] = onIgnored ?? (() => undefined);
  const walk: Walk = {
    ...{ root, signal, onPassed, isQuick: isLocal, sliceFrom: performance.now() },
    ...{ seen: 0, ignored: 0, unreadableFolders: [], unreadableFiles: [] },
  };
  const folders = [below];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const failure = await walkOne(folder, walk, folders, onFiles);
    if (signal.aborted) return { kind: 'aborted' };
    if (failure === null || isGone(failure)) continue;
    if (folder === '') return isRefused(failure) ? unreadable(failure) : offline(failure);
    walk.unreadableFolders.push(folder);
  }
  const after = await lookAtRoot(root);
  if ('kind' in after) return after;
  // An unmounted share leaves the empty folder that it was mounted on.
  if (after.dev !== before.dev) return offline('ESTALE');
  const { seen, ignored, unreadableFolders, unreadableFiles } = walk;
  return { kind: 'done', seen, ignored, unreadableFolders, unreadableFiles };
}

interface Walk {
  readonly root: string;
  readonly signal: AbortSignal;
  readonly onPassed: NonNullable<WalkOptions['onIgnored']>;
  /** Files may be looked at in this thread. */
  isQuick: boolean;
  /** Since when this thread has had no turn of its event loop. */
  sliceFrom: number;
  seen: number;
  ignored: number;
  readonly unreadableFolders: string[];
  readonly unreadableFiles: string[];
}

/** Goes through one folder and queues its sub-folders; answers with the error code that cut it short, if one did. */
async function walkOne(
  folder: string,
  walk: Walk,
  folders: string[],
  onFiles: WalkOptions['onFiles'],
): Promise<string | null> {
  const chunks = namesInChunks(join(walk.root, folder), walk.signal);
  try {
    for (;;) {
      // A failure of the generator is the folder's; one of `onFiles` is the caller's and goes up.
      const step = await chunks.next();
      if (step.done === true) return step.value;
      const paths: string[] = [];
      for (const entry of step.value) sortEntry(entry, folder, walk, folders, paths);
      // The ledger has them by path: neighbours are found, and written, with each other.
      paths.sort();
      for (let start = 0; start < paths.length; start += chunkFiles) {
        const { files, refusal } = await fingerprints(paths.slice(start, start + chunkFiles), walk);
        if (walk.signal.aborted) return null;
        if (files.length > 0) await onFiles(files);
        if (refusal !== null) return refusal;
      }
    }
  } finally {
    await chunks.return(null);
  }
}

/** Reads names as bytes: as strings, names that are no valid Unicode could not be told from others. */
async function* namesInChunks(path: string, signal: AbortSignal): AsyncGenerator<Dirent<Buffer>[], string | null> {
  try {
    const directory = await opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: readFiles });
    let chunk: Dirent<Buffer>[] = [];
    for await (const entry of directory as unknown as AsyncIterable<Dirent<Buffer>>) {
      if (signal.aborted) return null;
      chunk.push(entry);
      if (chunk.length < sortedNames) continue;
      yield chunk;
      chunk = [];
    }
    if (chunk.length > 0) yield chunk;
    return null;
  } catch (error) {
    return errorCode(error);
  }
}

function sortEntry(entry: Dirent<Buffer>, folder: string, walk: Walk, folders: string[], paths: string[]): void {
  const name = entry.name.toString('utf8');
  const path = folder === '' ? name : `${folder}/${name}`;
  const isFolder = entry.isDirectory();
  const reason = ignoreReason(path, isFolder);
  if (reason !== null) {
    walk.onPassed(isFolder ? `${path}/` : path, reason);
    if (isFolder) return;
    walk.seen += 1;
    walk.ignored += 1;
  } else if (isUtf8(entry.name)) {
    (isFolder ? folders : paths).push(path);
  } else if (isFolder) {
    walk.unreadableFolders.push(path);
  } else {
    walk.seen += 1;
    walk.unreadableFiles.push(path);
  }
}

/** The files among these paths. A folder may let its names be read but not its files: that is its `refusal`. */
async function fingerprints(
  paths: readonly string[],
  walk: Walk,
): Promise<{ files: FoundFile[]; refusal: string | null }> {
  const files: FoundFile[] = [];
  let refusal: string | null = null;
  const looks = await lookAtAll(paths, walk);
  for (const [index, look] of looks.entries()) {
    const relativePath = paths[index] ?? '';
    if (typeof look === 'string') {
      if (isGone(look)) continue;
      if (isRefused(look)) {
        refusal = look;
        continue;
      }
      walk.unreadableFiles.push(relativePath);
    } else if (look.isFile()) files.push({ relativePath, sizeBytes: look.size, mtimeMs: look.mtimeMs });
    else {
      // Links, pipes, sockets and devices are no documents.
      walk.onPassed(relativePath, 'no-file');
      walk.ignored += 1;
    }
    walk.seen += 1;
  }
  return { files, refusal };
}

// So long this thread may be held up in one go, by looking and by what is done about what was found.
const sliceMs = 4;
// A disk that takes as long for one file is asleep, broken, or none of this computer.
const slowMs = 25;

/** What is at each of these paths, or the code of the error. */
async function lookAtAll(paths: readonly string[], walk: Walk): Promise<(Stats | string)[]> {
  const looks: (Stats | string)[] = [];
  for (const path of paths) {
    if (performance.now() - walk.sliceFrom > sliceMs) {
      await nextTurn();
      walk.sliceFrom = performance.now();
    }
    if (!walk.isQuick) break;
    const before = performance.now();
    looks.push(lookNow(pathIn(walk.root, path)));
    if (performance.now() - before > slowMs) walk.isQuick = false;
  }
  const rest = paths.slice(looks.length).map((path) => lstat(pathIn(walk.root, path)).catch(errorCode));
  return [...looks, ...(await Promise.all(rest))];
}

function lookNow(path: string): Stats | string {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? 'ENOENT';
  } catch (error) {
    return errorCode(error);
  }
}

async function lookAtRoot(root: string): Promise<Stats | Exclude<WalkResult, { kind: 'done' | 'aborted' }>> {
  const look = await stat(root).catch(errorCode);
  if (typeof look === 'string') return isRefused(look) ? unreadable(look) : offline(look);
  return look.isDirectory() ? look : offline('ENOTDIR');
}

function offline(code: string): { kind: 'offline'; code: string } {
  return { kind: 'offline', code };
}

function unreadable(code: string): { kind: 'unreadable'; code: string } {
  return { kind: 'unreadable', code };
}

function isGone(code: string): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function isRefused(code: string): boolean {
  return code === 'EACCES' || code === 'EPERM' || code === 'EMFILE' || code === 'ENFILE';
}
