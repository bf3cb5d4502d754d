// A person's word, or a setting in a person's name: on a batch that waits for it, a paused credential, a set without a number.
import type { Decision } from '../engine-facade';
import type { EventListener } from '../events';
import type { BatchId, BatchRecord, BatchState, CredentialId, SetId } from '../model';
import type { Clock, DecisionRecord, Ledger } from '../ports';
import type { Spool } from '../seal/spool';
import { announceBatch } from './announce';

/** Reasons that a pause of the credential gave its batches; resuming it lets them go on. */
const pauseReasons = ['credential-refused', 'secret-missing', 'token-expired', 'credential-removed'] as const;

export interface DecisionParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly spool: Spool;
}

/** What was recorded, and about which batch. After `seal-again` its documents settle anew: look at its folder. */
export interface Decided {
  readonly kind: DecisionRecord['kind'];
  readonly batch: BatchRecord;
}

/** Carries a decision out, and records it, if the batch is still in a state that it fits. */
export async function decide(
  parts: DecisionParts,
  batchId: BatchId,
  decision: Decision,
): Promise<Decided | 'wrong-state'> {
  const { ledger, clock } = parts;
  const record: DecisionRecord = { kind: decision.kind, by: 'person', at: clock.now() };
  if (decision.kind === 'retry') {
    const batch = await ledger.batches.get(batchId);
    if (batch !== null && (await hasLostItsZip(batch, parts.spool))) return sealAgain(parts, batch);
  }
  const batch = await ledger.batches.decide(batchId, record, ({ status }) => nextState(status, decision, record.at));
  return batch === null ? 'wrong-state' : { kind: record.kind, batch };
}

/** The zip may be whole after all: another program had it open, or its disk was away. Then it is sent as it is. */
async function hasLostItsZip(batch: BatchRecord, spool: Spool): Promise<boolean> {
  const { status } = batch;
  if (status.state !== 'held' || status.reason !== 'spool-damaged') return false;
  // A person waits for the answer: it is not cut short, and half a hash would say the zip is lost.
  return !(await spool.isIntact(batch, { signal: new AbortController().signal }));
}

async function sealAgain(
  { ledger, clock, spool }: DecisionParts,
  batch: BatchRecord,
): Promise<Decided | 'wrong-state'> {
  const kind = 'seal-again';
  if (!(await ledger.batches.sealAgain(batch.id, { kind, by: 'person', at: clock.now() }))) return 'wrong-state';
  if (batch.zipName !== null) await spool.remove(batch.zipName);
  return { kind, batch };
}

/**
 * The doubt is on the disk; that nobody is asked about it is a decision of the credential's rule, kept like a person's.
 * The batch waits for its next attempt.
 */
export async function decideBySetting(
  { ledger, clock, onEvent }: { ledger: Ledger; clock: Clock; onEvent: EventListener },
  batchId: BatchId,
  next: BatchState,
): Promise<void> {
  const decision = { kind: 'send-again', by: 'setting', at: clock.now() } as const;
  const decided = await ledger.batches.decide(batchId, decision, ({ status }) =>
    status.state === 'in-doubt' ? next : null,
  );
  // A person was quicker.
  if (decided === null) return;
  onEvent({ type: 'batch-decided', batchId, decision: decision.kind, by: decision.by });
  announceBatch(onEvent, batchId, next);
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

/** The credential is in use again, with every batch that its pause held. Answers whether it was paused. */
export async function resumeCredential(ledger: Ledger, id: CredentialId): Promise<boolean> {
  const before = await ledger.credentials.state(id);
  await ledger.credentials.setState(id, { state: 'ok' });
  await ledger.batches.releaseHeld(id, pauseReasons);
  return before.state === 'paused';
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
