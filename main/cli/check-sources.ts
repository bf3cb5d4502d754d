// Compares the files in the watched folders with what was delivered from them.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../engine/seal/spool';
import type { DeliveredDocument } from '../ledger/receipts/delivered-documents';

export interface SourceReport {
  /** Files that are what was delivered. */
  readonly same: number;
  /** Not looked for: trashed or moved away by a person, replaced by a newer version, or moved before places were kept. */
  readonly notExpected: number;
  readonly problems: readonly SourceProblem[];
}

export type SourceProblem =
  | ({ readonly kind: 'missing' | 'changed' } & SourcePlace)
  | ({ readonly kind: 'unreadable'; readonly detail: string } & SourcePlace)
  /** So many delivered documents of the folder were not looked at. */
  | { readonly kind: 'folder-unreachable'; readonly folderPath: string; readonly documents: number };

interface SourcePlace {
  readonly documentId: number;
  readonly batch: number;
  readonly path: string;
}

/** Reads every file that should still be there; one after the other. */
export async function checkSources(
  documents: AsyncIterable<DeliveredDocument>,
  { signal }: { signal: AbortSignal },
): Promise<SourceReport> {
  const unreachable = new Map<string, number>();
  const reachable = new Set<string>();
  const problems: SourceProblem[] = [];
  let same = 0;
  let notExpected = 0;
  for await (const document of documents) {
    const { folderPath } = document;
    if (!reachable.has(folderPath) && !unreachable.has(folderPath)) {
      if (await isFolder(folderPath)) reachable.add(folderPath);
      else unreachable.set(folderPath, 0);
    }
    const place = placeOf(document);
    if (place === null) {
      notExpected += 1;
    } else if (unreachable.has(folderPath)) {
      unreachable.set(folderPath, (unreachable.get(folderPath) ?? 0) + 1);
    } else {
      const problem = await problemOf(document, place, signal);
      if (problem === null) same += 1;
      else problems.push(problem);
    }
    signal.throwIfAborted();
  }
  for (const [folderPath, count] of unreachable) {
    if (count > 0) problems.push({ kind: 'folder-unreachable', folderPath, documents: count });
  }
  return { same, notExpected, problems };
}

/** Where the file should be; null when nobody says that it is still there. */
function placeOf({ folderPath, relativePath, movedTo, original, isReplaced }: DeliveredDocument): string | null {
  switch (original) {
    case 'trashed':
    case 'changed':
    case 'gone':
      return null;
    case 'moved':
      return movedTo === null ? null : join(folderPath, movedTo);
    case 'pending':
    case 'left':
    case 'failed':
      return isReplaced ? null : join(folderPath, relativePath);
  }
}

async function problemOf(
  { documentId, batch, sha256 }: DeliveredDocument,
  path: string,
  signal: AbortSignal,
): Promise<SourceProblem | null> {
  const place = { documentId, batch, path };
  const hashed = await hashFile(path, { signal });
  if (hashed.kind === 'hashed') return hashed.sha256 === sha256 ? null : { kind: 'changed', ...place };
  const { code } = hashed;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? { kind: 'missing', ...place }
    : { kind: 'unreadable', detail: code, ...place };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** What is wrong with a file, and where it should be. */
export function sourceSentence(problem: SourceProblem): string {
  switch (problem.kind) {
    case 'missing':
      return `${problem.path} (document ${problem.documentId}, batch ${problem.batch}) is not there any more.`;
    case 'changed':
      return `${problem.path} (document ${problem.documentId}, batch ${problem.batch}) is not what was delivered.`;
    case 'unreadable':
      return `${problem.path} (document ${problem.documentId}, batch ${problem.batch}) cannot be read (${problem.detail}).`;
    case 'folder-unreachable':
      return `${problem.folderPath} cannot be reached; ${problem.documents} delivered documents were not looked at.`;
  }
}
