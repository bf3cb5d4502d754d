// Reads documents for their SHA-256 alone, with the same proof that they did not change meanwhile as sealing has.
import { finished } from 'node:stream/promises';
import type { HashJob, HashResult } from './hash-job';
import { failureOf, openDocument } from './read-document';
import type { SealFailure, SourceDocument } from './seal-job';

/** Hashes one document after the other. Expected failures of a document are values. */
export async function hashDocuments({ documents }: HashJob): Promise<HashResult> {
  const contents: { documentId: SourceDocument['documentId']; sha256: string }[] = [];
  const failures: SealFailure[] = [];
  for (const document of documents) {
    const sha256 = await hashOf(document);
    if (typeof sha256 === 'string') contents.push({ documentId: document.documentId, sha256 });
    else failures.push(sha256);
  }
  return { kind: 'hashed', contents, failures };
}

async function hashOf(document: SourceDocument): Promise<string | SealFailure> {
  const opened = await openDocument(document);
  if (opened.kind === 'failed') return opened.failure;
  const { body } = opened;
  try {
    // A large document is a stream that hashes what passes.
    if (!Buffer.isBuffer(body)) await finished(body.resume());
    const result = await opened.prove();
    return result.kind === 'proof' ? result.proof.sha256 : result.failure;
  } catch (error) {
    return failureOf(document, error);
  } finally {
    if (!Buffer.isBuffer(body)) body.destroy();
    await opened.close();
  }
}
