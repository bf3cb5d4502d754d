// Which batches may be sent: time, priority, pauses and sets, one table of obstacles after the other.
import { describe, expect, it } from 'vitest';
import type { BatchId, BatchState, CredentialId } from '../../engine/model';
import type { Ledger } from '../../engine/ports';
import {
  aPlannedSet,
  aSealedBatch,
  anOpenBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
} from '../testing/test-ledger';

const waitingUntil = (retryAt: number): BatchState => ({
  state: 'waiting',
  retryAt,
  cause: 'network',
  serverWords: null,
});

async function due({ batches }: Ledger, now = 1_000, excluding: readonly CredentialId[] = []): Promise<BatchId[]> {
  return (await batches.due(now, 10, excluding)).map(({ id }) => id);
}

describe('due', () => {
  it('gives priority batches first, then the oldest, up to the limit', async () => {
    const { ledger } = await openTestLedger();
    const plain = await aSealedBatch(ledger, ['a.pdf'], { profile: { priority: false } });
    const unsaid = await aSealedBatch(ledger, ['b.pdf']);
    const urgent = await aSealedBatch(ledger, ['c.pdf'], { profile: { priority: true } });
    expect(await due(ledger)).toEqual([urgent.id, plain.id, unsaid.id]);
    expect(await ledger.batches.due(1_000, 2, [])).toHaveLength(2);
  });

  it('gives a waiting batch from its retry time on', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.move(id, waitingUntil(500), 60);
    expect(await due(ledger, 499)).toEqual([]);
    expect(await ledger.batches.nextRetryAt(0)).toBe(500);
    expect(await due(ledger, 500)).toEqual([id]);
  });

  it('gives a batch whose retry time lies further ahead than any wait: the clock was set back', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const dayMs = 24 * 60 * 60 * 1000;
    await ledger.batches.move(id, waitingUntil(dayMs + 500), 60);
    expect(await due(ledger, 500)).toEqual([]);
    expect(await ledger.batches.nextRetryAt(500)).toBe(dayMs + 500);
    expect(await due(ledger, 499)).toEqual([id]);
    expect(await ledger.batches.nextRetryAt(499)).toBeNull();
  });

  it('gives nothing that is open, sending, held, in doubt, cancelled or accepted', async () => {
    const { ledger } = await openTestLedger();
    await anOpenBatch(ledger, ['open.pdf']);
    const ends: BatchState[] = [
      { state: 'held', reason: 'refused', serverWords: 'no' },
      { state: 'in-doubt', serverWords: null },
      { state: 'cancelled' },
      { state: 'accepted', serverBatchId: 'x', acceptedAt: 60 },
    ];
    for (const next of ends) {
      const { id } = await aSealedBatch(ledger, [`${next.state}.pdf`]);
      await ledger.batches.move(id, next, 60);
    }
    const sending = await aSealedBatch(ledger, ['sending.pdf']);
    await ledger.batches.beginAttempt(sending.id, 50);
    expect(await due(ledger)).toEqual([]);
  });

  it('leaves out paused and excluded credentials, and the clock does not wait for them', async () => {
    const { ledger } = await openTestLedger();
    const other = 'credential-2' as CredentialId;
    await ledger.credentials.register({ id: other, name: 'Other' });
    const mine = await aSealedBatch(ledger, ['a.pdf']);
    const theirs = await aSealedBatch(ledger, ['b.pdf'], { credential: other });
    expect(await due(ledger, 1_000, [credentialId])).toEqual([theirs.id]);
    await ledger.batches.move(mine.id, waitingUntil(5), 60);
    const pause = { state: 'paused', reason: 'credential-refused', serverWords: null, since: 1 } as const;
    await ledger.credentials.setState(credentialId, pause);
    expect(await due(ledger)).toEqual([theirs.id]);
    expect(await ledger.batches.nextRetryAt(0)).toBeNull();
    expect(await ledger.batches.beginAttempt(mine.id, 70)).toBeNull();
    await ledger.credentials.setState(credentialId, { state: 'ok' });
    expect(await due(ledger)).toEqual([mine.id, theirs.id]);
  });
});

