// Looks at one file on disk: readable, unchanged meanwhile, and a whole document by its content.
import { closeSync, fstatSync, lstatSync, readSync, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { errorCode, isMissing } from '../../error-code';
import { documentFlags, liesInside, opensBlindly, type Entrance } from '../../lies-inside';
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

/** The same, for a worker thread: it holds the thread up while the system reads. */
export function inspectDocumentNow(path: string, entrance: Entrance, options: InspectOptions): Promise<Inspection> {
  return inspectThrough(atOnce(entrance), path, options);
}

/** Opens the file at `path` when it lies in `folder`; an inspection says why it does not. Rejects with the system's error. */
type OpenInside = (path: string, folder: string) => Promise<OpenFile | Refused>;

interface OpenFile {
  readonly readAt: ReadAt;
  stat(): Stats | Promise<Stats>;
  /** What is read may stand here until it is closed. */
  readonly memory: Buffer | null;
  close(): void | Promise<void>;
}

type Refused = Extract<Inspection, { kind: 'unreadable' }>;

const inBackground: OpenInside = async (path, folder) => {
  const refused = refusalOf(await lstat(path));
  if (refused !== null) return refused;
  const file = await open(path, documentFlags);
  // Nothing was written, so nothing can be lost by a failing close.
  const close = (): Promise<void> => file.close().catch(() => undefined);
  try {
    if (await liesInside(file, path, folder)) {
      return {
        readAt: async (bytes, at, length, position) => (await file.read(bytes, at, length, position)).bytesRead,
        stat: () => file.stat(),
        memory: null,
        close,
      };
    }
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return elsewhere;
};

// Ten thousand documents one after the other are looked at in the same memory.
const memoryBytes = 64 * 1024;
let spareMemory: Buffer | null = null;

const atOnce =
  (entrance: Entrance): OpenInside =>
  (path) => {
    // The system opens no link, and waits for nobody: what else it may be shows when it is open.
    const refused = opensBlindly ? null : refusalOf(lstatSync(path));
    if (refused !== null) return Promise.resolve(refused);
    const fd = entrance.open(path);
    if (fd === null) return Promise.resolve(elsewhere);
    const memory = spareMemory ?? Buffer.allocUnsafeSlow(memoryBytes);
    spareMemory = null;
    return Promise.resolve({
      readAt: (bytes, at, length, position) => readSync(fd, bytes, at, length, position),
      stat: () => fstatSync(fd),
      memory,
      close: () => {
        spareMemory = memory;
        try {
          closeSync(fd);
        } catch {
          // Nothing was written, so nothing can be lost.
        }
      },
    });
  };

const elsewhere: Refused = { kind: 'unreadable', code: 'ELOOP' };

function refusalOf(found: Stats): Refused | null {
  if (found.isFile()) return null;
  return { kind: 'unreadable', code: found.isSymbolicLink() ? 'ELOOP' : 'EINVAL' };
}

async function inspectThrough(
  openInside: OpenInside,
  path: string,
  { otherImages, within, signal }: InspectOptions,
): Promise<Inspection> {
  let file: OpenFile | null = null;
  try {
    const opened = await openInside(path, within);
    if ('kind' in opened) return opened;
    file = opened;
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
  const source = fileSource(file.readAt, before.size, readingLimitBytes, { ...options, memory: file.memory });
  const judgement = await judgeContent(source, otherImages);
  if (options.signal.aborted || !isSame(before, await file.stat())) return { kind: 'changed' };
  if (judgement.kind !== 'complete') return judgement;
  return { ...judgement, sizeBytes: before.size, mtimeMs: before.mtimeMs };
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}

function failed(error: unknown): Inspection {
  if (isMissing(error)) return { kind: 'vanished' };
  const code = errorCode(error);
  // What Linux says of a socket.
  return { kind: 'unreadable', code: code === 'ENXIO' ? 'EINVAL' : code };
}
