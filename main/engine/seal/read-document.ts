// Reads one document once: its bytes for the zip, with hash, CRC and the proof that it did not change meanwhile.
import { closeSync, fstatSync, readSync, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { errorCode, isMissing } from '../error-code';
import { documentFlags, entranceTo, liesInside, type Entrance } from '../lies-inside';
import type { ReadableSource } from '../read-ahead';
import type { BufferPool } from './buffer-pool';
import { mostSampleBytes, samplePieceBytes, samplePlaces } from './compression';
import { proofOf, proving, type ReadProof } from './read-proof';
import type { SealFailure, SourceDocument } from './seal-job';

export type OpenedDocument =
  | {
      readonly kind: 'opened';
      /** The whole document: one buffer when it is small, else a stream that fails when the file fails. */
      readonly body: Buffer | Readable;
      /** Of a body that goes on at once, with nobody in between who could change it; null: to be taken where it arrives. */
      readonly crc32: number | null;
      /** Pieces from its beginning, middle and end; empty unless it was asked for. Good until the next document's is taken. */
      sample(): Buffer;
      /** Call after the body was consumed: what was read, or why it does not count. */
      prove(): Promise<ProvenRead>;
      close(): Promise<void>;
    }
  | { readonly kind: 'failed'; readonly failure: SealFailure };

export type ProvenRead = { kind: 'proof'; proof: ReadProof } | { kind: 'failed'; failure: SealFailure };

export interface ReadOptions {
  /** Bodies and chunks come from here; whoever consumed them gives them back. */
  readonly pool: BufferPool;
  readonly withSample: boolean;
}

const chunkBytes = 1024 * 1024;
// One chunk that is worked on, and one that is read ahead of it.
const streamBytes = 2 * chunkBytes;
/** Above this a document is streamed: the whole batch must not stand in memory at once. */
export const bufferedBytes = 4 * 1024 * 1024;

/**
 * Hands `use` the documents, each made ready when it is asked for, to be opened in turn or ahead of time; once `use` is done,
 * nothing of them may be opened.
 */
export async function withReadable<Document extends SourceDocument, Result>(
  documents: readonly Document[],
  options: ReadOptions,
  use: (sources: Iterable<Document & ReadableSource<OpenedDocument>>) => Promise<Result>,
): Promise<Result> {
  const entrances = new Map<string, Entrance>();
  const entranceOf = (folder: string): Entrance => {
    const entrance = entrances.get(folder) ?? entranceTo(folder);
    entrances.set(folder, entrance);
    return entrance;
  };
  function* sources(): Generator<Document & ReadableSource<OpenedDocument>> {
    for (const document of documents) {
      const isSmall = document.sizeBytes <= bufferedBytes;
      yield {
        ...document,
        memoryBytes: isSmall ? document.sizeBytes : streamBytes,
        open: () => openDocument(document, options),
        openNow: isSmall ? () => openDocumentNow(document, entranceOf(document.within), options) : null,
      };
    }
  }
  try {
    return await use(sources());
  } finally {
    for (const entrance of entrances.values()) entrance.close();
  }
}

/** Opens a document for reading and checks that it is still the one that was found. Expected failures are values. */
export async function openDocument(document: SourceDocument, options: ReadOptions): Promise<OpenedDocument> {
  let file: FileHandle;
  try {
    file = await open(document.path, documentFlags);
  } catch (error) {
    return { kind: 'failed', failure: failureOf(document, error) };
  }
  try {
    const refused = (await liesInside(file, document.path, document.within))
      ? changedFrom(await file.stat(), document)
      : outside(document);
    if (refused !== null) {
      await file.close();
      return { kind: 'failed', failure: refused };
    }
    return document.sizeBytes <= bufferedBytes
      ? await buffered(file, document, options)
      : await streamed(file, document, options);
  } catch (error) {
    await file.close();
    return { kind: 'failed', failure: failureOf(document, error) };
  }
}

/**
 * The same for a small document without a turn of the event loop: where files open quickly, thousands of turns cost more
 * than the reading itself. Only for a worker thread.
 */
function openDocumentNow(document: SourceDocument, entrance: Entrance, options: ReadOptions): OpenedDocument {
  let fd: number | null = null;
  try {
    fd = entrance.open(document.path);
    // Whether it is still the document that was found is looked at once, after it was read: no more of it is read than
    // that one had.
    return fd === null ? { kind: 'failed', failure: outside(document) } : bufferedNow(fd, document, options);
  } catch (error) {
    if (fd === null) return { kind: 'failed', failure: failureOf(document, error) };
    // What was put in its place may not be readable at all: a folder, a pipe.
    const failure = changedFrom(fstatSync(fd), document) ?? failureOf(document, error);
    closeSync(fd);
    return { kind: 'failed', failure };
  }
}

function bufferedNow(fd: number, document: SourceDocument, options: ReadOptions): OpenedDocument {
  const body = options.pool.take(document.sizeBytes);
  let filled = 0;
  while (filled < body.length) {
    const bytesRead = readSync(fd, body, filled, body.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  const proof = { ...proofOf(body), sizeBytes: filled };
  return {
    kind: 'opened',
    body,
    crc32: proof.crc32,
    sample: options.withSample ? () => sampleOf(body) : noSample,
    prove: () => Promise.resolve(proven(proof, fstatSync(fd), document)),
    close: () => {
      closeSync(fd);
      return Promise.resolve();
    },
  };
}

async function buffered(file: FileHandle, document: SourceDocument, options: ReadOptions): Promise<OpenedDocument> {
  const body = options.pool.take(document.sizeBytes);
  const filled = await fill(file, body, 0);
  const proof = { ...proofOf(body), sizeBytes: filled };
  const sample = options.withSample ? () => sampleOf(body) : noSample;
  return opened(file, document, { body, sample }, () => proof);
}

async function streamed(file: FileHandle, document: SourceDocument, options: ReadOptions): Promise<OpenedDocument> {
  const sample = options.withSample ? await readSample(file, document.sizeBytes) : noSample();
  const { body, prove } = proving(chunks(file, options.pool), chunkBytes);
  return opened(file, document, { body, sample: () => sample }, prove);
}

/** Reads one chunk ahead of the one that is worked on. */
async function* chunks(file: FileHandle, pool: BufferPool): AsyncGenerator<Buffer> {
  const read = async (position: number): Promise<Buffer> => {
    const chunk = pool.take(chunkBytes);
    return chunk.subarray(0, await fill(file, chunk, position));
  };
  let position = 0;
  let next = read(position);
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) break;
      position += chunk.length;
      next = read(position);
      yield chunk;
    }
  } finally {
    // The file must not be closed while it is read.
    const unused = await next.catch(() => null);
    if (unused !== null) pool.give(unused);
  }
}

