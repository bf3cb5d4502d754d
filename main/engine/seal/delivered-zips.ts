// Zips of accepted batches that are kept for a while, in a sub-folder of the spool: nothing depends on them.
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../error-code';

/** The sub-folder; a kept zip has the name that it had in the spool. */
export const deliveredFolderName = 'delivered';

export interface SpooledFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** When it was taken over, for a delivered one. */
  readonly mtimeMs: number;
}

export interface DeliveredZips {
  /** Takes a zip over. One that is gone already is no problem. */
  take(path: string, zipName: string): Promise<void>;
  forgetOlderThan(ageMs: number): Promise<void>;
  /** Removes the oldest until the rest is no larger. */
  shrinkTo(sizeBytes: number): Promise<void>;
}

/** The delivered zips of a spool. `now` in milliseconds since 1970. */
export function deliveredZips(spoolFolder: string, now: () => number): DeliveredZips {
  const folder = join(spoolFolder, deliveredFolderName);
  return {
    take: async (path, zipName) => {
      const kept = join(folder, zipName);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await rename(path, kept);
        await utimes(kept, now() / 1_000, now() / 1_000);
      } catch {
        // Keeping it is a courtesy; a file that stays behind would be taken for left over at the next start anyway.
        await rm(path, { force: true });
      }
    },
    forgetOlderThan: async (ageMs) => {
      for (const { path, mtimeMs } of await zipsIn(folder)) {
        // One from the future was dated by a clock that was set back since (decision 14): it is as old as it gets.
        if (ageMs === 0 || Math.abs(now() - mtimeMs) > ageMs) await removed(path);
      }
    },
    shrinkTo: async (sizeBytes) => {
      const zips = [...(await zipsIn(folder))].sort((a, b) => a.mtimeMs - b.mtimeMs);
      let total = sum(zips);
      for (const zip of zips) {
        if (total <= sizeBytes) return;
        await removed(zip.path);
        total -= zip.sizeBytes;
      }
    },
  };
}

/** One that cannot be removed now, because somebody has it open, goes the next time. */
async function removed(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

/** The zips in a folder, half-written ones too; none when there is no such folder. */
export async function zipsIn(folder: string): Promise<readonly SpooledFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files: SpooledFile[] = [];
  for (const name of names.filter((name) => /[.]zip([.]part)?$/.test(name))) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (stats !== null) files.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return files;
}

export function sum(files: readonly SpooledFile[]): number {
  return files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}
