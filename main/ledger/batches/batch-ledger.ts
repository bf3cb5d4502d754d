// The engine's batch questions, each answered by a file of this folder.
import { refusedAloneReasons } from '../../engine/model';
import type { BatchLedger } from '../../engine/ports';
import { toBatchRecord } from '../rows/batch-row';
import type { LedgerDatabase } from '../schema';
import { acceptBatch, moveBatch } from './accept-batch';
import { awaitingAfterUpload, leaveOriginals, pendingAfterUpload, recordAfterUpload } from './after-upload';
import { acceptedSince, beginAttempt, countOutcomes, endAttempt, firstOutcomeAt } from './attempts';
import { decideBatches } from './decide-batch';
import { dueBatches, isHeldBack, nextRetryAt } from './due-batches';
import { findBatch } from './find-batch';
import { abandonBatch, fillBatch, openBatch, sealBatch } from './open-batch';
import { prioritizeBatch } from './prioritize-batch';
import { fastestRecentUpload } from './recent-uploads';
import { releaseHeld, wakeWaiting } from './release-batches';
import { sealAgain, setAsideAlone, splitBatch, splittingBatches } from './split-batch';
import { tally } from './tally';

/** The engine's batch questions, answered by this database. */
export function batchLedger(db: LedgerDatabase): BatchLedger {
  return {
    open: (batch) => openBatch(db, batch),
    fill: (batch) => fillBatch(db, batch),
    abandon: (id) => abandonBatch(db, id),
    seal: (id, zip) => sealBatch(db, id, zip),
    interrupted: async () => (await interruptedQuery(db).execute()).map(toBatchRecord),
    due: (now, limit, excluding) => dueBatches(db, now, limit, excluding),
    nextRetryAt: (now) => nextRetryAt(db, now),
    isHeldBack: (scope) => isHeldBack(db, scope),
    prioritize: (id, prioritized) => prioritizeBatch(db, id, prioritized),
    beginAttempt: (id, startedAt) => beginAttempt(db, id, startedAt),
    endAttempt: (id, evidence, next, set) => endAttempt(db, id, evidence, next, set),
    accept: (id, evidence, receipt, set) => acceptBatch(db, id, evidence, receipt, set),
    move: (id, next, at) => moveBatch(db, id, next, at),
    decide: (ids, decision, next) => decideBatches(db, ids, decision, next),
    sealAgain: (ids, decision) => sealAgain(db, ids, decision),
    splitting: () => splittingBatches(db),
    split: (id, halves, at) => splitBatch(db, id, halves, at),
    setAsideAlone: (id, reason, detail, at) => setAsideAlone(db, id, reason, detail, at),
    acceptedSince: (credentialId, time) => acceptedSince(db, credentialId, time),
    firstOutcomeAt: (id, outcome) => firstOutcomeAt(db, id, outcome),
    releaseHeld: (credentialId, reasons) => releaseHeld(db, credentialId, reasons),
    wakeWaiting: (causes, now, beyond) => wakeWaiting(db, causes, now, beyond),
    get: async (id) => {
      const row = await findBatch(db, id);
      return row === null ? null : toBatchRecord(row);
    },
    awaitingAfterUpload: (limit) => awaitingAfterUpload(db, limit, { state: 'pending', after: 0 }),
    failedAfterUpload: (limit, after) => awaitingAfterUpload(db, limit, { state: 'failed', after: after ?? 0 }),
    pendingAfterUpload: (id) => pendingAfterUpload(db, id),
    recordAfterUpload: (results) => recordAfterUpload(db, results),
    leaveOriginals: (id) => leaveOriginals(db, id),
    countOutcomes: (id, outcome) => countOutcomes(db, id, outcome),
    fastestRecentUpload: (credentialId) => fastestRecentUpload(db, credentialId),
    tally: () => tally(db),
    spooledZips: () => spooledZips(db),
  };
}

function interruptedQuery(db: LedgerDatabase) {
  return db.selectFrom('batch').selectAll().where('state', 'in', ['open', 'sending']).orderBy('id');
}

/**
 * Zips of batches that may still be sent, by this program or after a person's decision, and of documents that the server
 * did not take: a zip may be the last copy.
 */
async function spooledZips(db: LedgerDatabase): Promise<string[]> {
  const rows = await db
    .selectFrom('batch')
    .select('zip_name')
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting']),
        eb.and([
          eb('state', '=', 'cancelled'),
          eb.exists(
            eb
              .selectFrom('document')
              .select('document.id')
              .whereRef('document.batch_id', '=', 'batch.id')
              .where('document.state', '=', 'set-aside')
              .where('document.reason', 'in', refusedAloneReasons),
          ),
        ]),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.flatMap(({ zip_name }) => (zip_name === null ? [] : [zip_name]));
}
