// What happened, on a real ledger: names that are looked up, pages without gaps, filters, and rows that go away.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ActivityItem, Calls } from '../../../preload/contract';
import { openLedger } from '../open-ledger';
import {
  aPlannedSet,
  aSealedBatch,
  anAcceptedBatch,
  credentialId,
  folderId,
  openTestLedger,
  settlingDocuments,
} from '../testing/test-ledger';
import type { ActivityEntry } from './activity-log';

type Filter = Omit<Calls['activity.list']['request'], 'before' | 'limit'>;

async function aLedger() {
  const test = await openTestLedger();
  // The list of one and the same file; SQLite lets both work on it.
  const opened = await openLedger(test.file, { now: () => 1_000 });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  onTestFinished(opened.close);
  const { activity, views } = opened;
  const list = async (filter: Filter = {}, limit = 500): Promise<readonly ActivityItem[]> =>
    (await views.activity({ ...filter, before: null, limit })).items;
  const walk = async (filter: Filter, limit: number, between?: () => Promise<void>): Promise<number[]> => {
    const ids: number[] = [];
    for (let before: number | null = null; ;) {
      const page: Calls['activity.list']['value'] = await views.activity({ ...filter, before, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      ids.push(...page.items.map(({ id }) => id));
      await between?.();
      if (page.before === null) return ids;
      before = page.before;
    }
  };
  return { ...test, activity, views, list, walk };
}

const line = (at: number, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  at,
  kind: 'sending-goes-on',
  ...more,
});
const lines = (count: number, more: Partial<ActivityEntry> = {}): ActivityEntry[] =>
  Array.from({ length: count }, (_, at) => line(at, more));
const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, at) => from - at);

describe('writing', () => {
  it('looks up folder, credential and set of a batch, and the path of a document', async () => {
    const { ledger, activity, list } = await aLedger();
    const set = await aPlannedSet(ledger);
    const inSet = await aSealedBatch(ledger, ['a.pdf'], { setId: set.id });
    const accepted = await anAcceptedBatch(ledger, ['b.pdf']);
    const [document] = await settlingDocuments(ledger, ['sub/c.pdf']);
    await activity.write([
      { at: 5, kind: 'batch-sending', batchId: inSet.id, amount: 1 },
      { at: 6, kind: 'batch-accepted', batchId: accepted.id, amount: 1 },
      { at: 7, kind: 'document-decided', documentId: document?.id ?? 0, reason: 'dismiss' },
      { at: 8, kind: 'credential-paused', credentialId, reason: 'refused' },
      { at: 9, kind: 'folder-offline', folderId: 'gone', reason: 'ENOENT' },
    ]);
    const folder = { folderId, folderPath: '/in' };
    const credential = { credentialId, credentialName: 'Acme' };
    const none = { folderId: null, folderPath: null, credentialId: null, credentialName: null };
    const bare = {
      ...none,
      batchId: null,
      serverBatchId: null,
      documentId: null,
      name: null,
      reason: null,
      amount: null,
    };
    const [away, paused, decided, delivered, sent] = await list();
    expect(sent).toEqual({
      ...{ ...bare, id: 1, at: 5, kind: 'batch-sending', ...folder, ...credential },
      ...{ batchId: inSet.id, name: 'Set key-1', amount: 1 },
    });
    expect(delivered).toMatchObject({ ...folder, ...credential, serverBatchId: `server-${accepted.id}`, name: null });
    expect(decided).toEqual({
      ...{ ...bare, id: 3, at: 7, kind: 'document-decided', ...folder },
      ...{ documentId: document?.id, name: 'sub/c.pdf', reason: 'dismiss' },
    });
    expect(paused).toEqual({ ...bare, id: 4, at: 8, kind: 'credential-paused', ...credential, reason: 'refused' });
    expect(away).toMatchObject({ folderId: 'gone', folderPath: null });
  });

  it('keeps what an entry says itself', async () => {
    const { ledger, activity, list } = await aLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    await activity.write([
      line(5, { kind: 'document-duplicate', batchId: batch.id, folderId: 'drop-1', name: 'x.pdf' }),
    ]);
    expect(await list()).toMatchObject([{ folderId: 'drop-1', name: 'x.pdf', batchId: batch.id }]);
  });

  it('takes a bunch of any length, and says nothing of older rows anew', async () => {
    const { activity, list, rows } = await aLedger();
    await activity.write(lines(500));
    await activity.write(lines(500));
    expect(rows('SELECT count(*) AS count FROM activity')).toEqual([{ count: 1_000 }]);
    expect((await list())[0]?.id).toBe(1_000);
  });
});

