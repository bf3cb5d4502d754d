// What the ledger would know of a zip, read from the file as it is now.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SealedZip } from '../sealed-zip';

export async function sealedZipAt(path: string): Promise<SealedZip> {
  const bytes = await readFile(path);
  return { path, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
