// A person puts batches first: the order of sending and of the queue follow, a set is still created by its oldest batch.
import { describe, expect, it } from 'vitest';
import type { BatchId } from '../../engine/model';
import type { Ledger } from '../../engine/ports';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  openTestLedger,
  zipOf,
} from '../testing/test-ledger';
import type { LedgerViews } from '../views/views';

async function due({ batches }: Ledger): Promise<BatchId[]> {
  return (await batches.due(1_000, 10, [])).map(({ id }) => id);
}

async function shown(views: LedgerViews) {
  return (await views.queue({ offset: 0, limit: 10 })).items.map(({ id }) => id);
}

async function three(ledger: Ledger) {
  const { id: first } = await aSealedBatch(ledger, ['a.pdf']);
  const { id: urgent } = await aSealedBatch(ledger, ['b.pdf'], { profile: { priority: true } });
  const { id: last } = await aSealedBatch(ledger, ['c.pdf']);
  return { first, urgent, last };
}

describe('a batch that is put first', () => {
  it('goes before all others, the latest first, until it is put back', async () => {
    const { ledger, views } = await openTestLedger();
    const { first, urgent, last } = await three(ledger);
    expect(await due(ledger)).toEqual([urgent, first, last]);
    await ledger.batches.prioritize(last, true);
    expect(await due(ledger)).toEqual([last, urgent, first]);
    await ledger.batches.prioritize(first, true);
    expect(await due(ledger)).toEqual([first, last, urgent]);
    expect(await shown(views)).toEqual([first, last, urgent]);
    await ledger.batches.prioritize(first, false);
    expect(await due(ledger)).toEqual([last, urgent, first]);
    expect((await views.queue({ offset: 0, limit: 1 })).items[0]).toMatchObject({ id: last, prioritized: true });
  });

  it('stays so over a restart', async () => {
    const { ledger, file, close } = await openTestLedger();
    const { first, urgent, last } = await three(ledger);
    await ledger.batches.prioritize(last, true);
    await close();
    const again = await openTestLedger({ file });
    expect(await due(again.ledger)).toEqual([last, urgent, first]);
  });

  it('waits for its own retry time all the same', async () => {
    const { ledger } = await openTestLedger();
    const { first, urgent, last } = await three(ledger);
    await ledger.batches.move(last, { state: 'waiting', retryAt: 5_000, cause: 'network', serverWords: null }, 60);
    await ledger.batches.prioritize(last, true);
    expect(await due(ledger)).toEqual([urgent, first]);
  });

  it('cannot be one that is at its end, or not there', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await anAcceptedBatch(ledger, ['a.pdf']);
    expect(await ledger.batches.prioritize(id, true)).toBe(false);
    expect(await ledger.batches.prioritize(99 as BatchId, true)).toBe(false);
  });

  it('that is split has halves that go first too', async () => {
    const { ledger } = await openTestLedger();
    const { id: other } = await aSealedBatch(ledger, ['other.pdf']);
    const whole = await aSealedBatch(ledger, ['a.pdf', 'b.pdf']);
    await ledger.batches.prioritize(whole.id, true);
    await ledger.batches.move(whole.id, { state: 'splitting', reason: 'too-large', serverWords: null }, 60);
    const zip = await zipOf(ledger, whole);
    const halves = zip.entries.map((entry, index) => ({ ...zip, zipName: `half-${index}.zip`, entries: [entry] }));
    const made = (await ledger.batches.split(whole.id, halves, 70)).map(({ id }) => id);
    expect(await due(ledger)).toEqual([...made, other]);
  });
});

