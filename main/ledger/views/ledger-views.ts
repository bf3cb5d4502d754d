// The questions of window and command line, each answered by a file of this folder.
import type { CredentialId } from '../../engine/model';
import { audit } from '../audit/audit';
import { credentialState } from '../credential-ledger';
import { deliveredDocuments } from '../receipts/delivered-documents';
import { exportReceipts } from '../receipts/export-receipts';
import { verifyChain } from '../receipts/verify-chain';
import type { LedgerDatabase } from '../schema';
import { pageViews } from './answer-pages';
import { sourceViews } from './answer-sources';
import { attention } from './attention';
import { batchesOfSet } from './batches-of-set';
import { credentials } from './credentials';
import { deliveries } from './deliveries';
import { documentsById } from './documents-by-id';
import { documentsOfBatch } from './documents-of-batch';
import { doubts } from './doubts';
import { folderFigures, folderHealth } from './folder-figures';
import { pauses } from './pauses';
import { queue, queueItem } from './queue';
import { sets } from './sets';
import { ledgerSummary } from './summary';
import type { LedgerViews } from './views';

/** The views over an open database. `now` tells which waiting batches are due already. */
export function viewsOver(db: LedgerDatabase, now: () => number): LedgerViews {
  return {
    ...sourceViews(db),
    ...pageViews(db),
    folders: () => folderFigures(db),
    folderHealth: () => folderHealth(db),
    deliveries: (since) => deliveries(db, since),
    attention: (limit) => attention(db, limit),
    queue: (page) => queue(db, page, now()),
    queueItem: (batchId) => queueItem(db, batchId, now()),
    pauses: () => pauses(db, now()),
    sets: (page) => sets(db, page),
    batchesOfSet: (page) => batchesOfSet(db, page),
    documentsOfBatch: (page) => documentsOfBatch(db, page),
    credentialStatus: (credentialId) => credentialState(db, credentialId as CredentialId),
    documentsById: (ids) => documentsById(db, ids),
    credentials: () => credentials(db),
    doubts: () => doubts(db),
    verifyReceipts: (head) => verifyChain(db, head),
    exportReceipts: (format) => exportReceipts(db, format, now()),
    deliveredDocuments: () => deliveredDocuments(db),
    summary: () => ledgerSummary(db),
    audit: (spoolFolder) => audit(db, spoolFolder, now()),
  };
}
