// A person's word: on a batch that waits for it, on a paused credential, on a set without a number.
import type { Decision } from '../engine-facade';
import type { BatchId, BatchState, CredentialId, SetId } from '../model';
import type { Clock, Ledger } from '../ports';

/** Reasons that a pause of the credential gave its batches; resuming it lets them go on. */
const pauseReasons = ['credential-refused', 'secret-missing', 'token-expired', 'credential-removed'] as const;

/** Carries a decision out if the batch is still in a state that it fits. */
export async function decide(
  ledger: Ledger,
  clock: Clock,
  batchId: BatchId,
  decision: Decision,
): Promise<'done' | 'wrong-state'> {
  const batch = await ledger.batches.get(batchId);
  const next = batch === null ? null : nextState(batch.status, decision, clock.now());
  if (next === null) return 'wrong-state';
  await ledger.batches.move(batchId, next, clock.now());
  return 'done';
}

/** The state that a decision leads to; null when it does not fit the batch's state. */
export function nextState(status: BatchState, decision: Decision, now: number): BatchState | null {
  const { state } = status;
  switch (decision.kind) {
    case 'retry':
      return state === 'held' || state === 'waiting' ? { state: 'sealed' } : null;
    case 'send-again':
      return state === 'in-doubt' ? { state: 'sealed' } : null;
    case 'arrived':
      return state === 'in-doubt'
        ? { state: 'accepted', serverBatchId: decision.serverBatchId, acceptedAt: now }
        : null;
    case 'withdraw':
      return state === 'held' || state === 'waiting' || state === 'in-doubt' || state === 'sealed'
        ? { state: 'cancelled' }
        : null;
  }
}

/** The credential is in use again, with every batch that its pause held. */
export async function resumeCredential(ledger: Ledger, id: CredentialId): Promise<void> {
  await ledger.credentials.setState(id, { state: 'ok' });
  await ledger.batches.releaseHeld(id, pauseReasons);
}

/** Gives the number to a set that waits for one. */
export async function setReferenceNumber(
  ledger: Ledger,
  id: SetId,
  referenceNumber: string,
): Promise<'done' | 'wrong-state'> {
  const set = await ledger.sets.get(id);
  if (set?.status.state !== 'needs-attention') return 'wrong-state';
  await ledger.sets.setStatus(id, { state: 'open', referenceNumber });
  return 'done';
}