describe('a batch of a set that is put first', () => {
  it('waits for the oldest, which creates the set and goes as early as the one that waits for it', async () => {
    const { ledger, views } = await openTestLedger();
    const { id: stranger } = await aSealedBatch(ledger, ['stranger.pdf']);
    const { id: setId } = await aPlannedSet(ledger);
    const { id: oldest } = await aSealedBatch(ledger, ['a.pdf'], { setId });
    const { id: other } = await aSealedBatch(ledger, ['b.pdf'], { setId });
    const { id: favourite } = await aSealedBatch(ledger, ['c.pdf'], { setId });
    await ledger.batches.prioritize(favourite, true);
    expect(await due(ledger)).toEqual([oldest, stranger]);
    expect(await shown(views)).toEqual([oldest, favourite, stranger, other]);
    await ledger.batches.beginAttempt(oldest, 50);
    expect(await due(ledger)).toEqual([stranger]);
    expect(await ledger.batches.beginAttempt(favourite, 50)).toBeNull();
    await ledger.sets.setStatus(setId, { state: 'open', referenceNumber: '12345' });
    expect(await due(ledger)).toEqual([favourite, stranger, other]);
  });
});

describe('the queue says why a batch does not move', () => {
  const because = async (views: LedgerViews, id: BatchId) => (await views.queueItem(id))?.restsBecause;

  it('by the pause that holds it back, the widest first', async () => {
    const { ledger, views } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    expect(await because(views, batch.id)).toBeNull();
    await ledger.pauses.set({ scope: 'folder', id: batch.folderId, since: 900, until: 5_000 });
    expect(await because(views, batch.id)).toEqual({ because: 'pause', scope: 'folder', until: 5_000 });
    await ledger.pauses.set({ scope: 'credential', id: batch.credentialId, since: 900, until: null });
    expect(await because(views, batch.id)).toEqual({ because: 'pause', scope: 'credential', until: null });
    await ledger.pauses.set({ scope: 'all', since: 900, until: 2_000 });
    expect(await because(views, batch.id)).toEqual({ because: 'pause', scope: 'all', until: 2_000 });
    const sending = await aSealedBatch(ledger, ['b.pdf']);
    await ledger.batches.move(sending.id, { state: 'held', reason: 'refused', serverWords: 'no' }, 60);
    expect(await because(views, sending.id)).toBeNull();
  });

  it('by its credential, and by the batch that its set waits for', async () => {
    const { ledger, views } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const first = await aSealedBatch(ledger, ['a.pdf'], { setId });
    const second = await aSealedBatch(ledger, ['b.pdf'], { setId });
    expect(await because(views, first.id)).toBeNull();
    expect(await because(views, second.id)).toEqual({ because: 'set', batchId: first.id });
    await ledger.batches.beginAttempt(first.id, 50);
    expect(await because(views, second.id)).toEqual({ because: 'set', batchId: first.id });
    await ledger.sets.setStatus(setId, { state: 'needs-attention', reason: 'no-number' });
    expect(await because(views, second.id)).toEqual({ because: 'set', batchId: null });
    const pause = { state: 'paused', reason: 'credential-refused', serverWords: null, since: 1 } as const;
    await ledger.credentials.setState(second.credentialId, pause);
    expect(await because(views, second.id)).toEqual({ because: 'credential-paused' });
  });
});

it('is listed by group', async () => {
  const { ledger, views } = await openTestLedger();
  const sending = await aSendingBatch(ledger, ['a.pdf']);
  const sealed = await aSealedBatch(ledger, ['b.pdf']);
  const held = await aSealedBatch(ledger, ['c.pdf']);
  await ledger.batches.move(held.id, { state: 'held', reason: 'refused', serverWords: 'no' }, 60);
  const doubtful = await aSealedBatch(ledger, ['d.pdf']);
  await ledger.batches.move(doubtful.id, { state: 'in-doubt', serverWords: null }, 60);
  const ids = async (group: 'running' | 'waiting' | 'held') => {
    const { items, total } = await views.queue({ offset: 0, limit: 10, group });
    expect(total).toBe(items.length);
    return items.map(({ id }) => id);
  };
  expect(await ids('running')).toEqual([sending.id]);
  expect(await ids('waiting')).toEqual([sealed.id]);
  expect(await ids('held')).toEqual([held.id, doubtful.id]);
});