describe('a page', () => {
  it('follows the one before without gap or repetition while new rows arrive', async () => {
    const { activity, walk } = await aLedger();
    await activity.write(lines(25));
    expect(await walk({}, 10, () => activity.write(lines(3)))).toEqual(down(25, 1));
  });

  it('is the last one when nothing is left, also when it is full', async () => {
    const { activity, views } = await aLedger();
    expect(await views.activity({ before: null, limit: 10 })).toEqual({ items: [], before: null });
    await activity.write(lines(10));
    expect((await views.activity({ before: null, limit: 10 })).before).toBeNull();
    expect((await views.activity({ before: null, limit: 9 })).before).toBe(2);
  });

  it.each([
    { filter: { kinds: ['alarm'] }, ids: [2, 5, 8] },
    { filter: { kinds: ['alarm', 'folder-back'] }, ids: [2, 3, 5, 6, 8, 9] },
    { filter: { kinds: [] }, ids: [] },
    { filter: { kinds: ['batch-held'] }, ids: [] },
    { filter: { folderId: 'f2' }, ids: [2, 3, 8, 9] },
    { filter: { folderId: 'f2', kinds: ['alarm'] }, ids: [2, 8] },
    { filter: { credentialId: 'c1' }, ids: [1, 4, 7] },
    { filter: { folderId: 'f2', credentialId: 'c1' }, ids: [] },
    { filter: { text: 'eingang' }, ids: [1, 4, 7] },
    { filter: { text: 'gang', credentialId: 'c1', kinds: ['batch-sealed'] }, ids: [1, 4, 7] },
    { filter: { text: '_' }, ids: [2, 5, 8] },
    { filter: { text: '%' }, ids: [3, 6, 9] },
    { filter: { text: 'müller' }, ids: [2, 5, 8] },
    { filter: { text: 'ÜLLER' }, ids: [2, 5, 8] },
    { filter: { text: '  ' }, ids: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
  ] satisfies { filter: Filter; ids: number[] }[])('with $filter has $ids', async ({ filter, ids }) => {
    const { activity, walk } = await aLedger();
    await activity.write(
      [1, 2, 1].flatMap((folder) => [
        line(1, { kind: 'batch-sealed', credentialId: 'c1', name: 'Eingang' }),
        line(2, { kind: 'alarm', folderId: folder === 1 ? 'f2' : 'f3', name: 'a_Mu\u0308ller.pdf' }),
        line(3, { kind: 'folder-back', folderId: folder === 1 ? 'f2' : 'f3', name: 'x%.pdf' }),
      ]),
    );
    const found = ids.toReversed();
    for (const limit of [1, 2, 50]) expect(await walk(filter, limit)).toEqual(found);
  });

  it('finds a name among many that only look alike to SQL, and among more than one step goes through', async () => {
    const { activity, walk } = await aLedger();
    await activity.write([line(1, { name: 'über.pdf' }), line(1, { name: 'oben.pdf' })]);
    for (let bunch = 0; bunch < 21; bunch += 1) await activity.write(lines(1_000, { name: 'aber.pdf' }));
    expect(await walk({ text: 'über' }, 50)).toEqual([1]);
    expect(await walk({ text: 'OBEN' }, 50)).toEqual([2]);
  });
});

describe('forgetting', () => {
  it('takes what is too old, so many at a time, and says when there is no more', async () => {
    const { activity, list } = await aLedger();
    await activity.write(lines(10));
    const limits = { keep: 100, before: 7, atOnce: 3 };
    expect(await activity.forget(limits)).toBe(true);
    expect(await list()).toHaveLength(7);
    expect(await activity.forget(limits)).toBe(true);
    expect(await activity.forget(limits)).toBe(false);
    expect((await list()).map(({ at }) => at)).toEqual([9, 8, 7]);
  });

  it('takes what is too much, the oldest first', async () => {
    const { activity, list } = await aLedger();
    await activity.write(lines(10));
    const limits = { keep: 4, before: -1, atOnce: 4 };
    expect(await activity.forget(limits)).toBe(true);
    expect(await activity.forget(limits)).toBe(false);
    expect((await list()).map(({ id }) => id)).toEqual([10, 9, 8, 7]);
  });

  it('is not held up by rows from a time when the clock was ahead', async () => {
    const { activity, list } = await aLedger();
    await activity.write([line(9_000), line(9_001)]);
    await activity.write(lines(10));
    while (await activity.forget({ keep: 100, before: 100, atOnce: 3 }));
    expect((await list()).map(({ at }) => at)).toEqual([9_001, 9_000]);
  });

  it('never gives an id again, so that a page goes on below rows that went away', async () => {
    const { activity, list } = await aLedger();
    await activity.write(lines(3));
    await activity.forget({ keep: 100, before: 100, atOnce: 10 });
    await activity.write([line(200)]);
    expect((await list()).map(({ id }) => id)).toEqual([4]);
  });
});
