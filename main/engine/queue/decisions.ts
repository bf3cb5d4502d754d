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

/**
 * Carries a decision out about each of these batches, and records it, if the batch is still in a state that it fits. Answers
 * those it was carried out for, in the order given; batches whose zip may be lost come last, because that zip is read first.
 */
export async function decide(
  parts: DecisionParts,
  batchIds: readonly BatchId[],
  decision: Decision,
): Promise<readonly Decided[]> {
  const { ledger, clock } = parts;
  const at = clock.now();
  const damaged: BatchRecord[] = [];
  const decided = await ledger.batches.decide(batchIds, byPerson(decision.kind, at), (batch) => {
    const next = nextState(batch.status, decision, at);
    if (next === null || decision.kind !== 'retry' || !isDamaged(batch)) return next;
    damaged.push(batch);
    return null;
  });
  const plain = decided.map((batch) => ({ kind: decision.kind, batch }));
  return damaged.length === 0 ? plain : [...plain, ...(await retryDamaged(parts, damaged))];
}

function isDamaged({ status }: BatchRecord): boolean {
  return status.state === 'held' && status.reason === 'spool-damaged';
}

/** The zip may be whole after all: another program had it open, or its disk was away. Then it is sent as it is. */
async function retryDamaged(
  { ledger, clock, spool }: DecisionParts,
  batches: readonly BatchRecord[],
): Promise<readonly Decided[]> {
  const whole: BatchId[] = [];
  const lost: BatchRecord[] = [];
  for (const batch of batches) {
    // A person waits for the answer: it is not cut short, and half a hash would say the zip is lost.
    if (await spool.isIntact(batch, { signal: new AbortController().signal })) whole.push(batch.id);
    else lost.push(batch);
  }
  const at = clock.now();
  const retried = await ledger.batches.decide(whole, byPerson('retry', at), ({ status }) =>
    nextState(status, { kind: 'retry' }, at),
  );
  const again = await ledger.batches.sealAgain(
    lost.map(({ id }) => id),
    byPerson('seal-again', at),
  );
  const sealedAgain = lost.filter(({ id }) => again.has(id));
  for (const { zipName } of sealedAgain) if (zipName !== null) await spool.remove(zipName);
  return [
    ...retried.map((batch) => ({ kind: 'retry', batch }) as const),
    ...sealedAgain.map((batch) => ({ kind: 'seal-again', batch }) as const),
  ];
}

function byPerson(kind: DecisionRecord['kind'], at: number): DecisionRecord {
  return { kind, by: 'person', at };
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
  const decided = await ledger.batches.decide([batchId], decision, ({ status }) =>
    status.state === 'in-doubt' ? next : null,
  );
  // A person was quicker.
  if (decided.length === 0) return;
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
