// Splitting in a real ledger: what moves together, what is refused, and what a set does meanwhile.
import { describe, expect, it } from 'vitest';
import type { BatchId, BatchRecord, BatchState } from '../../engine/model';
import type { Ledger, SealedZip } from '../../engine/ports';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  theBatch,
  zipOf,
} from '../testing/test-ledger';

const tooLarge: BatchState = { state: 'splitting', reason: 'too-large', serverWords: 'too big' };
const serverError: BatchState = { state: 'splitting', reason: 'server-error', serverWords: null };

async function aSplittingBatch(
  ledger: Ledger,
  paths: readonly string[],
  next: BatchState = tooLarge,
): Promise<BatchRecord> {
  const { id } = await aSendingBatch(ledger, paths);
  await ledger.batches.endAttempt(id, evidence(), next, null);
  return theBatch(ledger, id);
}

/** The halves of a batch, the first with so many documents. */
async function halvesOf(ledger: Ledger, whole: BatchRecord, count: number): Promise<SealedZip[]> {
  const { entries } = await zipOf(ledger, whole);
  return [entries.slice(0, count), entries.slice(count)].map((part, index) => ({
    zipName: `batch-${whole.id}-${index + 1}.zip`,
    zipSha256: String(index + 1).repeat(64),
    zipSizeBytes: 500 + index,
    entries: part,
    sealedAt: 70,
  }));
}

const pathsOf = async (ledger: Ledger, id: BatchId): Promise<string[]> =>
  (await ledger.documents.ofBatch(id)).map(({ relativePath }) => relativePath);

