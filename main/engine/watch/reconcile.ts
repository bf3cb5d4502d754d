// Compares what is on disk with what the ledger knows: the one place that decides what counts as a new document.
import { isRefusedAlone, type DocumentRecord, type SetAsideReason } from '../model';
import type { DocumentChange, FileOnDisk } from '../ports';

export type FoundFile = FileOnDisk;

/** Detail of a withdrawn document whose file was taken away: it is looked at anew when the file comes back. */
export const removedByPerson = 'removed';

export type Reconciliation =
  | { readonly kind: 'known' }
  | { readonly kind: 'record'; readonly change: DocumentChange }
  /** Set aside earlier for something that may have passed without the file changing. */
  | { readonly kind: 'look-again'; readonly reason: SetAsideReason };

/**
 * What a found file means, given the newest version of that path in the ledger. A file that changes before it is sealed
 * is the same document, still settling; one that changes afterwards is a new document.
 */
export function reconcile(found: FoundFile, newest: DocumentRecord | undefined): Reconciliation {
  const { relativePath, sizeBytes, mtimeMs } = found;
  if (newest === undefined) return { kind: 'record', change: { kind: 'new', relativePath, sizeBytes, mtimeMs } };
  const same = newest.sizeBytes === sizeBytes && newest.mtimeMs === mtimeMs;
  switch (newest.status.state) {
    case 'settling':
    case 'ready':
      return same ? { kind: 'known' } : changed(newest, found);
    case 'set-aside':
      if (newest.status.reason === 'withdrawn' && newest.status.detail !== removedByPerson) {
        return same ? { kind: 'known' } : { kind: 'record', change: { kind: 'new', relativePath, sizeBytes, mtimeMs } };
      }
      if (!same) {
        return isRefusedAlone(newest.status.reason)
          ? { kind: 'record', change: { kind: 'new', relativePath, sizeBytes, mtimeMs } }
          : changed(newest, found);
      }
      return { kind: 'look-again', reason: newest.status.reason };
    case 'duplicate':
      // Nobody decided about it yet: what lies there now takes its place.
      if (!same && newest.status.asks) return changed(newest, found);
      return same ? { kind: 'known' } : { kind: 'record', change: { kind: 'new', relativePath, sizeBytes, mtimeMs } };
    case 'sealed':
    case 'delivered':
      return same ? { kind: 'known' } : { kind: 'record', change: { kind: 'new', relativePath, sizeBytes, mtimeMs } };
  }
}

function changed(newest: DocumentRecord, { sizeBytes, mtimeMs }: FoundFile): Reconciliation {
  return { kind: 'record', change: { kind: 'changed', id: newest.id, sizeBytes, mtimeMs } };
}
