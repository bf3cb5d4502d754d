// Finds ready documents whose content was sent before, is on its way, or goes out in the same round.
import { join } from 'node:path';
import type { EventListener } from '../events';
import type { DocumentId, DocumentRecord, FolderId, WatchedFolder } from '../model';
import type { Clock, DocumentLedger, DocumentVerdict, DuplicateScope, Original } from '../ports';
import type { HashResult } from './hash-job';
import type { SealedEntry, SealFailure, SourceDocument } from './seal-job';
import type { SealThread } from './seal-thread';

export interface DuplicateSearchParts {
  readonly documents: DocumentLedger;
  readonly thread: Pick<SealThread, 'hash'>;
  readonly clock: Clock;
  readonly onEvent: EventListener;
}

export type Searched =
  /** Each may be sealed now. */
  | { readonly kind: 'none' }
  /** These have the content of another one that goes now, and are duplicates of it once it is sealed. */
  | { readonly kind: 'copies'; readonly later: ReadonlySet<DocumentId> }
  /** The ledger was told about duplicates: what is ready is to be asked anew. */
  | { readonly kind: 'judged' }
  | { readonly kind: 'documents-failed'; readonly failures: readonly SealFailure[] }
  | Extract<HashResult, { kind: 'spool-failed' }>;

export interface DuplicateSearch {
  /** Forgets what is not among the folder's ready documents any more. */
  keepOnly(folderId: FolderId, ready: readonly DocumentRecord[]): void;
  /** Looks at documents of one folder that are about to be sealed, in order of relative path. */
  search(folder: WatchedFolder, due: readonly DocumentRecord[]): Promise<Searched>;
  /**
   * What a zip of these documents is worth. `changed`: one of them has another content than it was looked at with;
   * `copies`: of those that were not looked at, one has the content of another. Both have to be planned anew.
   */
  verdictOn(
    folder: WatchedFolder,
    records: readonly DocumentRecord[],
    entries: readonly SealedEntry[],
  ): Promise<'send' | 'changed' | 'copies'>;
}

// Bounds a message to the thread and a transaction: neither may hold up the main process.
const documentsAtOnce = 256;

/**
 * Only a document that has the size of one that was sent is read for its hash, and only when it is about to be sealed. What a
 * file was read with once is kept while the file looks the same, because a batch that cannot be sealed is planned again
 * and again; `verdictOn` is the check that it still holds.
 */