describe('split', () => {
  it('makes a sealed batch of each half, with its documents in order and everything else of the whole', async () => {
    const { ledger } = await openTestLedger();
    const whole = await aSplittingBatch(ledger, ['a.pdf', 'b.pdf', 'c.pdf']);
    expect((await ledger.batches.splitting()).map(({ id }) => id)).toEqual([whole.id]);
    const [first, second] = await ledger.batches.split(whole.id, await halvesOf(ledger, whole, 1), 80);
    if (first === undefined || second === undefined) throw new Error('no halves');
    expect(await pathsOf(ledger, first.id)).toEqual(['a.pdf']);
    expect(await pathsOf(ledger, second.id)).toEqual(['b.pdf', 'c.pdf']);
    expect(await pathsOf(ledger, whole.id)).toEqual([]);
    const { folderId, profile, setId } = whole;
    expect(second).toMatchObject({
      ...{ folderId, credentialId, profile, setId, status: { state: 'sealed' }, documentCount: 2, attempts: 0 },
      ...{ zipName: `batch-${whole.id}-2.zip`, zipSha256: '2'.repeat(64), zipSizeBytes: 501 },
      splitFrom: { batchId: whole.id, reason: 'too-large' },
    });
    expect((await theBatch(ledger, whole.id)).status).toEqual({ state: 'split' });
    expect(await ledger.batches.splitting()).toEqual([]);
    expect(await ledger.batches.spooledZips()).toEqual([first.zipName, second.zipName]);
    expect((await ledger.batches.due(100, 5, [])).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('cuts a half again, down to one document', async () => {
    const { ledger } = await openTestLedger();
    const whole = await aSplittingBatch(ledger, ['a.pdf', 'b.pdf', 'c.pdf'], serverError);
    const [, half] = await ledger.batches.split(whole.id, await halvesOf(ledger, whole, 1), 80);
    if (half === undefined) throw new Error('no half');
    await ledger.batches.move(half.id, tooLarge, 90);
    const quarters = await ledger.batches.split(half.id, await halvesOf(ledger, half, 1), 95);
    expect(quarters.map(({ splitFrom }) => splitFrom)).toEqual([
      { batchId: half.id, reason: 'too-large' },
      { batchId: half.id, reason: 'too-large' },
    ]);
    expect(half.splitFrom).toEqual({ batchId: whole.id, reason: 'server-error' });
    expect(await pathsOf(ledger, quarters[1]?.id as BatchId)).toEqual(['c.pdf']);
  });

  it.each<[string, (halves: SealedZip[]) => SealedZip[]]>([
    ['leave a document out', ([first, second]) => [first as SealedZip, { ...(second as SealedZip), entries: [] }]],
    ['hold a document twice', ([first]) => [first as SealedZip, { ...(first as SealedZip), zipName: 'other.zip' }]],
    [
      'hold other content',
      ([first, second]) => [
        first as SealedZip,
        {
          ...(second as SealedZip),
          entries: (second?.entries ?? []).map((entry) => ({ ...entry, sha256: 'b'.repeat(64) })),
        },
      ],
    ],
  ])('changes nothing when the halves %s', async (_what, spoil) => {
    const { ledger, rows } = await openTestLedger();
    const whole = await aSplittingBatch(ledger, ['a.pdf', 'b.pdf', 'c.pdf']);
    const halves = spoil(await halvesOf(ledger, whole, 1));
    await expect(ledger.batches.split(whole.id, halves, 80)).rejects.toThrow();
    expect(await theBatch(ledger, whole.id)).toEqual(whole);
    expect(await pathsOf(ledger, whole.id)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
    expect(rows('SELECT count(*) AS n FROM batch')).toEqual([{ n: 1 }]);
  });

  it('happens once: the halves of a batch that was split already are refused', async () => {
    const { ledger, rows } = await openTestLedger();
    const whole = await aSplittingBatch(ledger, ['a.pdf', 'b.pdf']);
    const halves = await halvesOf(ledger, whole, 1);
    await ledger.batches.split(whole.id, halves, 80);
    await expect(ledger.batches.split(whole.id, halves, 90)).rejects.toThrow();
    expect(rows('SELECT count(*) AS n FROM batch')).toEqual([{ n: 3 }]);
  });

  it('is refused for a batch that is not being split', async () => {
    const { ledger } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf', 'b.pdf']);
    await expect(ledger.batches.split(batch.id, await halvesOf(ledger, batch, 1), 80)).rejects.toThrow();
  });
});

describe('a set', () => {
  it('that the split batch was creating is planned again, and created by one half alone', async () => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const whole = await aSendingBatch(ledger, ['a.pdf', 'b.pdf'], { setId: set.id });
    expect((await ledger.sets.get(set.id))?.status).toMatchObject({ state: 'creating' });
    await ledger.batches.endAttempt(whole.id, evidence(), tooLarge, { id: set.id, status: { state: 'planned' } });
    expect((await ledger.sets.get(set.id))?.status).toEqual({ state: 'planned' });
    expect(await ledger.batches.due(100, 5, [])).toEqual([]);
    const halves = await ledger.batches.split(whole.id, await halvesOf(ledger, whole, 1), 80);
    expect(halves.map(({ setId }) => setId)).toEqual([set.id, set.id]);
    const [first] = halves;
    expect((await ledger.batches.due(100, 5, [])).map(({ id }) => id)).toEqual([first?.id]);
    expect((await ledger.batches.beginAttempt(first?.id as BatchId, 110))?.set).toMatchObject({
      status: { state: 'planned' },
    });
    expect(await ledger.batches.due(120, 5, [])).toEqual([]);
  });

  it('waits for a batch that is being split, and goes on with what was sealed before its halves', async () => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSealedBatch(ledger, ['a.pdf', 'b.pdf'], { setId: set.id });
    const later = await aSealedBatch(ledger, ['c.pdf'], { setId: set.id });
    await ledger.batches.move(id, tooLarge, 60);
    expect(await ledger.batches.due(100, 5, [])).toEqual([]);
    const whole = await theBatch(ledger, id);
    await ledger.batches.split(id, await halvesOf(ledger, whole, 1), 80);
    expect((await ledger.batches.due(100, 5, [])).map((batch) => batch.id)).toEqual([later.id]);
  });
});

describe('setAsideAlone', () => {
  it('ends the batch and sets its document aside, still shown as part of it', async () => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId: set.id });
    await ledger.batches.endAttempt(id, evidence(), tooLarge, { id: set.id, status: { state: 'planned' } });
    const document = await ledger.batches.setAsideAlone(id, 'too-large-for-server', 'too big', 90);
    const status = { state: 'set-aside', reason: 'too-large-for-server', detail: 'too big' };
    expect(document).toMatchObject({ relativePath: 'a.pdf', status });
    expect(await ledger.documents.ofBatch(id)).toMatchObject([{ status }]);
    expect((await theBatch(ledger, id)).status).toEqual({ state: 'cancelled' });
    expect((await ledger.sets.get(set.id))?.status).toEqual({ state: 'planned' });
    expect(await ledger.batches.spooledZips()).toEqual([(await theBatch(ledger, id)).zipName]);
    expect((await ledger.batches.tally()).setAside).toBe(1);
  });

  it('is not the last word: a person can have the document tried again', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSplittingBatch(ledger, ['a.pdf'], serverError);
    const document = await ledger.batches.setAsideAlone(id, 'server-error', '', 90);
    expect(await ledger.documents.sendAnyway(document.id, 95)).toBe(true);
    expect(await ledger.documents.settling(folderId)).toMatchObject([{ relativePath: 'a.pdf' }]);
  });

  it('is refused for a batch of several, and for one that is not being split', async () => {
    const { ledger } = await openTestLedger();
    const several = await aSplittingBatch(ledger, ['a.pdf', 'b.pdf']);
    await expect(ledger.batches.setAsideAlone(several.id, 'server-error', '', 90)).rejects.toThrow();
    expect(await theBatch(ledger, several.id)).toEqual(several);
    const sealed = await aSealedBatch(ledger, ['c.pdf']);
    await expect(ledger.batches.setAsideAlone(sealed.id, 'server-error', '', 90)).rejects.toThrow();
  });
});

