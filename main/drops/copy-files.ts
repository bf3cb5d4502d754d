// Copies the files of a drop, durably. The originals are only read.
import { constants } from 'node:fs';
import { access, chmod, copyFile, lstat, mkdir, open, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import pMap from 'p-map';
import type { LeftOutFile } from '../../preload/contract';
import { errorCode, isMissing } from '../engine/error-code';
import { syncFolder } from '../whole-file';
import { numbered } from './handed-over';
import type { TakenFile } from './look-through-drop';

export interface CopyFiles {
  readonly files: readonly TakenFile[];
  /** A folder of its own for these copies; made when missing. */
  readonly into: string;
  readonly onCopied: (sizeBytes: number) => void;
  /** A file that changed or went away since it was looked at, or cannot be read: the others are copied all the same. */
  readonly onLeftOut: (file: LeftOutFile) => void;
}

export type CopyResult =
  | { readonly kind: 'copied'; readonly files: number; readonly sizeBytes: number }
  /** Nothing can be written there; the system's code, such as ENOSPC. What was copied is still there. */
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'aborted' };

const copiesAtOnce = 4;
// A clone shares its blocks with the original where the file system can do that; elsewhere the bytes are copied.
const copyFlags = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/** When it answers `copied`, contents and names survive a power cut. Rejects never. */
export async function copyFiles(
  { files, into, onCopied, onLeftOut }: CopyFiles,
  { signal }: { signal: AbortSignal },
): Promise<CopyResult> {
  const folders = new Set<string>(['.']);
  const failures: string[] = [];

  async function copyInto(file: TakenFile): Promise<number | null> {
    const folder = posix.dirname(file.target);
    if (!folders.has(folder)) await mkdir(join(into, folder), { recursive: true, mode: 0o700 });
    for (let each = folder; !folders.has(each); each = posix.dirname(each)) folders.add(each);
    const left = await copyOne(file, into);
    if (left !== null) {
      onLeftOut({ relativePath: file.target, ...left });
      return null;
    }
    onCopied(file.sizeBytes);
    return file.sizeBytes;
  }

  try {
    await mkdir(into, { recursive: true, mode: 0o700 });
    const copied = await pMap(
      files,
      // Never rejects: whoever removes the copies has to know that none is being written any more.
      (file) => {
        if (signal.aborted || failures.length > 0) return null;
        return copyInto(file).catch((error: unknown) => {
          failures.push(errorCode(error));
          return null;
        });
      },
      { concurrency: copiesAtOnce },
    );
    if (signal.aborted) return { kind: 'aborted' };
    const [failure] = failures;
    if (failure !== undefined) return { kind: 'failed', code: failure };
    // Names are durable only when their folders are.
    for (const folder of folders) await syncFolder(join(into, folder));
    const sizes = copied.filter((size) => size !== null);
    return { kind: 'copied', files: sizes.length, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
  } catch (error) {
    return { kind: 'failed', code: errorCode(error) };
  }
}

type Left = Pick<LeftOutFile, 'reason' | 'detail'>;

/** null when the copy is there, with the content that was looked at. Rejects when nothing can be written. */
async function copyOne(file: TakenFile, into: string): Promise<Left | null> {
  if (!(await isUnchanged(file))) return await whatIsWrong(file.source);
  const target = await copyToFreeName(file, into);
  if (typeof target !== 'string') return target;
  // A read-only original makes a read-only copy, which could not be flushed here nor removed on Windows.
  await chmod(target, 0o600);
  const copy = await open(target, 'r+');
  try {
    await copy.sync();
    const { size } = await copy.stat();
    if (size === file.sizeBytes && (await isUnchanged(file))) return null;
  } finally {
    await copy.close();
  }
  await rm(target, { force: true });
  return await whatIsWrong(file.source);
}

async function copyToFreeName({ source, target }: TakenFile, into: string): Promise<string | Left> {
  const { dir, base } = posix.parse(target);
  // Taken where the copy's file system does not tell "a" from "A", and the original's does.
  for (const name of numbered(base)) {
    const path = join(into, dir, name);
    try {
      await copyFile(source, path, copyFlags);
      return path;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      const wrong = await canBeRead(source);
      if (wrong === null) throw error;
      // What was begun of it.
      await rm(path, { force: true });
      return wrong;
    }
  }
  throw new Error('numbered never ends');
}

/** Whether it is still the regular file that was looked at: a link in its place is not followed. */
async function isUnchanged({ source, sizeBytes, mtimeMs }: TakenFile): Promise<boolean> {
  const now = await lstat(source).catch(() => null);
  return now?.isFile() === true && now.size === sizeBytes && now.mtimeMs === mtimeMs;
}

async function whatIsWrong(source: string): Promise<Left> {
  return (await canBeRead(source)) ?? { reason: 'changing', detail: '' };
}

/** null when nothing is wrong with the original. */
async function canBeRead(source: string): Promise<Left | null> {
  try {
    await access(source, constants.R_OK);
    return null;
  } catch (error) {
    return isMissing(error) ? { reason: 'vanished', detail: '' } : { reason: 'unreadable', detail: errorCode(error) };
  }
}
