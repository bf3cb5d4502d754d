// Reads one document back out of a sealed zip, with the proof that it is the one that was sealed.
import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { errorCode } from '../error-code';
import { bufferedBytes, sampleOf, type OpenedDocument } from './read-document';
import { proofOf, proving, type ReadProof } from './read-proof';
import type { SplitDocument } from './split-job';

const streamBytes = 1024 * 1024;
const longSampleBytes = 16 * 1024;

/** Opens an entry for another zip. Whatever keeps it from being read is a failure of the zip, given as a value. */
export async function openEntry(
  zip: ZipFile,
  entry: Entry,
  document: SplitDocument,
  { withSample }: { withSample: boolean },
): Promise<OpenedDocument> {
  try {
    if (document.sizeBytes <= bufferedBytes) {
      const bytes = Buffer.concat((await (await zip.openReadStreamPromise(entry)).toArray()) as Buffer[]);
      const sample = withSample ? () => sampleOf(bytes) : noSample;
      return opened(document, { body: bytes, sample }, () => proofOf(bytes));
    }
    const sample = withSample ? await readSample(await zip.openReadStreamPromise(entry)) : noSample();
    const { body, prove } = proving(await zip.openReadStreamPromise(entry), streamBytes);
    return opened(document, { body, sample: () => sample }, prove);
  } catch (error) {
    const { documentId } = document;
    return { kind: 'failed', failure: { documentId, reason: 'unreadable', detail: errorCode(error) } };
  }
}

const nothing = Buffer.alloc(0);
const noSample = (): Buffer => nothing;

function opened(
  { documentId, sizeBytes, sha256 }: SplitDocument,
  read: Pick<Extract<OpenedDocument, { kind: 'opened' }>, 'body' | 'sample'>,
  proofOfRead: () => ReadProof,
): OpenedDocument {
  return {
    kind: 'opened',
    ...read,
    crc32: null,
    prove: () => {
      const proof = proofOfRead();
      const isTheSame = proof.sizeBytes === sizeBytes && proof.sha256 === sha256;
      return Promise.resolve(
        isTheSame
          ? { kind: 'proof', proof }
          : { kind: 'failed', failure: { documentId, reason: 'changed', detail: '' } },
      );
    },
    // The zip stays open for the next entry.
    close: () => Promise.resolve(),
  };
}

/** Its first bytes: an entry cannot be read from the middle when it is deflated. */
async function readSample(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= longSampleBytes) break;
  }
  return Buffer.concat(parts).subarray(0, longSampleBytes);
}
