// The list of what waits for a person on a real ledger: its order, its pages across kinds, its filters and its counts.
import { beforeEach, describe, expect, it } from 'vitest';
import { attentionKinds, type AttentionItem, type AttentionKind } from '../../../preload/contract';
import type { AbsolutePath, FolderId } from '../../engine/model';
import {
  aPlannedSet,
  aSealedBatch,
  anAcceptedBatch,
  credentialId,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  type TestLedger,
} from '../testing/test-ledger';

const otherFolder = 'folder-2' as FolderId;
const scan = { seen: 1, ignored: 0, unreadableFolders: [], unreadableFiles: [] };

/** Two held batches, two set-aside documents and one failed move in one folder; one of every other kind in the other. */
async function aBusyLedger(): Promise<TestLedger> {
  const test = await openTestLedger();
  const { ledger } = test;
  await ledger.folders.register({ id: otherFolder, path: '/other' as AbsolutePath, addedAt: 2 });
  await ledger.sets.setStatus((await aPlannedSet(ledger)).id, { state: 'needs-attention', reason: 'no-number' });
  for (const name of ['held-1.pdf', 'held-2.pdf']) {
    const { id } = await aSealedBatch(ledger, [name]);
    await ledger.batches.move(id, { state: 'held', reason: 'refused', serverWords: null }, 70);
  }
  const doubtful = await aSealedBatch(ledger, ['doubt.pdf'], { folder: otherFolder });
  await ledger.batches.move(doubtful.id, { state: 'in-doubt', serverWords: null }, 71);
  await setAside(test, 'late.pdf', 90);
  await setAside(test, 'early.pdf', 80);
  const delivered = await anAcceptedBatch(ledger, ['moved.pdf', 'kept.pdf'], { acceptedAt: 60 });
  const [kept, moved] = await ledger.documents.ofBatch(delivered.id);
  if (moved === undefined || kept === undefined) throw new Error('no documents');
  await ledger.batches.recordAfterUpload([
    { documentId: moved.id, result: 'moved', movedTo: 'Sent/moved.pdf' },
    { documentId: kept.id, result: 'failed', detail: 'EBUSY' },
  ]);
  const [asking] = await readyDocuments(ledger, ['copy.pdf'], otherFolder);
  if (asking === undefined) throw new Error('no document');
  await ledger.documents.judge(
    [{ id: asking.id, verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: moved.id, asks: true }],
    95,
  );
  await ledger.folders.recordScan(otherFolder, scan, ['lost.pdf'], 99);
  await ledger.credentials.setState(credentialId, {
    ...{ state: 'paused', reason: 'credential-refused', serverWords: null, since: 40 },
  });
  return test;
}

async function setAside({ ledger }: TestLedger, path: string, at: number): Promise<void> {
  const [document] = await settlingDocuments(ledger, [path]);
  if (document === undefined) throw new Error('no document');
  await ledger.documents.judge([{ id: document.id, verdict: 'set-aside', reason: 'incomplete', detail: '' }], at);
}

const whole = [
  ...['credential-paused credential-1', 'alarm /other', 'set Set key-1', 'batch-in-doubt /other'],
  ...['batch-held 1', 'batch-held 2', 'document early.pdf', 'document late.pdf', 'duplicate copy.pdf'],
  'after-upload kept.pdf',
];

const inSmall = (item: AttentionItem): string => {
  if (item.kind === 'batch-held') return `${item.kind} ${item.batch.id}`;
  if ('batch' in item) return `${item.kind} ${item.batch.folderPath}`;
  if ('relativePath' in item) return `${item.kind} ${item.relativePath}`;
  if (item.kind === 'set') return `${item.kind} ${item.name}`;
  return `${item.kind} ${item.kind === 'alarm' ? item.folderPath : item.credentialId}`;
};

let busy: TestLedger;
beforeEach(async () => {
  busy = await aBusyLedger();
});

describe('the list of what waits', () => {
  it('has what stops the most first, and of each kind what waits longest', async () => {
    const { items, total } = await busy.views.attentionPage({ offset: 0, limit: 100 });
    expect(items.map(inSmall)).toEqual(whole);
    expect(total).toBe(whole.length);
  });

  it.each([1, 2, 3, 4, 7])('comes in pages of %i without a gap and without anything twice', async (limit) => {
    const read: string[] = [];
    for (let offset = 0; offset < whole.length; offset += limit) {
      const { items, total } = await busy.views.attentionPage({ offset, limit });
      expect(total).toBe(whole.length);
      expect(items.length).toBe(Math.min(limit, whole.length - offset));
      read.push(...items.map(inSmall));
    }
    expect(read).toEqual(whole);
    const beyond = await busy.views.attentionPage({ offset: 50, limit });
    expect(beyond).toEqual({ items: [], total: whole.length });
  });

  it('keeps its order of kinds, whichever way round they are asked for', async () => {
    const kinds: AttentionKind[] = ['document', 'batch-held'];
    const { items, total } = await busy.views.attentionPage({ offset: 1, limit: 2, kinds });
    expect(items.map(inSmall)).toEqual(['batch-held 2', 'document early.pdf']);
    expect(total).toBe(4);
  });

  it('is of one folder when asked; a paused credential belongs to none', async () => {
    const here = await busy.views.attentionPage({ offset: 0, limit: 100, folderId });
    expect(here.items.map(inSmall)).toEqual(
      whole.filter((row) => /^(set|batch-held|document|after-upload) /.test(row)),
    );
    const other = await busy.views.attentionPage({ offset: 0, limit: 100, folderId: otherFolder });
    expect(other.items.map(inSmall)).toEqual(['alarm /other', 'batch-in-doubt /other', 'duplicate copy.pdf']);
    expect([here.total, other.total]).toEqual([6, 3]);
    expect(await busy.views.attentionPage({ offset: 0, limit: 100, folderId: 'nowhere' })).toEqual({
      ...{ items: [], total: 0 },
    });
  });
});

describe('the counts', () => {
  it.each([[null], [folderId], [otherFolder]])('are the totals of the list, kind by kind, in %s', async (folder) => {
    const counts = await busy.views.attentionCounts(folder);
    expect(Object.keys(counts)).toEqual([...attentionKinds]);
    for (const kind of attentionKinds) {
      const filter = { kinds: [kind], ...(folder !== null && { folderId: folder }) };
      const { items, total } = await busy.views.attentionPage({ offset: 0, limit: 100, ...filter });
      expect([kind, total, items.length]).toEqual([kind, counts[kind], counts[kind]]);
    }
  });

  it('follow a decision', async () => {
    const { items } = await busy.views.attentionPage({ offset: 0, limit: 1, kinds: ['document'] });
    const [first] = items;
    if (first?.kind !== 'document') throw new Error('no document');
    const [document] = await busy.ledger.documents.setAside(folderId, ['incomplete']);
    if (document === undefined) throw new Error('no document');
    await busy.ledger.documents.dismiss(document.id, 120);
    expect((await busy.views.attentionCounts(null)).document).toBe(1);
    expect((await busy.views.attentionPage({ offset: 0, limit: 1 })).total).toBe(whole.length - 1);
  });
});
