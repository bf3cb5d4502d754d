// Writes a batch's zip into the spool and proves that it holds what was read.
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { checkpoint } from '../checkpoints';
import { runHere } from '../hashing/running-hash';
import { openedAhead, type ReadableSource } from '../read-ahead';
import { createBufferPool } from './buffer-pool';
import { createLevelChoice, mayPay, type DeflateLevel, type Uplink } from './compression';
import { isUnwritten, stampOf, type FileStamp } from './file-stamp';
import { closeOpened, failureOf, withReadable, type OpenedDocument, type ReadOptions } from './read-document';
import type { ReadProof } from './read-proof';
import type { SealDocument, SealFailure, SealJob, SealResult, SealedEntry } from './seal-job';
import { SpoolWriter } from './spool-writer';
import { verifyZip, type ExpectedEntry } from './verify-zip';
import { SpoolArchive } from './zip-archive';

// archiver can wait for ever on a source that failed; no healthy disk keeps one entry this long.
const entryDeadlineMs = 10 * 60_000;
const keptBytes = 8 * 1024 * 1024;
// One for the thread: a batch begins with the buffers of the last one.
const pool = createBufferPool(keptBytes);

/** One document on its way into a zip, from wherever it is read. */
export interface ZipSource
  extends ReadableSource<OpenedDocument>, Pick<SealDocument, 'documentId' | 'entryName' | 'sizeBytes'> {}

/** How documents are read that are to go into a zip for this line. */
export function readOptions(uplink: Uplink): ReadOptions {
  return { pool, withSample: mayPay(uplink) };
}

/** Seals the job's documents from their files. */
export async function writeZip({ zipPath, documents, uplink }: SealJob, hash = runHere()): Promise<SealResult> {
  return withReadable(documents, readOptions(uplink), (sources) => writeSources(zipPath, sources, uplink, hash));
}

/**
 * Seals documents: read once, hashed, zipped, fsynced, read back, renamed. Never leaves a partial zip behind. `hash` is the
 * zip's, with nothing in it yet.
 */
export async function writeSources(
  zipPath: string,
  sources: Iterable<ZipSource>,
  uplink: Uplink,
  hash = runHere(),
): Promise<SealResult> {
  const partPath = `${zipPath}.part`;
  let part: FileHandle | null = null;
  try {
    part = await open(partPath, 'w', 0o600);
    checkpoint('seal.begun');
    const written = await fill(new SpoolWriter(part, pool, hash), sources, uplink);
    if (written.failures.length > 0) return { kind: 'documents-failed', failures: written.failures };
    await part.sync();
    const asWritten = stampOf(await part.stat({ bigint: true }));
    await part.close();
    part = null;
    checkpoint('seal.synced');
    const difference = await verifyZip(partPath, written.expected);
    if (difference !== null) return { kind: 'spool-failed', detail: difference };
    await rename(partPath, zipPath);
    checkpoint('seal.renamed');
    await syncFolder(dirname(zipPath));
    checkpoint('seal.durable');
    const { zipSha256, zipSizeBytes, entries } = written;
    return { kind: 'sealed', zipSha256, zipSizeBytes, entries, stamp: await stampUnlessTouched(zipPath, asWritten) };
  } catch (error) {
    return {
      kind: 'spool-failed',
      detail: error instanceof Error && 'code' in error ? String(error.code) : String(error),
    };
  } finally {
    hash.drop();
    await part?.close();
    await rm(partPath, { force: true });
  }
}

interface Written {
  readonly zipSha256: string;
  readonly zipSizeBytes: number;
  readonly entries: SealedEntry[];
  readonly expected: ExpectedEntry[];
  readonly failures: SealFailure[];
}