async function fill(file: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function opened(
  file: FileHandle,
  document: SourceDocument,
  read: Pick<Extract<OpenedDocument, { kind: 'opened' }>, 'body' | 'sample'>,
  proofOfRead: () => ReadProof,
): OpenedDocument {
  return {
    kind: 'opened',
    ...read,
    crc32: null,
    prove: async () => proven(proofOfRead(), await file.stat(), document),
    close: () => file.close(),
  };
}

function proven(proof: ReadProof, after: Stats, document: SourceDocument): ProvenRead {
  const failure = proof.sizeBytes === document.sizeBytes ? changedFrom(after, document) : changed(document);
  return failure === null ? { kind: 'proof', proof } : { kind: 'failed', failure };
}

const nothing = Buffer.alloc(0);
const noSample = (): Buffer => nothing;
// One for the thread: thousands of their own would lie in memory until the next collection of garbage.
const sampleRoom = Buffer.allocUnsafeSlow(mostSampleBytes);

/** The same places in a body that stands in memory; in room that the next sample takes. */
export function sampleOf(body: Buffer): Buffer {
  const places = samplePlaces(body.length);
  if (places.length === 1) return body;
  let filled = 0;
  for (const place of places) filled += body.copy(sampleRoom, filled, place, place + samplePieceBytes);
  return sampleRoom.subarray(0, filled);
}

async function readSample(file: FileHandle, sizeBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const place of samplePlaces(sizeBytes)) {
    const piece = Buffer.alloc(pieceBytes(sizeBytes));
    pieces.push(piece.subarray(0, await fill(file, piece, place)));
  }
  return Buffer.concat(pieces);
}

/** A document of one piece is its own sample. */
function pieceBytes(sizeBytes: number): number {
  return samplePlaces(sizeBytes).length === 1 ? sizeBytes : samplePieceBytes;
}

function changedFrom(stats: Stats, document: SourceDocument): SealFailure | null {
  const isSame = stats.isFile() && stats.size === document.sizeBytes && stats.mtimeMs === document.mtimeMs;
  return isSame ? null : changed(document);
}

function changed({ documentId }: SourceDocument): SealFailure {
  return { documentId, reason: 'changed', detail: '' };
}

function outside({ documentId }: SourceDocument): SealFailure {
  return { documentId, reason: 'unreadable', detail: 'ELOOP' };
}

/** Closes a document that nobody reads any more. */
export async function closeOpened(document: OpenedDocument): Promise<void> {
  if (document.kind === 'opened') await document.close();
}

/** Turns a system error about a document into a failure; the code decides, never the text. */
export function failureOf({ documentId }: Pick<SourceDocument, 'documentId'>, error: unknown): SealFailure {
  return { documentId, reason: isMissing(error) ? 'vanished' : 'unreadable', detail: errorCode(error) };
}
