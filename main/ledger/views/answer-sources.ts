// The questions of drops, previews and pictures, each answered by a file of this folder.
import type { LedgerDatabase } from '../schema';
import { documentSource, zipSource } from './document-source';
import { dropProgress } from './drop-progress';
import { setById, setByNumber } from './set-identity';
import type { SourceViews } from './source-views';

export function sourceViews(db: LedgerDatabase): SourceViews {
  return {
    dropProgress: (folderIds) => dropProgress(db, folderIds),
    setById: (id) => setById(db, id),
    setByNumber: (credentialId, referenceNumber) => setByNumber(db, credentialId, referenceNumber),
    documentSource: (id) => documentSource(db, id),
    zipSource: (batchId) => zipSource(db, batchId),
  };
}