export function createDuplicateSearch({ documents, thread, clock, onEvent }: DuplicateSearchParts): DuplicateSearch {
  const known = new Map<FolderId, Map<DocumentId, Hashed>>();

  async function search(folder: WatchedFolder, due: readonly DocumentRecord[]): Promise<Searched> {
    if (folder.duplicates === 'send' || due.length === 0) return { kind: 'none' };
    const scope = scopeOf(folder);
    const sizes = await sizesToRead(folder, due);
    // With those that are sent anyway: they are no duplicates, but others may be copies of them.
    const compared = due.filter(({ sizeBytes }) => sizes.has(sizeBytes));
    const read = await readContents(folder, compared);
    if (read.kind !== 'read') return read;
    const alike = compared.flatMap((record) => {
      const sha256 = read.contents.get(record.id)?.sha256;
      return sha256 === undefined ? [] : { record, sha256 };
    });
    const asked = alike.filter(({ record }) => !record.sendAnyway);
    const originals = await documents.originals(scope, [...new Set(asked.map(({ sha256 }) => sha256))]);
    const found = asked.flatMap(({ record, sha256 }) => {
      const original = originals.get(sha256);
      return original === undefined ? [] : { record, sha256, original };
    });
    if (found.length > 0) {
      for (const some of inPieces(found)) await judge(folder, some);
      return { kind: 'judged' };
    }
    const later = copiesIn(alike);
    return later.size === 0 ? { kind: 'none' } : { kind: 'copies', later };
  }

  /**
   * The sizes of documents that are read before they are sealed: those of documents that were sent, and those of which a
   * sealing found two alike. Documents that merely have each other's size are not read twice for that: `verdictOn`
   * finds out when they were sealed, and rarely has to say no.
   */
  async function sizesToRead(folder: WatchedFolder, due: readonly DocumentRecord[]): Promise<ReadonlySet<number>> {
    const oneOfEach = new Map<number, DocumentRecord>();
    for (const record of due) if (!record.sendAnyway) oneOfEach.set(record.sizeBytes, record);
    const bySize = new Map([...oneOfEach.values()].map(({ id, sizeBytes }) => [id, sizeBytes]));
    const ofSent = await documents.sameSize(scopeOf(folder), [...bySize.keys()]);
    const sizes = new Set(ofSent.flatMap((id) => bySize.get(id) ?? []));
    for (const { sizeBytes } of known.get(folder.id)?.values() ?? []) sizes.add(sizeBytes);
    return sizes;
  }

  async function verdictOn(
    folder: WatchedFolder,
    records: readonly DocumentRecord[],
    entries: readonly SealedEntry[],
  ): Promise<'send' | 'changed' | 'copies'> {
    const contents = known.get(folder.id);
    if (entries.some(({ documentId, sha256 }) => (contents?.get(documentId)?.sha256 ?? sha256) !== sha256)) {
      known.delete(folder.id);
      return 'changed';
    }
    return folder.duplicates !== 'send' && (await foundAlike(folder, records, entries)) ? 'copies' : 'send';
  }

  /** Looks at what sealing hashed for the first time. What it found is kept for the plan that has to be made anew. */
  async function foundAlike(
    folder: WatchedFolder,
    records: readonly DocumentRecord[],
    entries: readonly SealedEntry[],
  ): Promise<boolean> {
    const contents = known.get(folder.id) ?? new Map<DocumentId, Hashed>();
    const shas = new Map(entries.map(({ documentId, sha256 }) => [documentId, sha256]));
    const sealed = records.flatMap((record) => {
      const sha256 = shas.get(record.id);
      return sha256 === undefined ? [] : { record, sha256 };
    });
    const unread = sealed.filter(({ record }) => !record.sendAnyway && !contents.has(record.id));
    const originals = await documents.originals(scopeOf(folder), [...new Set(unread.map(({ sha256 }) => sha256))]);
    if (originals.size === 0 && copiesIn(sealed).size === 0) return false;
    for (const { record, sha256 } of sealed) {
      contents.set(record.id, { sizeBytes: record.sizeBytes, mtimeMs: record.mtimeMs, sha256 });
    }
    known.set(folder.id, contents);
    return true;
  }

  async function readContents(
    folder: WatchedFolder,
    records: readonly DocumentRecord[],
  ): Promise<{ kind: 'read'; contents: ReadonlyMap<DocumentId, Hashed> } | Exclude<Searched, { kind: 'none' }>> {
    const contents = known.get(folder.id) ?? new Map<DocumentId, Hashed>();
    known.set(folder.id, contents);
    const unread = records.flatMap(({ id, relativePath, sizeBytes, mtimeMs }): SourceDocument[] => {
      const hashed = contents.get(id);
      const isRead = hashed?.sizeBytes === sizeBytes && hashed.mtimeMs === mtimeMs;
      return isRead
        ? []
        : [{ documentId: id, path: join(folder.path, relativePath), within: folder.path, sizeBytes, mtimeMs }];
    });
    for (const some of inPieces(unread)) {
      const result = await thread.hash({ documents: some });
      if (result.kind === 'spool-failed') return result;
      const shas = new Map(result.contents.map(({ documentId, sha256 }) => [documentId, sha256]));
      for (const { documentId, sizeBytes, mtimeMs } of some) {
        const sha256 = shas.get(documentId);
        if (sha256 !== undefined) contents.set(documentId, { sizeBytes, mtimeMs, sha256 });
      }
      if (result.failures.length > 0) return { kind: 'documents-failed', failures: result.failures };
    }
    return { kind: 'read', contents };
  }

  async function judge(folder: WatchedFolder, found: readonly Found[]): Promise<void> {
    const verdicts: DocumentVerdict[] = [];
    for (const { record, sha256, original } of found) {
      const asks = folder.duplicates === 'ask' && !(await documents.wasTouched(record.id, sha256));
      verdicts.push({ id: record.id, verdict: 'duplicate', sha256, ofDocumentId: original.documentId, asks });
    }
    await documents.judge(verdicts, clock.now());
    const paths = found.map(({ record }) => record.relativePath);
    const newest = await documents.newest(folder.id, paths);
    for (const { record, original } of found) {
      // The verdict comes too late for one that moved on, or whose original was withdrawn.
      const now = newest.get(record.relativePath);
      if (now?.id !== record.id || now.status.state !== 'duplicate') continue;
      onEvent({
        type: 'document-duplicate',
        folderId: folder.id,
        documentId: record.id,
        relativePath: record.relativePath,
        ofBatchId: original.batchId,
        asks: now.status.asks,
      });
    }
  }

  return {
    keepOnly: (folderId, ready) => {
      const contents = known.get(folderId);
      if (contents === undefined) return;
      const ids = new Set(ready.map(({ id }) => id));
      for (const id of contents.keys()) if (!ids.has(id)) contents.delete(id);
      if (contents.size === 0) known.delete(folderId);
    },
    search,
    verdictOn,
  };
}

function scopeOf({ credentialId, documentType }: WatchedFolder): DuplicateScope {
  return { credentialId, documentType };
}

interface Hashed {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

interface Alike {
  readonly record: DocumentRecord;
  readonly sha256: string;
}

interface Found extends Alike {
  readonly original: Original;
}

/** All but the first of each content. One that a person wants sent anyway goes in any case, and so comes first. */
function copiesIn(alike: readonly Alike[]): ReadonlySet<DocumentId> {
  const taken = new Set(alike.flatMap(({ record, sha256 }) => (record.sendAnyway ? sha256 : [])));
  const copies = new Set<DocumentId>();
  for (const { record, sha256 } of alike) {
    if (record.sendAnyway) continue;
    if (taken.has(sha256)) copies.add(record.id);
    else taken.add(sha256);
  }
  return copies;
}

function* inPieces<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += documentsAtOnce) yield items.slice(start, start + documentsAtOnce);
}
