// What window and command line are told: sums that come out, pages in order, and whatever waits for a person.
import { describe, expect, it } from 'vitest';
import type { BatchState, DocumentId, FolderId } from '../../engine/model';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  anOpenBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  zipOf,
} from '../testing/test-ledger';

const all = { offset: 0, limit: 100 };
const held: BatchState = { state: 'held', reason: 'refused', serverWords: 'Please provide username.' };
const waiting = (retryAt: number): BatchState => ({ state: 'waiting', retryAt, cause: 'network', serverWords: null });

describe('counts', () => {
  it('put every document of a folder into exactly one place', async () => {
    const { ledger, views } = await openTestLedger();
    await ledger.folders.register({ id: 'empty' as FolderId, path: '/empty' as never, addedAt: 2 });
    await anAcceptedBatch(ledger, ['1.pdf', '2.pdf']);
    await aSealedBatch(ledger, ['3.pdf']);
    await anOpenBatch(ledger, ['4.pdf']);
    await readyDocuments(ledger, ['5.pdf']);
    const [, aside] = await settlingDocuments(ledger, ['6.pdf', '7.pdf']);
    const verdict = { verdict: 'set-aside', reason: 'encrypted', detail: '' } as const;
    await ledger.documents.judge([{ id: aside?.id as DocumentId, ...verdict }], 30);
    await ledger.folders.recordScan(
      folderId,
      { seen: 10, ignored: 3, unreadableFolders: [], unreadableFiles: [] },
      [],
      90,
    );
    const none = { seen: 0, delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0 };
    expect((await views.folders()).map(({ path, counts }) => ({ path, counts }))).toEqual([
      { path: '/in', counts: { seen: 10, delivered: 2, onTheWay: 4, setAside: 1, duplicates: 0, ignored: 3 } },
      { path: '/empty', counts: none },
    ]);
  });

  it('of deliveries count documents since a time, batches and the last time altogether', async () => {
    const { ledger, views } = await openTestLedger();
    expect(await views.deliveries(0)).toEqual({ delivered: 0, batchesAccepted: 0, lastDeliveryAt: null });
    await anAcceptedBatch(ledger, ['a.pdf', 'b.pdf'], { acceptedAt: 100 });
    await anAcceptedBatch(ledger, ['c.pdf'], { acceptedAt: 200 });
    expect(await views.deliveries(101)).toEqual({ delivered: 1, batchesAccepted: 2, lastDeliveryAt: 200 });
  });

  it('of the tally leave out what a person has decided', async () => {
    const { ledger } = await openTestLedger();
    const withdrawn = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.move(withdrawn.id, { state: 'cancelled' }, 60);
    const [aside] = await settlingDocuments(ledger, ['b.pdf', 'c.pdf']);
    const verdict = { verdict: 'set-aside', reason: 'empty', detail: '' } as const;
    await ledger.documents.judge([{ id: aside?.id as DocumentId, ...verdict }], 30);
    await aSendingBatch(ledger, ['d.pdf']);
    await ledger.batches.move((await aSealedBatch(ledger, ['e.pdf'])).id, held, 60);
    await ledger.batches.move((await aSealedBatch(ledger, ['f.pdf'])).id, waiting(90), 60);
    await readyDocuments(ledger, ['g.pdf']);
    expect(await ledger.batches.tally()).toEqual({
      ...{ settling: 1, ready: 1, sealed: 0, sending: 1, waiting: 1, held: 1, inDoubt: 0, setAside: 1 },
      ...{ setsNeedingAttention: 0, pausedCredentials: 0, splitting: 0, duplicatesAsking: 0, alarms: 0 },
    });
  });
});

