// The engine's document questions, each answered by a file of this folder.
import type { DocumentLedger } from '../../engine/ports';
import { toDocumentRecord } from '../rows/document-row';
import type { LedgerDatabase } from '../schema';
import { compareFiles } from './compare-files';
import { forgetDocuments, judgeDocuments, reconsiderDocuments, wasRenamed, withdrawUnsealed } from './judge-documents';
import { dismissMany, sendAnywayMany } from './decide-documents';
import { askingDuplicates, originals, sameSize, wasTouched } from './duplicates';
import { newestVersions } from './newest-versions';
import { recordChanges } from './record-changes';
import { documentsOfBatch, readyDocuments, setAsideFor, settlingDocuments } from './waiting-documents';

/** The engine's document questions, answered by this database. */
export function documentLedger(db: LedgerDatabase): DocumentLedger {
  return {
    newest: async (folderId, relativePaths) => {
      const rows = await db.transaction().execute((trx) => newestVersions(trx, folderId, relativePaths));
      return new Map([...rows].map(([path, row]) => [path, toDocumentRecord(row)]));
    },
    compare: (folderId, files) => compareFiles(db, folderId, files),
    record: (folderId, changes, seenAt) => recordChanges(db, folderId, changes, seenAt),
    settling: (folderId, except) => settlingDocuments(db, folderId, except),
    ready: (folderId) => readyDocuments(db, folderId),
    setAside: (folderId, reasons) => setAsideFor(db, folderId, reasons),
    judge: (verdicts, now) => judgeDocuments(db, verdicts, now),
    withdrawUnsealed: (folderId, detail, now) => withdrawUnsealed(db, folderId, detail, now),
    reconsider: (ids) => reconsiderDocuments(db, ids),
    forget: (ids) => forgetDocuments(db, ids),
    wasRenamed: (id) => wasRenamed(db, id),
    sameSize: (scope, ids) => sameSize(db, scope, ids),
    originals: (scope, sha256s) => originals(db, scope, sha256s),
    wasTouched: (id, sha256) => wasTouched(db, id, sha256),
    askingDuplicates: (folderId) => askingDuplicates(db, folderId),
    sendAnyway: async (id, at) => (await sendAnywayMany(db, [id], at)).has(id),
    sendAnywayMany: (ids, at) => sendAnywayMany(db, ids, at),
    dismiss: async (id, at) => (await dismissMany(db, [id], at)).has(id),
    dismissMany: (ids, at) => dismissMany(db, ids, at),
    ofBatch: (batchId) => documentsOfBatch(db, batchId),
  };
}
