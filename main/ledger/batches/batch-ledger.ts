// The engine's batch questions, each answered by a file of this folder.
import type { BatchLedger } from '../../engine/ports';
import { toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase } from '../schema';
import { acceptBatch, moveBatch } from './accept-batch';
import { awaitingAfterUpload, pendingAfterUpload, recordAfterUpload } from './after-upload';
import { beginAttempt, countOutcomes, endAttempt } from './attempts';
import { dueQuery, nextRetryAt } from './due-batches';
import { findBatch } from './find-batch';
import { abandonBatch, openBatch, sealBatch } from './open-batch';
import { releaseHeld, wakeWaiting } from './release-batches';
import { tally } from './tally';

/** The engine's batch questions, answered by this database. */
export function batchLedger(db: LedgerDatabase): BatchLedger {
  return {
    open: (batch) => openBatch(db, batch),
    abandon: (id) => abandonBatch(db, id),
    seal: (id, zip) => sealBatch(db, id, zip),
    interrupted: async () => (await interruptedQuery(db).execute()).map(toBatchRecord),
    due: async (now, limit, excluding) => (await dueQuery(db, now, limit, excluding).execute()).map(toBatchRecord),
    nextRetryAt: () => nextRetryAt(db),
    beginAttempt: (id, startedAt) => beginAttempt(db, id, startedAt),
    endAttempt: (id, evidence, next, set) => endAttempt(db, id, evidence, next, set),
    accept: (id, evidence, receipt, set) => acceptBatch(db, id, evidence, receipt, set),
    move: (id, next, at) => moveBatch(db, id, next, at),
    releaseHeld: (credentialId, reasons) => releaseHeld(db, credentialId, reasons),
    wakeWaiting: (causes, now) => wakeWaiting(db, causes, now),
    get: async (id) => {
      const row = await findBatch(db, id);
      return row === null ? null : toBatchRecord(row);
    },
    awaitingAfterUpload: (limit) => awaitingAfterUpload(db, limit),
    pendingAfterUpload: (id) => pendingAfterUpload(db, id),
    recordAfterUpload: (results) => recordAfterUpload(db, results),
    countOutcomes: (id, outcome) => countOutcomes(db, id, outcome),
    tally: () => tally(db),
    spooledZips: () => spooledZips(db),
  };
}

function interruptedQuery(db: LedgerDatabase) {
  return db.selectFrom('batch').selectAll().where('state', 'in', ['open', 'sending']).orderBy('id');
}

/** Zips of batches that may still be sent, by this program or after a person's decision. */
async function spooledZips(db: LedgerDatabase): Promise<string[]> {
  const rows = await db
    .selectFrom('batch')
    .select('zip_name')
    .where('state', 'in', ['sealed', 'sending', 'waiting', 'held', 'in-doubt'])
    .orderBy('id')
    .execute();
  return rows.flatMap(({ zip_name }) => (zip_name === null ? [] : [zip_name]));
}
