// Looks at one file on disk: readable, unchanged meanwhile, and a whole document by its content.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { errorCode, isMissing } from '../../error-code';
import { liesInside, liesInsideNow } from '../../lies-inside';
import type { DocumentKind, Fingerprint } from '../../model';
import { fileSource, type ReadAt } from './byte-source';
import { judgeContent } from './judge-content';
import type { ContentJudgement } from './judgement';

export type Inspection =
  | ({ readonly kind: 'complete'; readonly documentKind: DocumentKind } & Fingerprint)
  | { readonly kind: 'empty' }
  | Exclude<ContentJudgement, { kind: 'complete' }>
  /** The system's error code; `ELOOP` for a link, or one on the way to it, `EINVAL` for a pipe, a device or a folder. */
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'vanished' }
  /** Written to while it was looked at, or not looked at to the end because of an abort: to be looked at again. */
  | { readonly kind: 'changed' };

// Enough for the head, the tail and the structure between of everything but freaks.
const readingLimitBytes = 256 * 1024;
// Windows has neither; the look before opening has to do there.
const optional: Partial<Pick<typeof constants, 'O_NOFOLLOW' | 'O_NONBLOCK'>> = constants;
const openFlags = constants.O_RDONLY | (optional.O_NOFOLLOW ?? 0) | (optional.O_NONBLOCK ?? 0);

export interface InspectOptions {
  readonly otherImages: boolean;
  /** The watched folder: what a link leads out of it is not read. */
  readonly within: string;
  readonly signal: AbortSignal;
}

/**
 * Inspects the file at `path` by its content, whatever its name. Reads at most 256 KB of it (of a JPEG with much behind
 * the picture up to 32 MB more). Never rejects, and opens nothing but regular files: a pipe would block for ever.
 */
export function inspectDocument(path: string, options: InspectOptions): Promise<Inspection> {
  return inspectThrough(inBackground, path, options);
}

/**
 * The same, for a worker thread: it holds the thread up while the system reads. `root` is the real path of the watched
 * folder.
 */
export function inspectDocumentNow(path: string, root: string, options: InspectOptions): Promise<Inspection> {
  return inspectThrough(atOnce(root), path, options);
}

/** How a file is got at. */
interface FileAccess {
  lstat(path: string): Stats | Promise<Stats>;
  open(path: string): OpenFile | Promise<OpenFile>;
}

interface OpenFile {
  readonly readAt: ReadAt;
  stat(): Stats | Promise<Stats>;
  liesInside(path: string, folder: string): boolean | Promise<boolean>;
  close(): void | Promise<void>;
}

const inBackground: FileAccess = {
  lstat: (path) => lstat(path),
  open: async (path) => {
    const file = await open(path, openFlags);
    return {
      readAt: async (bytes, at, length, position) => (await file.read(bytes, at, length, position)).bytesRead,
      stat: () => file.stat(),
      liesInside: (opened, folder) => liesInside(file, opened, folder),
      // Nothing was written, so nothing can be lost by a failing close.
      close: () => file.close().catch(() => undefined),
    };
  },
};

const atOnce = (root: string): FileAccess => ({
  lstat: (path) => lstatSync(path),
  open: (path) => {
    const fd = openSync(path, openFlags);
    return {
      readAt: (bytes, at, length, position) => readSync(fd, bytes, at, length, position),
      stat: () => fstatSync(fd),
      liesInside: (opened) => liesInsideNow(fd, opened, root),
      close: () => {
        closeSync(fd);
      },
    };
  },
});

async function inspectThrough(
  access: FileAccess,
  path: string,
  { otherImages, within, signal }: InspectOptions,
): Promise<Inspection> {
  let file: OpenFile | null = null;
  try {
    const found = await access.lstat(path);
    if (!found.isFile()) return { kind: 'unreadable', code: found.isSymbolicLink() ? 'ELOOP' : 'EINVAL' };
    file = await access.open(path);
    if (!(await file.liesInside(path, within))) return { kind: 'unreadable', code: 'ELOOP' };
    return await inspectOpen(file, otherImages, { signal });
  } catch (error) {
    return failed(error);
  } finally {
    await file?.close();
  }
}

async function inspectOpen(
  file: OpenFile,
  otherImages: boolean,
  options: { signal: AbortSignal },
): Promise<Inspection> {
  const before = await file.stat();
  if (!before.isFile()) return { kind: 'unreadable', code: 'EINVAL' };
  if (before.size === 0) return { kind: 'empty' };
  const judgement = await judgeContent(fileSource(file.readAt, before.size, readingLimitBytes, options), otherImages);
  if (options.signal.aborted || !isSame(before, await file.stat())) return { kind: 'changed' };
  if (judgement.kind !== 'complete') return judgement;
  return { ...judgement, sizeBytes: before.size, mtimeMs: before.mtimeMs };
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}

function failed(error: unknown): Inspection {
  return isMissing(error) ? { kind: 'vanished' } : { kind: 'unreadable', code: errorCode(error) };
}