describe('the queue', () => {
  it('shows what is being sent, then what is sent next, then what waits for a person', async () => {
    const { ledger, views } = await openTestLedger({ now: () => 1_000 });
    const open = await anOpenBatch(ledger, ['open.pdf']);
    const inTheWay = await aSealedBatch(ledger, ['held.pdf']);
    await ledger.batches.move(inTheWay.id, held, 60);
    const later = await aSealedBatch(ledger, ['later.pdf']);
    await ledger.batches.move(later.id, waiting(3_000), 60);
    const soon = await aSealedBatch(ledger, ['soon.pdf']);
    await ledger.batches.move(soon.id, waiting(2_000), 60);
    const dueAgain = await aSealedBatch(ledger, ['due.pdf']);
    await ledger.batches.move(dueAgain.id, waiting(900), 60);
    const sealed = await aSealedBatch(ledger, ['sealed.pdf']);
    const urgent = await aSealedBatch(ledger, ['urgent.pdf'], { profile: { priority: true } });
    const sending = await aSendingBatch(ledger, ['sending.pdf']);
    await anAcceptedBatch(ledger, ['accepted.pdf']);

    const order = [sending, urgent, dueAgain, sealed, soon, later, open, inTheWay].map(({ id }) => id as number);
    const page = await views.queue(all);
    expect(page.items.map(({ id }) => id)).toEqual(order);
    expect(page.total).toBe(8);
    const second = await views.queue({ offset: 2, limit: 3 });
    expect(second.items.map(({ id }) => id)).toEqual(order.slice(2, 5));
    expect(second.total).toBe(8);
  });

  it('says of each batch where it comes from and why it waits', async () => {
    const { ledger, views } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId });
    await ledger.batches.endAttempt(id, evidence(), waiting(9_000), null);
    expect((await views.queue(all)).items).toEqual([
      {
        ...{ id, state: 'waiting', folderPath: '/in', credentialName: 'Acme', setName: 'Set key-1', documents: 1 },
        ...{ zipSizeBytes: 1_000, attempts: 1, createdAt: 30, bytesSent: null, contentLength: null },
        ...{ retryAt: 9_000, reason: 'network', serverWords: null },
        ...{ folderId, credentialId, bytesPerSecond: null, secondsLeft: null, prioritized: false, restsBecause: null },
        lastAttempt: { startedAt: 50, endedAt: 55, bytesSent: 0, contentLength: 1_200, status: null },
      },
    ]);
  });
});

describe('attention', () => {
  it('lists paused credentials, sets, held and in-doubt batches and set-aside documents, up to the limit', async () => {
    const { ledger, views } = await openTestLedger();
    const [aside] = await settlingDocuments(ledger, ['sub/a.pdf']);
    const verdict = { verdict: 'set-aside', reason: 'incomplete', detail: 'no %%EOF' } as const;
    await ledger.documents.judge([{ id: aside?.id as DocumentId, ...verdict }], 33);
    const { id: setId } = await aPlannedSet(ledger);
    const doubtful = await aSendingBatch(ledger, ['b.pdf'], { setId });
    await ledger.batches.endAttempt(doubtful.id, evidence(), { state: 'in-doubt', serverWords: null }, null);
    const refused = await aSealedBatch(ledger, ['c.pdf']);
    await ledger.batches.move(refused.id, held, 60);
    const withdrawn = await aSealedBatch(ledger, ['d.pdf']);
    await ledger.batches.move(withdrawn.id, { state: 'cancelled' }, 60);
    const pause = { state: 'paused', reason: 'credential-refused', serverWords: 'Incorrect.', since: 44 } as const;
    await ledger.credentials.setState(credentialId, pause);

    const items = await views.attention(10);
    expect(items).toMatchObject([
      { kind: 'credential-paused', credentialId, name: 'Acme', reason: 'credential-refused', since: 44 },
      { kind: 'set', setId, name: 'Set key-1', reason: 'create-in-doubt' },
      { kind: 'batch-in-doubt', batch: { id: doubtful.id, state: 'in-doubt' } },
      { kind: 'batch-held', batch: { id: refused.id, reason: 'refused', serverWords: 'Please provide username.' } },
      {
        kind: 'document',
        relativePath: 'sub/a.pdf',
        folderPath: '/in',
        reason: 'incomplete',
        detail: 'no %%EOF',
        since: 33,
      },
    ]);
    expect(items).toHaveLength(5);
    expect(await views.attention(3)).toEqual(items.slice(0, 3));
  });
});

