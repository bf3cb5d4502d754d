// The one importer of archiver: writes a batch's zip into the spool and proves that it holds what was read.
import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform, Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';
import { checkpoint } from '../checkpoints';
import { isWorthDeflating } from './compression';
import { failureOf, openDocument, type OpenedDocument } from './read-document';
import type { ReadProof } from './read-proof';
import type { SealDocument, SealFailure, SealJob, SealResult, SealedEntry } from './seal-job';
import { verifyZip, type ExpectedEntry } from './verify-zip';

// The oldest time a zip can hold: the same documents give the same bytes whenever they are sealed.
const entryDate = new Date('1980-01-01T00:00:00Z');
const entryMode = 0o644;
// archiver can wait for ever on a source that failed; no healthy disk keeps one entry this long.
const entryDeadlineMs = 10 * 60_000;

/** One document on its way into a zip, from wherever it is read. */
export interface ZipSource extends Pick<SealDocument, 'documentId' | 'entryName' | 'kind'> {
  open(): Promise<OpenedDocument>;
}

/** Seals the job's documents from their files. */
export async function writeZip(job: SealJob): Promise<SealResult> {
  const sources = job.documents.map((document) => ({ ...document, open: () => openDocument(document) }));
  return writeSources(job.zipPath, sources);
}

/** Seals documents: read once, hashed, zipped, fsynced, read back, renamed. Never leaves a partial zip behind. */
export async function writeSources(zipPath: string, sources: readonly ZipSource[]): Promise<SealResult> {
  const partPath = `${zipPath}.part`;
  let part: FileHandle | null = null;
  try {
    part = await open(partPath, 'w', 0o600);
    checkpoint('seal.begun');
    const written = await fill(part, sources);
    if (written.failures.length > 0) return { kind: 'documents-failed', failures: written.failures };
    await part.sync();
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
    return { kind: 'sealed', zipSha256, zipSizeBytes, entries };
  } catch (error) {
    return {
      kind: 'spool-failed',
      detail: error instanceof Error && 'code' in error ? String(error.code) : String(error),
    };
  } finally {
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

async function fill(part: FileHandle, sources: readonly ZipSource[]): Promise<Written> {
  const archive = new ZipArchive({ zlib: { level: 1 } });
  const hash = createHash('sha256');
  let zipSizeBytes = 0;
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      zipSizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  const output = pipeline(archive, hashing, toFile(part));
  const archiveFailed = rejectsOnFailure(archive, output);
  const entries: SealedEntry[] = [];
  const expected: ExpectedEntry[] = [];
  const failures: SealFailure[] = [];
  try {
    for (const source of sources) {
      const added = await addDocument(archive, source, archiveFailed);
      if (added.kind === 'failed') {
        failures.push(added.failure);
        if (added.archiveIsSpoiled) break;
        continue;
      }
      const { documentId, entryName } = source;
      entries.push({ documentId, entryName, sha256: added.proof.sha256 });
      expected.push({ entryName, crc32: added.proof.crc32, sizeBytes: added.proof.sizeBytes });
    }
    if (failures.length > 0) return { zipSha256: '', zipSizeBytes, entries, expected, failures };
    await Promise.race([archive.finalize(), archiveFailed]);
    await output;
    return { zipSha256: hash.digest('hex'), zipSizeBytes, entries, expected, failures };
  } finally {
    archive.destroy();
    await output.catch(() => undefined);
  }
}

type Added =
  | { readonly kind: 'added'; readonly proof: ReadProof }
  | { readonly kind: 'failed'; readonly failure: SealFailure; readonly archiveIsSpoiled: boolean };

async function addDocument(archive: ZipArchive, source: ZipSource, archiveFailed: Promise<never>): Promise<Added> {
  const opened = await source.open();
  if (opened.kind === 'failed') return { ...opened, archiveIsSpoiled: false };
  try {
    const store = !isWorthDeflating(source.kind, opened.sample);
    const sourceFailed = rejectsWithSource(opened.body);
    const entered = new Promise<void>((resolve) =>
      archive.once('entry', () => {
        resolve();
      }),
    );
    archive.append(opened.body, { name: source.entryName, date: entryDate, mode: entryMode, store });
    try {
      await withDeadline(Promise.race([entered, sourceFailed.promise, archiveFailed]), entryDeadlineMs);
    } catch (error) {
      if (!sourceFailed.happened()) throw error;
      return { kind: 'failed', failure: failureOf(source, error), archiveIsSpoiled: true };
    }
    const result = await opened.prove();
    return result.kind === 'proof'
      ? { kind: 'added', proof: result.proof }
      : { kind: 'failed', failure: result.failure, archiveIsSpoiled: false };
  } finally {
    if (!Buffer.isBuffer(opened.body)) opened.body.destroy();
    await opened.close();
  }
}

/** archiver reports a file that it could not read as a warning and leaves it out; here that is a failure. */
function rejectsOnFailure(archive: ZipArchive, output: Promise<void>): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    archive.on('warning', reject);
    archive.on('error', reject);
    output.catch(reject);
  });
  failed.catch(() => undefined);
  return failed;
}

function rejectsWithSource(body: Buffer | Readable): { promise: Promise<never>; happened: () => boolean } {
  let happened = false;
  const promise = new Promise<never>((_resolve, reject) => {
    if (Buffer.isBuffer(body)) return;
    body.once('error', (error) => {
      happened = true;
      reject(error);
    });
  });
  promise.catch(() => undefined);
  return { promise, happened: () => happened };
}

async function withDeadline(work: Promise<void>, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The zip library did not finish an entry.'));
    }, deadlineMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toFile(file: FileHandle): Writable {
  return new Writable({
    highWaterMark: 1024 * 1024,
    write: (chunk: Buffer, _encoding, done) => {
      writeFully(file, chunk).then(() => {
        done();
      }, done);
    },
  });
}

async function writeFully(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written);
    written += bytesWritten;
  }
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
