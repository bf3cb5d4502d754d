// Brings the spool to where the preferences want it, before the engine opens it. A zip may be the only copy of a document.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpoolMoveProblem } from '../../preload/contract';
import { syncFolder } from '../whole-file';
import {
  isMarker,
  markerIn,
  ownSpool,
  readSpoolRecord,
  writeMarker,
  writeSpoolRecord,
  type SpoolRecord,
} from './spool-record';

export type SettledSpool =
  | {
      readonly kind: 'here';
      readonly folder: string;
      /** What kept it from going where it is wanted; null when it is there. */
      readonly problem: SpoolMoveProblem | null;
    }
  /** The spool is elsewhere and cannot be reached: going on would take every waiting zip for lost. */
  | { readonly kind: 'unreachable'; readonly folder: string };

/**
 * Answers where the spool is. `wished` is the folder in the preferences, null for the data folder's own. Everything is
 * copied before the new place counts, and the old place is emptied only afterwards: a kill in between loses nothing.
 */
export async function settleSpool(dataFolder: string, wished: string | null): Promise<SettledSpool> {
  const known = await readSpoolRecord(dataFolder);
  const current = known?.folder ?? null;
  const here = current ?? ownSpool(dataFolder);
  if (known !== null && current !== null && (await markerOf(current)) !== known.id) {
    return { kind: 'unreachable', folder: current };
  }
  const left = known?.left ?? null;
  if (known !== null && left !== null) await finishLeaving(dataFolder, { ...known, left }, here);
  if (wished === current) return { kind: 'here', folder: here, problem: null };
  const id = known?.id ?? randomUUID();
  const target = wished ?? ownSpool(dataFolder);
  // Before the marker: a kill in between must not leave a folder that is taken for somebody else's.
  if (known === null) await writeSpoolRecord(dataFolder, { id, folder: null, left: null });
  const problem = await copySpool(here, target, wished === null ? null : id);
  if (problem !== null) return { kind: 'here', folder: here, problem };
  const moved = { id, folder: wished, left: here };
  await writeSpoolRecord(dataFolder, moved);
  await finishLeaving(dataFolder, moved, target);
  return { kind: 'here', folder: target, problem: null };
}

/** Where the spool is, without a wish to have it elsewhere. */
export async function openPlace(dataFolder: string): Promise<SettledSpool> {
  return settleSpool(dataFolder, (await readSpoolRecord(dataFolder))?.folder ?? null);
}

function markerOf(folder: string): Promise<string | null> {
  return markerIn(folder).catch(() => null);
}

/** Copies everything; null when all of it is safe in the new place. `id` marks the place as this data folder's. */
async function copySpool(from: string, to: string, id: string | null): Promise<SpoolMoveProblem | null> {
  try {
    // One elsewhere is never made: below a mount point it would come to lie on the wrong disk.
    if (id === null) await mkdir(to, { recursive: true, mode: 0o700 });
    else {
      const marker = await markerIn(to);
      const isFree = (await readdir(to)).every(isMarker);
      if (marker === null ? !isFree : marker !== id) return 'occupied';
      await writeMarker(to, id);
    }
  } catch (error) {
    return codeOf(error) === 'ENOSPC' ? 'no-room' : 'unreachable';
  }
  try {
    await copyTree(from, to);
    return null;
  } catch (error) {
    return codeOf(error) === 'ENOSPC' ? 'no-room' : 'not-copied';
  }
}

/** Copies whole zips, also kept ones; half-written ones belong to no batch. */
async function copyTree(from: string, to: string): Promise<void> {
  for (const entry of await listing(from)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && isKept(entry.name)) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      await copyTree(source, target);
    } else if (isZip(entry.name)) await copyDurably(source, target);
  }
  await syncFolder(to);
}

async function copyDurably(source: string, target: string): Promise<void> {
  const part = `${target}.part`;
  await copyFile(source, part, constants.COPYFILE_FICLONE);
  const { size, atime, mtime } = await stat(source);
  // Windows flushes only what was opened for writing.
  const file = await open(part, 'r+');
  try {
    // A kept zip's age is counted from its time.
    await file.utimes(atime, mtime);
    await file.sync();
    if ((await file.stat()).size !== size) throw new Error('the copy has another size');
  } finally {
    await file.close();
  }
  await rename(part, target);
}

/** Empties the old place, whose zips are all in the new one, and notes that this is done. */
async function finishLeaving(dataFolder: string, moved: SpoolRecord & { left: string }, to: string): Promise<void> {
  const { left, id } = moved;
  try {
    const isOurs = left === ownSpool(dataFolder) || (await markerIn(left)) === id;
    if (left !== to && isOurs) await emptySpool(left);
  } catch (error) {
    // Away for now: it is looked for again at the next start.
    if (codeOf(error) !== 'ENOENT') return;
  }
  await writeSpoolRecord(dataFolder, { ...moved, left: null });
}

async function emptySpool(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && isKept(entry.name)) {
      await emptySpool(path);
      await rmdir(path).catch(() => undefined);
    } else if (isZip(entry.name)) await rm(path, { force: true });
  }
  // Last: as long as something is left, the folder is known for what it is.
  for (const name of (await readdir(folder)).filter(isMarker)) await rm(join(folder, name), { force: true });
}

function isZip(name: string): boolean {
  return /^batch-\d+(-[12])?\.zip$/.test(name);
}

/** Folders that the engine makes in the spool: zips of a lost ledger, and delivered ones. */
function isKept(name: string): boolean {
  return name.startsWith('kept-') || name === 'delivered';
}

async function listing(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
