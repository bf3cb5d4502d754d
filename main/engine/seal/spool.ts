// The folder of sealed zips that wait. Only the engine writes here; the ledger says which files count.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../error-code';
import type { BatchId, BatchRecord } from '../model';
import { deliveredZips } from './delivered-zips';
import type { FileStamp } from './file-stamp';
import { provenZips } from './proven-zips';
import { zipCount } from './zip-count';

export interface SpoolRules {
  /** How long a delivered zip is kept, in milliseconds; 0 removes it at once. */
  readonly keepMs: number;
  /** Nothing more is sealed while the spool holds this much; null: no limit. */
  readonly maxBytes: number | null;
}

// What people and other programs do to the folder shows after this time; that they made room, as soon as it is needed: a
// full spool is asked about twice a minute for each folder, and 30,000 zips take a second to count.
const freshMs = 600_000;
const freshWhenFullMs = 60_000;

const plainRules: SpoolRules = { keepMs: 0, maxBytes: null };

export interface Spool {
  pathOf(zipName: string): string;
  /** For a batch that is about to be sealed: the zip counts as soon as it is there. */
  nameFor(batchId: BatchId): string;
  /** The names of the two halves that this batch is cut into; the same ones when it is cut again after a crash. */
  halfNamesFor(wholeId: BatchId): readonly [string, string];
  /** Whether the batch's zip is there with its size and hash: a retry sends the very bytes that were sealed. */
  isIntact(
    batch: Pick<BatchRecord, 'zipName' | 'zipSizeBytes' | 'zipSha256'>,
    options: { signal: AbortSignal },
  ): Promise<boolean>;
  /** The zip was proven just now, and had this stamp. */
  proven(zipName: string, stamp: FileStamp): void;
  /** The stamp of a zip that was proven in the last few minutes; null: its content has to be looked at before it counts. */
  stampOf(zipName: string): FileStamp | null;
  remove(zipName: string): Promise<void>;
  /** The batch is accepted: its zip goes, or stays for as long as the rules say. */
  release(zipName: string): Promise<void>;
  /** false: the spool holds what it may. Delivered zips make room first. */
  hasRoom(): Promise<boolean>;
  /** Moves every zip into a sub-folder with the time in its name: the ledger that knew them is lost, their documents may be nowhere else. */
  keepAside(now: number): Promise<void>;
  /** Removes what no batch needs any more: half-written zips, and those whose batch is done. */
  sweep(needed: readonly string[]): Promise<void>;
}

/** Opens the spool, making its folder when there is none (for its owner only). The rules may change at any time. */
export async function openSpool(
  folder: string,
  rules: () => SpoolRules = () => plainRules,
  now: () => number = Date.now,
): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (zipName: string): string => join(folder, zipName);
  const delivered = deliveredZips(folder, now);
  const waiting = zipCount(folder, now);
  const proven = provenZips(now);

  function expected(zipName: string): string {
    waiting.expect(zipName);
    return zipName;
  }

  async function remove(zipName: string): Promise<void> {
    await rm(pathOf(zipName), { force: true });
    waiting.drop(zipName);
  }

  return {
    pathOf,
    nameFor: (batchId) => expected(`batch-${batchId}.zip`),
    halfNamesFor: (wholeId) => [expected(`batch-${wholeId}-1.zip`), expected(`batch-${wholeId}-2.zip`)],
    isIntact: async ({ zipName, zipSizeBytes, zipSha256 }, options) => {
      if (zipName === null) return false;
      const path = pathOf(zipName);
      const stats = await stat(path).catch(() => null);
      if (stats?.size !== zipSizeBytes) return false;
      const hashed = await hashFile(path, options);
      return hashed.kind === 'hashed' && hashed.sha256 === zipSha256;
    },
    proven: proven.add,
    stampOf: proven.stampOf,
    remove,
    release: async (zipName) => {
      const { keepMs } = rules();
      if (keepMs > 0) {
        await delivered.take(pathOf(zipName), zipName);
        waiting.drop(zipName);
      } else await remove(zipName);
      await delivered.forgetOlderThan(keepMs);
    },
    hasRoom: async () => {
      const { maxBytes } = rules();
      if (maxBytes === null) {
        waiting.forget();
        return true;
      }
      await waiting.refresh(freshMs);
      if (waiting.totalBytes >= maxBytes) await waiting.refresh(freshWhenFullMs);
      await delivered.shrinkTo(maxBytes - waiting.totalBytes);
      return waiting.totalBytes < maxBytes;
    },
    keepAside: async (now) => {
      const zips = (await readdir(folder)).filter((name) => isZipOfBatch(name) && name.endsWith('.zip'));
      if (zips.length === 0) return;
      const aside = join(folder, `kept-${new Date(now).toISOString().replaceAll(':', '-')}`);
      await mkdir(aside, { mode: 0o700, recursive: true });
      for (const name of zips) await rename(pathOf(name), join(aside, name));
      waiting.forget();
    },
    sweep: async (needed) => {
      const keep = new Set(needed);
      for (const name of await readdir(folder)) {
        if (isZipOfBatch(name) && !keep.has(name)) await remove(name);
      }
      await delivered.forgetOlderThan(rules().keepMs);
    },
  };
}

/** Whole or half-written, of a batch or of half a batch. */
function isZipOfBatch(name: string): boolean {
  return /^batch-\d+(-[12])?\.zip(\.part)?$/.test(name);
}

export type HashedFile =
  | { readonly kind: 'hashed'; readonly sha256: string }
  /** The system's code, or ABORT_ERR. */
  | { readonly kind: 'unreadable'; readonly code: string };

/** SHA-256 of a file in hexadecimal. */
export async function hashFile(path: string, { signal }: { signal: AbortSignal }): Promise<HashedFile> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
  } catch (error) {
    return { kind: 'unreadable', code: errorCode(error) };
  }
  return { kind: 'hashed', sha256: hash.digest('hex') };
}
