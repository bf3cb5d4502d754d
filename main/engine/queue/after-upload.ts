// What happens to an original once its batch is accepted: leave it, move it to `Sent`, or trash it. Never before.
import { link, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { checkpoint } from '../checkpoints';
import { startLoop, type Loop } from '../loop';
import { errorCode } from '../error-code';
import type { EventListener } from '../events';
import type { AbsolutePath, BatchRecord, DocumentRecord, FolderId, WatchedFolder } from '../model';
import type { AfterUploadResult, Clock, Ledger, Trash } from '../ports';
import { hashFile, type Spool } from '../seal/spool';
import { sentFolderName } from '../watch/ignore';

export interface AfterUploadParts {
  readonly folder: (id: FolderId) => WatchedFolder | null;
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly trash: Trash;
  readonly clock: Clock;
  readonly onEvent: EventListener;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface AfterUploadKeeper {
  wake(): void;
  /** Nothing is being moved; what failed waits for its next try. */
  readonly idle: boolean;
  stop(): Promise<void>;
}

const batchesPerStep = 20;
const failedRetryMs = 60_000;

/** Starts taking care of originals. A file that cannot be moved is tried again later; it never holds up a delivery. */
export function startAfterUpload(parts: AfterUploadParts): AfterUploadKeeper {
  const { ledger, clock, onEvent } = parts;
  const retryAt = new Map<BatchRecord['id'], number>();
  const loop: Loop = startLoop(step, parts);

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    const batches = await ledger.batches.awaitingAfterUpload(batchesPerStep + retryAt.size);
    const due = batches.filter(({ id }) => (retryAt.get(id) ?? 0) <= clock.now());
    for (const batch of due) {
      if (signal.aborted) return null;
      await finish(batch);
    }
    if (due.length > 0) return clock.now();
    return retryAt.size === 0 ? null : Math.min(...retryAt.values());
  }

  async function finish(batch: BatchRecord): Promise<void> {
    const documents = await ledger.batches.pendingAfterUpload(batch.id);
    const folder = parts.folder(batch.folderId);
    const results: AfterUploadResult[] = [];
    checkpoint('after-upload.begun');
    for (const document of documents) {
      const result = folder === null ? left(document) : await takeCare(document, folder, parts.trash);
      results.push(result);
      // Leaving a file where it is needs no word.
      if (result.result === 'left') continue;
      const { id: documentId, relativePath } = document;
      const detail = result.result === 'failed' ? result.detail : null;
      onEvent({ type: 'after-upload', documentId, relativePath, result: result.result, detail });
    }
    checkpoint('after-upload.acted');
    await ledger.batches.recordAfterUpload(results);
    checkpoint('after-upload.recorded');
    if (results.some(({ result }) => result === 'failed')) retryAt.set(batch.id, clock.now() + failedRetryMs);
    else retryAt.delete(batch.id);
    if (batch.zipName !== null) await parts.spool.remove(batch.zipName);
  }

  return {
    wake: () => {
      loop.wake();
    },
    get idle() {
      return loop.nextAt !== 'now';
    },
    stop: () => loop.stop(),
  };
}

function left({ id: documentId }: DocumentRecord): AfterUploadResult {
  return { documentId, result: 'left' };
}

async function takeCare(document: DocumentRecord, folder: WatchedFolder, trash: Trash): Promise<AfterUploadResult> {
  if (folder.afterUpload === 'leave') return left(document);
  const documentId = document.id;
  const path = join(folder.path, document.relativePath) as AbsolutePath;
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return { documentId, result: 'gone' };
  // Only what was sent may be moved; a file that changed since is a new document and stays where it is.
  if (!stats.isFile() || (await hashFile(path)) !== document.sha256) return { documentId, result: 'changed' };
  try {
    if (folder.afterUpload === 'trash') await trash(path);
    else await moveToSent(path, folder.path, document.relativePath);
    return { documentId, result: folder.afterUpload === 'trash' ? 'trashed' : 'moved' };
  } catch (error) {
    return { documentId, result: 'failed', detail: errorCode(error) };
  }
}

/** Moves within the watched folder, so within one file system; never over a file that is there already. */
async function moveToSent(path: string, root: string, relativePath: string): Promise<void> {
  const target = join(root, sentFolderName, relativePath);
  await mkdir(dirname(target), { recursive: true });
  const { dir, name, ext } = parse(target);
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? join(dir, basename(target)) : join(dir, `${name} (${copy})${ext}`);
    if (await moveIfFree(path, candidate)) return;
  }
}

async function moveIfFree(from: string, to: string): Promise<boolean> {
  try {
    // A hard link fails when the name is taken, which a rename would silently overwrite.
    await link(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    // File systems without hard links (FAT, some shares): look first, then rename.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP' && code !== 'EMLINK')
      throw error;
    if ((await lstat(to).catch(() => null)) !== null) return false;
    await rename(from, to);
    return true;
  }
  checkpoint('after-upload.linked');
  await rm(from);
  return true;
}
