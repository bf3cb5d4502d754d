// The folder of sealed zips that wait. Only the engine writes here; the ledger says which files count.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BatchId } from '../model';

export interface Spool {
  pathOf(zipName: string): string;
  nameFor(batchId: BatchId): string;
  /** Whether the zip is there with this size and hash: a retry sends the very bytes that were sealed. */
  isIntact(zip: { zipName: string; sizeBytes: number; sha256: string }): Promise<boolean>;
  remove(zipName: string): Promise<void>;
  /** Removes what no batch needs any more: half-written zips, and those whose batch is done. */
  sweep(needed: readonly string[]): Promise<void>;
}

/** Opens the spool, making its folder when there is none (for its owner only). */
export async function openSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (zipName: string): string => join(folder, zipName);
  return {
    pathOf,
    nameFor: (batchId) => `batch-${batchId}.zip`,
    isIntact: async ({ zipName, sizeBytes, sha256 }) => {
      const path = pathOf(zipName);
      const stats = await stat(path).catch(() => null);
      if (stats?.size !== sizeBytes) return false;
      return (await hashFile(path)) === sha256;
    },
    remove: (zipName) => rm(pathOf(zipName), { force: true }),
    sweep: async (needed) => {
      const keep = new Set(needed);
      for (const name of await readdir(folder)) {
        if (/^batch-\d+\.zip(\.part)?$/.test(name) && !keep.has(name)) await rm(pathOf(name), { force: true });
      }
    },
  };
}

/** SHA-256 of a file in hexadecimal; null when it cannot be read. */
export async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
