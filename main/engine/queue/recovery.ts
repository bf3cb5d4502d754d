// What a killed program left behind: batches half sealed or half sent go to a state that a restart can go on from.
import type { EventListener } from '../events';
import type { BatchRecord, Credential, CredentialId } from '../model';
import type { Clock, Ledger } from '../ports';
import { announceBatch, announceSet } from './announce';
import { decideBySetting } from './decisions';
import { interruptedEvidence } from './evidence';
import { doubt } from './next-state';

export interface RecoveryParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly onEvent: EventListener;
  /** null when it was removed. */
  readonly credential: (id: CredentialId) => Credential | null;
  /** The wait before a batch of this credential is sent again, in milliseconds. */
  readonly backoffMs: (id: CredentialId) => number;
}

/**
 * Open batches are given up, their documents are ready again. A batch that was sending is in doubt: the row "bytes may
 * leave" was written, and nothing says how many left (docs/architecture.md, What always holds).
 */
export async function recoverInterrupted(parts: RecoveryParts): Promise<void> {
  const { ledger } = parts;
  for (const batch of await ledger.batches.interrupted()) {
    if (batch.status.state === 'open') await ledger.batches.abandon(batch.id);
    else await recoverSending(batch, parts);
  }
}

async function recoverSending(batch: BatchRecord, parts: RecoveryParts): Promise<void> {
  const { ledger, clock, onEvent } = parts;
  const now = clock.now();
  const set = batch.setId === null ? null : await ledger.sets.get(batch.setId);
  const created = set?.status.state === 'creating' && set.status.batchId === batch.id ? set : null;
  const after = doubt(
    {
      inDoubt: parts.credential(batch.credentialId)?.inDoubt ?? 'ask',
      doubts: await ledger.batches.countOutcomes(batch.id, 'in-doubt'),
      setBefore: created?.status ?? null,
      backoffMs: parts.backoffMs(batch.credentialId),
      now,
    },
    null,
  );
  await ledger.batches.endAttempt(
    batch.id,
    interruptedEvidence(now),
    after.batch,
    created === null || after.set === null ? null : { id: created.id, status: after.set },
  );
  if (after.decided === null) announceBatch(onEvent, batch.id, after.batch);
  else await decideBySetting(parts, batch.id, after.decided);
  if (created !== null) announceSet(onEvent, batch.id, after.set);
}