describe('what tells a bad document from a bad server', () => {
  it('is the time of the first 500, and an acceptance of the same credential after it', async () => {
    const { ledger } = await openTestLedger();
    await anAcceptedBatch(ledger, ['old.pdf'], { acceptedAt: 50 });
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    expect(await ledger.batches.firstOutcomeAt(id, 'server-error')).toBeNull();
    for (const endedAt of [60, 70]) {
      await ledger.batches.beginAttempt(id, endedAt - 1);
      const waiting = { state: 'waiting', retryAt: 99, cause: 'server-error', serverWords: null } as const;
      await ledger.batches.endAttempt(id, evidence({ endedAt, outcome: 'server-error' }), waiting, null);
    }
    expect(await ledger.batches.firstOutcomeAt(id, 'server-error')).toBe(60);
    expect(await ledger.batches.acceptedSince(credentialId, 60)).toBe(false);
    await ledger.credentials.register({ id: 'credential-2' as typeof credentialId, name: 'Other' });
    await anAcceptedBatch(ledger, ['b.pdf'], { acceptedAt: 80, credential: 'credential-2' as typeof credentialId });
    expect(await ledger.batches.acceptedSince(credentialId, 60)).toBe(false);
    await anAcceptedBatch(ledger, ['c.pdf'], { acceptedAt: 90 });
    expect(await ledger.batches.acceptedSince(credentialId, 60)).toBe(true);
  });
});

describe('the size memory', () => {
  it('is empty at first, and kept for each credential', async () => {
    const { ledger } = await openTestLedger();
    const nothing = { largestAcceptedBytes: null, smallestRefusedBytes: null };
    expect(await ledger.credentials.sizes(credentialId)).toEqual(nothing);
    const sizes = { largestAcceptedBytes: 10, smallestRefusedBytes: 20 };
    await ledger.credentials.recordSizes(credentialId, sizes);
    expect(await ledger.credentials.sizes(credentialId)).toEqual(sizes);
    expect(await ledger.credentials.sizes('credential-2' as typeof credentialId)).toEqual(nothing);
    await ledger.credentials.recordSizes(credentialId, nothing);
    expect(await ledger.credentials.sizes(credentialId)).toEqual(nothing);
  });
});
