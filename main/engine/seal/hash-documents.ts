// Reads documents for their SHA-256 alone, with the same proof that they did not change meanwhile as sealing has.
import type { HashJob, HashResult } from './hash-job';
import { openedAhead } from '../read-ahead';
import { createBufferPool } from './buffer-pool';
import { closeOpened, failureOf, withReadable, type OpenedDocument } from './read-document';
import type { SealFailure, SourceDocument } from './seal-job';

const keptBytes = 8 * 1024 * 1024;
const options = { pool: createBufferPool(keptBytes), withSample: false };

/** Hashes one document after the other. Expected failures of a document are values. */
export async function hashDocuments({ documents }: HashJob): Promise<HashResult> {
  const contents: { documentId: SourceDocument['documentId']; sha256: string }[] = [];
  const failures: SealFailure[] = [];
  await withReadable(documents, options, async (sources) => {
    for await (const [document, opened] of openedAhead(sources, closeOpened)) {
      const sha256 = await hashOf(document, opened);
      if (typeof sha256 === 'string') contents.push({ documentId: document.documentId, sha256 });
      else failures.push(sha256);
    }
  });
  return { kind: 'hashed', contents, failures };
}

async function hashOf(document: SourceDocument, opened: OpenedDocument): Promise<string | SealFailure> {
  if (opened.kind === 'failed') return opened.failure;
  const { body } = opened;
  try {
    // A large document is a stream that hashes what passes.
    if (Buffer.isBuffer(body)) options.pool.give(body);
    else for await (const chunk of body as AsyncIterable<Buffer>) options.pool.give(chunk);
    const result = await opened.prove();
    return result.kind === 'proof' ? result.proof.sha256 : result.failure;
  } catch (error) {
    return failureOf(document, error);
  } finally {
    if (!Buffer.isBuffer(body)) body.destroy();
    await opened.close();
  }
}
