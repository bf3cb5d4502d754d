// Writes a small file as a whole or not at all.
import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes bytes, or text as UTF-8, beside the file, fsyncs it and gives it the name. Rejects with the system's error. */
export async function writeWholeFile(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  let file: FileHandle | null = null;
  try {
    file = await open(part, 'wx', mode);
    await file.writeFile(content);
    await file.sync();
    await file.close();
    file = null;
    await rename(part, path);
  } finally {
    await file?.close();
    await rm(part, { force: true }).catch(() => undefined);
  }
  await syncFolder(dirname(path));
}

/** Makes names themselves durable where that can be asked for: not on Windows, nor on every network share. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
