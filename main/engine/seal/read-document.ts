// Reads one document once: its bytes for the zip, with hash, CRC and the proof that it did not change meanwhile.
import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { errorCode, isMissing } from '../error-code';
import { liesInside } from '../lies-inside';
import { proofOf, proving, type ReadProof } from './read-proof';
import type { SealFailure, SourceDocument } from './seal-job';

export type OpenedDocument =
  | {
      readonly kind: 'opened';
      /** The first bytes, at most `sampleBytes`. */
      readonly sample: Buffer;
      /** The whole document: one buffer when it is small, else a stream that fails when the file fails. */
      readonly body: Buffer | Readable;
      /** Call after the body was consumed: what was read, or why it does not count. */
      prove(): Promise<{ kind: 'proof'; proof: ReadProof } | { kind: 'failed'; failure: SealFailure }>;
      close(): Promise<void>;
    }
  | { readonly kind: 'failed'; readonly failure: SealFailure };

/** How much of a document is looked at to decide whether it is deflated, in bytes. */
export const sampleBytes = 64 * 1024;
const chunkBytes = 1024 * 1024;
/** Above this a document is streamed: the whole batch must not stand in memory at once. */
export const bufferedBytes = 16 * 1024 * 1024;

// Windows has neither. Without the second a pipe that was put in a document's place would hold the thread for ever.
const optional: Partial<Pick<typeof constants, 'O_NOFOLLOW' | 'O_NONBLOCK'>> = constants;
const openFlags = constants.O_RDONLY | (optional.O_NOFOLLOW ?? 0) | (optional.O_NONBLOCK ?? 0);

/** Opens a document for reading and checks that it is still the one that was found. Expected failures are values. */
export async function openDocument(document: SourceDocument): Promise<OpenedDocument> {
  let file: FileHandle;
  try {
    file = await open(document.path, openFlags);
  } catch (error) {
    return { kind: 'failed', failure: failureOf(document, error) };
  }
  try {
    if (!(await liesInside(file, document.path, document.within))) {
      await file.close();
      return { kind: 'failed', failure: { documentId: document.documentId, reason: 'unreadable', detail: 'ELOOP' } };
    }
    const before = await file.stat();
    if (!isSame(before, document)) {
      await file.close();
      return { kind: 'failed', failure: changed(document) };
    }
    const sample = await readSample(file, document.sizeBytes);
    return document.sizeBytes <= bufferedBytes
      ? await buffered(file, document, sample)
      : streamed(file, document, sample);
  } catch (error) {
    await file.close();
    return { kind: 'failed', failure: failureOf(document, error) };
  }
}

async function buffered(file: FileHandle, document: SourceDocument, sample: Buffer): Promise<OpenedDocument> {
  const body = Buffer.allocUnsafe(document.sizeBytes);
  sample.copy(body);
  let filled = sample.length;
  while (filled < body.length) {
    const { bytesRead } = await file.read(body, filled, body.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  const proof = { ...proofOf(body), sizeBytes: filled };
  return opened(file, document, sample, body, () => proof);
}

function streamed(file: FileHandle, document: SourceDocument, sample: Buffer): OpenedDocument {
  const { body, prove } = proving(chunks(file), chunkBytes);
  return opened(file, document, sample, body, prove);
}

async function* chunks(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

function opened(
  file: FileHandle,
  document: SourceDocument,
  sample: Buffer,
  body: Buffer | Readable,
  proofOfRead: () => ReadProof,
): OpenedDocument {
  return {
    kind: 'opened',
    sample,
    body,
    prove: async () => {
      const proof = proofOfRead();
      const after = await file.stat();
      const whole = proof.sizeBytes === document.sizeBytes && isSame(after, document);
      return whole ? { kind: 'proof', proof } : { kind: 'failed', failure: changed(document) };
    },
    close: () => file.close(),
  };
}

async function readSample(file: FileHandle, sizeBytes: number): Promise<Buffer> {
  const sample = Buffer.alloc(Math.min(sampleBytes, sizeBytes));
  const { bytesRead } = await file.read(sample, 0, sample.length, 0);
  return sample.subarray(0, bytesRead);
}

function isSame(stats: Stats, { sizeBytes, mtimeMs }: SourceDocument): boolean {
  return stats.isFile() && stats.size === sizeBytes && stats.mtimeMs === mtimeMs;
}

function changed({ documentId }: SourceDocument): SealFailure {
  return { documentId, reason: 'changed', detail: '' };
}

/** Turns a system error about a document into a failure; the code decides, never the text. */
export function failureOf({ documentId }: Pick<SourceDocument, 'documentId'>, error: unknown): SealFailure {
  return { documentId, reason: isMissing(error) ? 'vanished' : 'unreadable', detail: errorCode(error) };
}
