// Where the spool is: the data folder's own, or what a small file in the data folder says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from '../whole-file';

const record = z.object({
  /** Stands in the marker of a spool elsewhere, so that two programs never share, and sweep, one spool. */
  id: z.string().min(1),
  /** Absolute path; null is the data folder's own. */
  folder: z.string().nullable(),
  /** A folder that the spool left; what is still in it may go once the new one is known to be whole. */
  left: z.string().nullable(),
});
export type SpoolRecord = z.infer<typeof record>;

const recordName = 'spool-folder.json';
const markerName = '.batchdrop-spool';

/** The spool inside the data folder. */
export function ownSpool(dataFolder: string): string {
  return join(dataFolder, 'spool');
}

/** Where the spool of this data folder is now. Rejects when that is on record and cannot be read. */
export async function spoolFolderOf(dataFolder: string): Promise<string> {
  return (await readSpoolRecord(dataFolder))?.folder ?? ownSpool(dataFolder);
}

/** null: the spool never was anywhere else. */
export async function readSpoolRecord(dataFolder: string): Promise<SpoolRecord | null> {
  const text = await readIfThere(join(dataFolder, recordName));
  return text === null ? null : record.parse(JSON.parse(text));
}

export function writeSpoolRecord(dataFolder: string, value: SpoolRecord): Promise<void> {
  return writeWholeFile(join(dataFolder, recordName), `${JSON.stringify(value)}\n`);
}

/** Whose spool this folder is; null when nobody's. */
export async function markerIn(folder: string): Promise<string | null> {
  return (await readIfThere(join(folder, markerName)))?.trim() ?? null;
}

export function writeMarker(folder: string, id: string): Promise<void> {
  return writeWholeFile(join(folder, markerName), `${id}\n`);
}

/** The marker itself, and half-written ones. */
export function isMarker(name: string): boolean {
  return name === markerName || name.startsWith(`.${markerName}.`);
}

async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}
