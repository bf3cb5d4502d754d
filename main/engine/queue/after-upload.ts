// What happens to an original once its batch is accepted: leave it, move it to `Sent`, or trash it. Never before.
import { link, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { BigIntStats } from 'node:fs';
import { checkpoint } from '../checkpoints';
import { startLoop, type Loop } from '../loop';
import { isDue } from '../due';
import { errorCode, isMissing } from '../error-code';
import type { EventListener } from '../events';
import type { AbsolutePath, BatchRecord, DocumentRecord, FolderId, WatchedFolder } from '../model';
import type { AfterUploadResult, Clock, Ledger, Trash } from '../ports';
import { hashFile, type Spool } from '../seal/spool';
import { sentFolderName } from '../watch/ignore';
import type { FolderPresence } from '../watch/folder-presence';

export interface AfterUploadParts {
  readonly folder: (id: FolderId) => WatchedFolder | null;
  readonly ledger: Ledger;
  readonly presence: FolderPresence;
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
  // The batches where it failed are gone through once a minute, a few at each step: ten thousand of them cost no more.
  let passAt = clock.now();
  let passedUntil: BatchRecord['id'] | null = null;
  let stillFailing = false;
  const loop: Loop = startLoop(step, parts);

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    const fresh = await ledger.batches.awaitingAfterUpload(batchesPerStep);
    for (const batch of fresh) {
      if (signal.aborted) return null;
      if (!(await finish(batch, { signal }))) continue;
      // A pass that is under way may be past it already.
      stillFailing = true;
      passAt = Math.min(passAt, clock.now() + failedRetryMs);
    }
    if (fresh.length > 0) return clock.now();
    return passAt === Infinity ? null : await tryAgain({ signal });
  }

  /** The next few of those where it failed, if their time has come; answers when to look again. */
  async function tryAgain({ signal }: { signal: AbortSignal }): Promise<number | null> {
    if (!isDue(passAt, clock.now(), failedRetryMs)) return passAt;
    const failed = await ledger.batches.failedAfterUpload(batchesPerStep, passedUntil);
    for (const batch of failed) {
      if (signal.aborted) return null;
      if (await finish(batch, { signal })) stillFailing = true;
      passedUntil = batch.id;
    }
    if (failed.length > 0) return clock.now();
    passAt = stillFailing ? clock.now() + failedRetryMs : Infinity;
    passedUntil = null;
    stillFailing = false;
    return passAt === Infinity ? null : passAt;
  }

  /** Answers whether it failed for any original. */
  async function finish(batch: BatchRecord, { signal }: { signal: AbortSignal }): Promise<boolean> {
    const folder = parts.folder(batch.folderId);
    const hasFailed =
      folder === null || folder.afterUpload === 'leave'
        ? await leave(batch)
        : await takeCareOfAll(batch, folder, { signal });
    if (batch.zipName !== null) await parts.spool.release(batch.zipName);
    return hasFailed;
  }

  /** Leaving files where they are needs no word. */
  async function leave(batch: BatchRecord): Promise<false> {
    await ledger.batches.leaveOriginals(batch.id);
    checkpoint('after-upload.recorded');
    return false;
  }

  async function takeCareOfAll(
    batch: BatchRecord,
    folder: WatchedFolder,
    { signal }: { signal: AbortSignal },
  ): Promise<boolean> {
    const documents = await ledger.batches.pendingAfterUpload(batch.id);
    const results: AfterUploadResult[] = [];
    checkpoint('after-upload.begun');
    for (const document of documents) {
      const result = await takeCare(document, folder, parts, { signal });
      // The program ends: what was done is recorded, the rest waits for the next start.
      if (signal.aborted && result.result === 'failed') break;
      results.push(result);
      const { id: documentId, relativePath } = document;
      const detail = result.result === 'failed' ? result.detail : null;
      onEvent({ type: 'after-upload', documentId, relativePath, result: result.result, detail });
    }
    checkpoint('after-upload.acted');
    await ledger.batches.recordAfterUpload(results);
    checkpoint('after-upload.recorded');
    return results.some(({ result }) => result === 'failed');
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

async function takeCare(
  document: DocumentRecord,
  folder: WatchedFolder,
  { trash, presence }: Pick<AfterUploadParts, 'trash' | 'presence'>,
  options: { signal: AbortSignal },
): Promise<AfterUploadResult> {
  const documentId = document.id;
  const path = join(folder.path, document.relativePath) as AbsolutePath;
  const failed = (detail: string): AfterUploadResult => ({ documentId, result: 'failed', detail });
  let before: BigIntStats;
  try {
    before = await lstat(path, { bigint: true });
  } catch (error) {
    if (!isMissing(error)) return failed(errorCode(error));
    // A folder that cannot be reached is offline: nobody knows what became of its files.
    if (!(await presence.isReachable(folder))) return failed('OFFLINE');
    const movedTo = folder.afterUpload === 'move' ? await findInSent(document, folder.path, options) : null;
    return movedTo === null ? { documentId, result: 'gone' } : { documentId, result: 'moved', movedTo };
  }
  // Only what was sent may be moved; a file that changed since is a new document and stays where it is.
  if (!before.isFile()) return { documentId, result: 'changed' };
  const hashed = await hashFile(path, options);
  if (hashed.kind === 'unreadable') return failed(hashed.code);
  if (hashed.sha256 !== document.sha256) return { documentId, result: 'changed' };
  try {
    if (!(await isStill(before, path))) return { documentId, result: 'changed' };
    if (folder.afterUpload === 'trash') {
      await trash(path);
      return { documentId, result: 'trashed' };
    }
    const movedTo = await moveToSent(path, folder.path, document.relativePath, before);
    return movedTo === null ? { documentId, result: 'changed' } : { documentId, result: 'moved', movedTo };
  } catch (error) {
    return failed(errorCode(error));
  }
}

/** Whether the path still leads to the very file that was looked at, unwritten since. */
async function isStill(before: BigIntStats, path: string): Promise<boolean> {
  const now = await lstat(path, { bigint: true });
  return before.ino === now.ino && before.size === now.size && before.mtimeNs === now.mtimeNs;
}

function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  // A file system without inodes numbers them all 0.
  return a.dev === b.dev && a.ino === b.ino && a.ino !== 0n;
}

/**
 * Moves within the watched folder, so within one file system; never over a file that is there already. null when another
 * file took its place meanwhile.
 */
async function moveToSent(
  path: string,
  root: string,
  relativePath: string,
  before: BigIntStats,
): Promise<string | null> {
  await mkdir(dirname(join(root, sentFolderName, relativePath)), { recursive: true });
  for (const candidate of sentNames(relativePath)) {
    const result = await moveIfFree(path, join(root, candidate), before);
    if (result !== 'taken') return result === 'moved' ? candidate : null;
  }
  throw new Error('sentNames never ends');
}

/** The names in the folder of sent documents that one may get, as relative paths: its own, then numbered ones. */
function* sentNames(relativePath: string): Generator<string> {
  const target = posix.join(sentFolderName, relativePath);
  const { dir, name, ext } = posix.parse(target);
  yield target;
  for (let copy = 2; ; copy += 1) yield posix.join(dir, `${name} (${copy})${ext}`);
}

/** Where an earlier run moved a document before it was ended, unable to record it; null when it is not there. */
async function findInSent(
  { relativePath, sha256 }: DocumentRecord,
  root: string,
  options: { signal: AbortSignal },
): Promise<string | null> {
  for (const candidate of sentNames(relativePath)) {
    const hashed = await hashFile(join(root, candidate), options);
    if (hashed.kind === 'unreadable') return null;
    if (hashed.sha256 === sha256) return candidate;
  }
  return null;
}

type Move = 'moved' | 'taken' | 'changed';

async function moveIfFree(from: string, to: string, before: BigIntStats): Promise<Move> {
  try {
    // A hard link fails when the name is taken, which a rename would silently overwrite.
    await link(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return finishMove(from, to);
    // File systems without hard links (FAT, some shares): look first, then rename.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP' && code !== 'EMLINK')
      throw error;
    if ((await lstat(to).catch(() => null)) !== null) return 'taken';
    await rename(from, to);
    return 'moved';
  }
  checkpoint('after-upload.linked');
  // Removing the old name would lose what a program wrote there just now: that is a new document.
  if (!(await isStill(before, from)) || !(await isStill(before, to))) {
    await rm(to);
    return 'changed';
  }
  await rm(from);
  return 'moved';
}

/** The name is taken: by the file itself when an earlier run was ended between its two steps, else by another one. */
async function finishMove(from: string, to: string): Promise<Move> {
  const [source, target] = await Promise.all([lstat(from, { bigint: true }), lstat(to, { bigint: true })]);
  if (!isSameFile(source, target)) return 'taken';
  await rm(from);
  return 'moved';
}