async function fill(writer: SpoolWriter, sources: Iterable<ZipSource>, uplink: Uplink): Promise<Written> {
  const archive = new SpoolArchive(pool);
  const output = pipeline(archive, writer);
  const entering = createEntering(archive, output);
  const levelFor = createLevelChoice(uplink);
  const entries: SealedEntry[] = [];
  const expected: ExpectedEntry[] = [];
  const failures: SealFailure[] = [];
  try {
    for await (const [source, opened] of openedAhead(sources, closeOpened)) {
      const added = await addDocument(archive, source, opened, { levelFor, entering });
      if (added.kind === 'failed') {
        failures.push(added.failure);
        if (added.archiveIsSpoiled) break;
        continue;
      }
      const { documentId, entryName } = source;
      entries.push({ documentId, entryName, sha256: added.proof.sha256 });
      expected.push({ entryName, crc32: added.proof.crc32, sizeBytes: added.proof.sizeBytes });
    }
    if (failures.length > 0) return { zipSha256: '', zipSizeBytes: 0, entries, expected, failures };
    await Promise.race([archive.finalize(), entering.failure]);
    await output;
    return { ...(await writer.digest()), entries, expected, failures };
  } finally {
    entering.end();
    archive.destroy();
    await output.catch(() => undefined);
  }
}

type Added =
  | { readonly kind: 'added'; readonly proof: ReadProof }
  | { readonly kind: 'failed'; readonly failure: SealFailure; readonly archiveIsSpoiled: boolean };

async function addDocument(
  archive: SpoolArchive,
  source: ZipSource,
  opened: OpenedDocument,
  { levelFor, entering }: { levelFor: (sample: Buffer) => DeflateLevel; entering: Entering },
): Promise<Added> {
  if (opened.kind === 'failed') return { ...opened, archiveIsSpoiled: false };
  const { body } = opened;
  let sourceError: unknown = null;
  try {
    const entered = entering.next();
    if (!Buffer.isBuffer(body)) {
      body.once('error', (error) => {
        sourceError = error;
        entered.fail(error);
      });
    }
    const { entryName: name, sizeBytes } = source;
    archive.add(body, { name, sizeBytes, deflateLevel: levelFor(opened.sample()), crc32: opened.crc32 });
    try {
      await entered.promise;
    } catch (error) {
      if (sourceError === null) throw error;
      return { kind: 'failed', failure: failureOf(source, sourceError), archiveIsSpoiled: true };
    }
    const result = await opened.prove();
    return result.kind === 'proof'
      ? { kind: 'added', proof: result.proof }
      : { kind: 'failed', failure: result.failure, archiveIsSpoiled: false };
  } finally {
    if (!Buffer.isBuffer(body)) body.destroy();
    await opened.close();
  }
}

interface Entering {
  /** To be called before a document is added: resolves when it is in, rejects when that will never be. */
  next(): { readonly promise: Promise<void>; fail(error: Error): void };
  /** Rejects when the archive can take nothing more; else it never settles. */
  readonly failure: Promise<never>;
  end(): void;
}

/**
 * One place for whatever may befall an entry: archiver reports a file that it could not read as a warning and leaves it
 * out, and can wait for ever on a source that failed. Ten thousand entries share its listeners and its clock.
 */
function createEntering(archive: SpoolArchive, output: Promise<void>): Entering {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  let broken: Error | null = null;
  const deadline = setTimeout(() => {
    reject(new Error('The zip library did not finish an entry.'));
  }, entryDeadlineMs);
  const failure = new Promise<never>((_resolve, rejectFailure) => {
    const fail = (cause: unknown): void => {
      broken ??= cause instanceof Error ? cause : new Error(String(cause));
      reject(broken);
      rejectFailure(broken);
    };
    archive.on('warning', fail);
    archive.on('error', fail);
    output.catch(fail);
  });
  failure.catch(() => undefined);
  archive.on('entry', () => {
    resolve();
  });
  return {
    next: () => {
      deadline.refresh();
      const promise = new Promise<void>((resolveEntry, rejectEntry) => {
        resolve = resolveEntry;
        reject = rejectEntry;
      });
      if (broken !== null) reject(broken);
      return { promise, fail: reject };
    },
    failure,
    end: () => {
      clearTimeout(deadline);
    },
  };
}

/** As the zip lies in the spool, under its name. */
async function stampUnlessTouched(zipPath: string, asWritten: FileStamp): Promise<FileStamp | null> {
  const stamp = stampOf(await stat(zipPath, { bigint: true }));
  return isUnwritten(asWritten, stamp) ? stamp : null;
}

/** Makes a rename durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
