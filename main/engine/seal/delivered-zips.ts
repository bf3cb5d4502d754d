// Zips of accepted batches that are kept for a while, in a sub-folder of the spool: nothing depends on them.
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { zipCount, type SpooledFile } from './zip-count';

/** The sub-folder; a kept zip has the name that it had in the spool. */
export const deliveredFolderName = 'delivered';

export interface DeliveredZips {
  /** Takes a zip over. One that is gone already is no problem. */
  take(path: string, zipName: string): Promise<void>;
  forgetOlderThan(ageMs: number): Promise<void>;
  /** Removes the oldest until the rest is no larger. */
  shrinkTo(sizeBytes: number): Promise<void>;
}

// Nothing depends on them, and nobody else is expected to touch them.
const freshMs = 600_000;

/** The delivered zips of a spool. `now` in milliseconds since 1970. */
export function deliveredZips(spoolFolder: string, now: () => number): DeliveredZips {
  const folder = join(spoolFolder, deliveredFolderName);
  const count = zipCount(folder, now);

  /** One that cannot be removed now, because somebody has it open, goes the next time. */
  async function remove({ name }: SpooledFile): Promise<void> {
    const isGone = await rm(join(folder, name), { force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) count.drop(name);
  }

  return {
    take: async (path, zipName) => {
      const kept = join(folder, zipName);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await rename(path, kept);
        await utimes(kept, now() / 1_000, now() / 1_000);
        const { size: sizeBytes, mtimeMs } = await stat(kept);
        count.add({ name: zipName, sizeBytes, mtimeMs });
      } catch {
        // Keeping it is a courtesy; a file that stays behind would be taken for left over at the next start anyway.
        await rm(path, { force: true });
      }
    },
    forgetOlderThan: async (ageMs) => {
      await count.refresh(freshMs);
      for (const file of count.files.values()) {
        // One from the future was dated by a clock that was set back since (decision 14): it is as old as it gets.
        if (ageMs === 0 || Math.abs(now() - file.mtimeMs) > ageMs) await remove(file);
      }
    },
    shrinkTo: async (sizeBytes) => {
      await count.refresh(freshMs);
      if (count.totalBytes <= sizeBytes) return;
      for (const file of [...count.files.values()].sort((a, b) => a.mtimeMs - b.mtimeMs)) {
        if (count.totalBytes <= sizeBytes) return;
        await remove(file);
      }
    },
  };
}
