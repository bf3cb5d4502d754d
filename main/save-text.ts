// Saves a text that is made while it is written: the file is there as a whole or not at all.
import { randomUUID } from 'node:crypto';
import { open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export type SavedText =
  | { readonly kind: 'saved' }
  /** The system's code, such as ENOSPC; what was there before is still there. */
  | { readonly kind: 'unwritable'; readonly detail: string };

/** Writes UTF-8 beside the file, fsyncs it and gives it the name; an older file of that name is replaced. */
export async function saveText(path: string, text: AsyncIterable<string>): Promise<SavedText> {
  const partPath = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  let part: FileHandle | null = null;
  try {
    part = await open(partPath, 'wx', 0o600);
    await writeFile(part, text, 'utf8');
    await part.sync();
    await part.close();
    part = null;
    await rename(partPath, path);
    await syncFolder(dirname(path));
    return { kind: 'saved' };
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    return { kind: 'unwritable', detail: String(error.code) };
  } finally {
    await part?.close();
    await rm(partPath, { force: true }).catch(() => undefined);
  }
}

/** Makes the name itself durable where that can be asked for: not on Windows, nor on every network share. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
