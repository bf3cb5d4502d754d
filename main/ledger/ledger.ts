// The engine's ledger port, put together from the files that answer its questions.
import type { Ledger } from '../engine/ports';
import { batchLedger } from './batches/batch-ledger';
import { credentialLedger } from './credential-ledger';
import { documentLedger } from './documents/document-ledger';
import { folderLedger } from './folder-ledger';
import { pauseLedger } from './pauses/pause-ledger';
import type { LedgerDatabase } from './schema';
import { setLedger } from './set-ledger';

/** The ledger over an open database with the current schema. */
export function ledgerOver(db: LedgerDatabase): Ledger {
  return {
    folders: folderLedger(db),
    documents: documentLedger(db),
    batches: batchLedger(db),
    sets: setLedger(db),
    credentials: credentialLedger(db),
    pauses: pauseLedger(db),
  };
}
