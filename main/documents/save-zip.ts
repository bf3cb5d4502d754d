// Saves a copy of a sealed zip: its hash is checked on the way, and the copy is there as a whole or not at all.
import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../engine/error-code';
import type { ZipSource } from '../ledger/views/source-views';
import { syncFolder } from '../whole-file';
import { readBytes } from './read-bytes';
import { openSpooledZip } from './spooled-zip';

export type ZipCopy =
  | { readonly kind: 'saved' }
  /** The zip is not kept any more. */
  | { readonly kind: 'missing' }
  /** It is not what was sealed. */
  | { readonly kind: 'damaged' }
  /** The system's code, such as ENOSPC. */
  | { readonly kind: 'failed'; readonly code: string };

/** Copies to this path; an older file of that name is replaced when the copy is whole. Never rejects. */
export async function saveZip(
  { zipName, sha256, sizeBytes }: ZipSource,
  spoolFolder: string,
  path: string,
): Promise<ZipCopy> {
  let zip: FileHandle | null = null;
  let part: FileHandle | null = null;
  const partPath = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    zip = await openSpooledZip(spoolFolder, zipName, (path) => open(path, 'r'));
    if (zip === null) return { kind: 'missing' };
    if ((await zip.stat()).size !== sizeBytes) return { kind: 'damaged' };
    part = await open(partPath, 'wx', 0o600);
    const hash = createHash('sha256');
    for await (const bytes of readBytes(zip, 0, sizeBytes - 1)) {
      hash.update(bytes);
      await part.writeFile(bytes);
    }
    if (hash.digest('hex') !== sha256) return { kind: 'damaged' };
    await part.sync();
    await part.close();
    part = null;
    await rename(partPath, path);
    await syncFolder(dirname(path));
    return { kind: 'saved' };
  } catch (error) {
    return { kind: 'failed', code: errorCode(error) };
  } finally {
    await zip?.close();
    await part?.close();
    await rm(partPath, { force: true }).catch(() => undefined);
  }
}
