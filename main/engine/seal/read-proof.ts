// Hash, checksum and length of a document, taken from the very bytes that go into a zip.
import { createHash, hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

export interface ReadProof {
  readonly sha256: string;
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** The proof of a document that stands in memory. */
export function proofOf(bytes: Buffer): ReadProof {
  return { sha256: hash('sha256', bytes, 'hex'), crc32: crc32(bytes), sizeBytes: bytes.length };
}

/** A stream of these chunks, which fails when they fail. Ask for the proof once it was read to its end. */
export function proving(
  chunks: AsyncIterable<Buffer>,
  highWaterMark: number,
): { body: Readable; prove: () => ReadProof } {
  const content = createHash('sha256');
  const sum = { crc32: 0, sizeBytes: 0 };
  async function* passing(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      content.update(chunk);
      sum.crc32 = crc32(chunk, sum.crc32);
      sum.sizeBytes += chunk.length;
      yield chunk;
    }
  }
  const body = Readable.from(passing(), { objectMode: false, highWaterMark });
  return { body, prove: () => ({ sha256: content.digest('hex'), ...sum }) };
}
