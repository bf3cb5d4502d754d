// The questions of window and command line, each answered by a file of this folder.
import type { CredentialId } from '../../engine/model';
import { credentialState } from '../credential-ledger';
import type { LedgerDatabase } from '../schema';
import { attention } from './attention';
import { batchesOfSet } from './batches-of-set';
import { deliveries } from './deliveries';
import { documentsOfBatch } from './documents-of-batch';
import { folderFigures } from './folder-figures';
import { queue } from './queue';
import { sets } from './sets';
import type { LedgerViews } from './views';

/** The views over an open database. `now` tells which waiting batches are due already. */
export function viewsOver(db: LedgerDatabase, now: () => number): LedgerViews {
  return {
    folders: () => folderFigures(db),
    deliveries: (since) => deliveries(db, since),
    attention: (limit) => attention(db, limit),
    queue: (page) => queue(db, page, now()),
    sets: (page) => sets(db, page),
    batchesOfSet: (page) => batchesOfSet(db, page),
    documentsOfBatch: (page) => documentsOfBatch(db, page),
    credentialStatus: (credentialId) => credentialState(db, credentialId as CredentialId),
  };
}