describe('sets', () => {
  it('come by newest delivery, sets without one after them, batches outside any set last', async () => {
    const { ledger, views } = await openTestLedger();
    const [early, late, never] = [
      await aPlannedSet(ledger, 'a'),
      await aPlannedSet(ledger, 'b'),
      await aPlannedSet(ledger, 'c'),
    ];
    await anAcceptedBatch(ledger, ['1.pdf'], { setId: late.id, acceptedAt: 300 });
    await ledger.sets.setStatus(late.id, { state: 'open', referenceNumber: '777' });
    await anAcceptedBatch(ledger, ['2.pdf', '3.pdf'], { setId: late.id, acceptedAt: 100 });
    await anAcceptedBatch(ledger, ['4.pdf'], { setId: early.id, acceptedAt: 200 });
    await anAcceptedBatch(ledger, ['5.pdf'], { acceptedAt: 400 });

    const page = await views.sets({ ...all, search: '' });
    expect(page.items.map(({ id }) => id)).toEqual([late.id, early.id, never.id, null]);
    expect(page.total).toBe(4);
    expect(page.items[0]).toEqual({
      ...{ id: late.id, name: 'Set b', referenceNumber: '777', state: 'open', reason: null },
      ...{ credentialName: 'Acme', folderPath: '/in', batches: 2, documents: 3 },
      ...{ firstDeliveryAt: 100, lastDeliveryAt: 300 },
    });
    expect(page.items[1]).toMatchObject({ state: 'needs-attention', reason: 'no-number' });
    expect(page.items[2]).toMatchObject({ state: 'planned', batches: 0, documents: 0, lastDeliveryAt: null });
    expect(page.items[3]).toMatchObject({ name: null, state: 'none', batches: 1, documents: 1, lastDeliveryAt: 400 });

    expect(await views.sets({ offset: 5, limit: 1, search: '' })).toEqual({ items: [], total: 4 });
    const pages = [0, 1, 2, 3].map(async (offset) => (await views.sets({ offset, limit: 1, search: '' })).items[0]?.id);
    expect(await Promise.all(pages)).toEqual([late.id, early.id, never.id, null]);
  });

  it('are found by a part of name or number, taken literally', async () => {
    const { ledger, views } = await openTestLedger();
    const percent = await aPlannedSet(ledger, '100%_\\');
    const numbered = await aPlannedSet(ledger, 'plain');
    await ledger.sets.setStatus(numbered.id, { state: 'open', referenceNumber: 'REF-9' });
    await aSealedBatch(ledger, ['a.pdf']);
    const found = async (search: string) => {
      const { items, total } = await views.sets({ ...all, search });
      return [total, ...items.map(({ id }) => id)];
    };
    expect(await found('%_')).toEqual([1, percent.id]);
    expect(await found('\\')).toEqual([1, percent.id]);
    expect(await found('ref-')).toEqual([1, numbered.id]);
    expect(await found('set')).toEqual([2, numbered.id, percent.id]);
    expect(await found('x%')).toEqual([0]);
  });

  it('show their batches newest first, with what the server answered', async () => {
    const { ledger, views } = await openTestLedger();
    const { id: setId } = await aPlannedSet(ledger);
    const accepted = await anAcceptedBatch(ledger, ['a.pdf'], { setId, acceptedAt: 70 });
    const split = await aSealedBatch(ledger, ['b.pdf'], { setId });
    await ledger.batches.move(split.id, { state: 'splitting', reason: 'too-large', serverWords: null }, 80);
    await ledger.batches.split(split.id, [{ ...(await zipOf(ledger, split)), zipName: 'half.zip' }], 80);
    const refused = await aSealedBatch(ledger, ['c.pdf'], { setId });
    await ledger.batches.move(refused.id, held, 60);
    const outside = await aSealedBatch(ledger, ['d.pdf']);

    const { items, total } = await views.batchesOfSet({ ...all, setId });
    // The batch that was split is not listed, its half is.
    expect(total).toBe(3);
    expect(items[1]).toMatchObject({ state: 'sealed', documents: 1 });
    expect([items[0], items[2]]).toEqual([
      {
        ...{ id: refused.id, serverBatchId: null, state: 'held', reason: 'refused', documents: 1, zipSizeBytes: 1_000 },
        ...{ serverWords: 'Please provide username.', createdAt: 30, acceptedAt: null, releaseVersion: null },
      },
      {
        ...{ id: accepted.id, serverBatchId: `server-${accepted.id}`, state: 'accepted', reason: null, documents: 1 },
        ...{ zipSizeBytes: 1_000, serverWords: null, createdAt: 30, acceptedAt: 70, releaseVersion: '7.8.9' },
      },
    ]);
    expect((await views.batchesOfSet({ ...all, setId: null })).items).toMatchObject([{ id: outside.id }]);
    expect((await views.batchesOfSet({ offset: 2, limit: 1, setId })).items).toMatchObject([{ id: accepted.id }]);
  });

  it('show the documents of a batch with what became of the originals', async () => {
    const { ledger, views } = await openTestLedger();
    const batch = await anAcceptedBatch(ledger, ['sub/a.pdf', 'sub/b.pdf', 'sub/c.pdf']);
    const [a] = await ledger.documents.ofBatch(batch.id);
    await ledger.batches.recordAfterUpload([
      { documentId: a?.id as DocumentId, result: 'moved', movedTo: 'Sent/a.pdf' },
    ]);
    const page = await views.documentsOfBatch({ offset: 0, limit: 2, batchId: batch.id });
    expect(page).toMatchObject({
      items: [
        { relativePath: 'sub/a.pdf', entryName: 'sub_a.pdf', sizeBytes: 100, state: 'delivered', original: 'moved' },
        { relativePath: 'sub/b.pdf', sha256: 'a'.repeat(64), original: 'pending' },
      ],
      total: 3,
    });
  });
});