describe('due batches of a set', () => {
  it('are the oldest alone while the set is planned, whatever the priority of the others', async () => {
    const { ledger } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const oldest = await aSealedBatch(ledger, ['a.pdf'], { setId });
    await aSealedBatch(ledger, ['b.pdf'], { setId, profile: { priority: true } });
    expect(await due(ledger)).toEqual([oldest.id]);
  });

  it('are none while the oldest of a planned set waits, is held or is still open', async () => {
    const { ledger } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const { id } = await aSealedBatch(ledger, ['a.pdf'], { setId });
    const next = await aSealedBatch(ledger, ['b.pdf'], { setId });
    await ledger.batches.move(id, waitingUntil(5_000), 60);
    expect(await due(ledger)).toEqual([]);
    await ledger.batches.move(id, { state: 'held', reason: 'refused', serverWords: null }, 60);
    expect(await due(ledger)).toEqual([]);
    await ledger.batches.move(id, { state: 'cancelled' }, 60);
    expect(await due(ledger)).toEqual([next.id]);
  });

  it('are none while the set is being created or needs attention, all once it has its number', async () => {
    const { ledger } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const first = await aSealedBatch(ledger, ['a.pdf'], { setId });
    const second = await aSealedBatch(ledger, ['b.pdf'], { setId });
    const third = await aSealedBatch(ledger, ['c.pdf'], { setId });
    await ledger.batches.beginAttempt(first.id, 50);
    expect(await due(ledger)).toEqual([]);
    expect(await ledger.batches.beginAttempt(second.id, 50)).toBeNull();
    await ledger.batches.endAttempt(first.id, evidence(), { state: 'in-doubt', serverWords: null }, null);
    expect(await due(ledger)).toEqual([]);
    expect(await ledger.batches.beginAttempt(second.id, 50)).toBeNull();
    await ledger.sets.setStatus(setId, { state: 'open', referenceNumber: '12345' });
    expect(await due(ledger)).toEqual([second.id, third.id]);
  });

  it('of an existing set may all go at once', async () => {
    const { ledger } = await openTestLedger();
    const set = await ledger.sets.ensure({
      ...{ credentialId, folderId, key: 'existing:7', name: null, referenceNumber: '7', createdAt: 1 },
    });
    const first = await aSealedBatch(ledger, ['a.pdf'], { setId: set.id });
    const second = await aSealedBatch(ledger, ['b.pdf'], { setId: set.id });
    expect(await due(ledger)).toEqual([first.id, second.id]);
  });
});

describe('going on', () => {
  it('wakes batches that wait for one of the causes, and no others', async () => {
    const { ledger } = await openTestLedger();
    const network = await aSealedBatch(ledger, ['a.pdf']);
    const busy = await aSealedBatch(ledger, ['b.pdf']);
    await ledger.batches.move(network.id, waitingUntil(9_000), 60);
    await ledger.batches.move(busy.id, { ...waitingUntil(9_000), cause: 'server-busy' } as BatchState, 60);
    await ledger.batches.wakeWaiting(['network', 'interrupted'], 100);
    expect(await due(ledger, 100)).toEqual([network.id]);
  });

  it('releases the held batches of one credential by reason', async () => {
    const { ledger } = await openTestLedger();
    const paused = await aSealedBatch(ledger, ['a.pdf']);
    const refused = await aSealedBatch(ledger, ['b.pdf']);
    await ledger.batches.move(paused.id, { state: 'held', reason: 'credential-refused', serverWords: 'no' }, 60);
    await ledger.batches.move(refused.id, { state: 'held', reason: 'refused', serverWords: 'no' }, 60);
    await ledger.batches.releaseHeld('other' as CredentialId, ['credential-refused']);
    expect(await due(ledger)).toEqual([]);
    await ledger.batches.releaseHeld(credentialId, ['credential-refused', 'token-expired']);
    expect(await due(ledger)).toEqual([paused.id]);
  });
});
