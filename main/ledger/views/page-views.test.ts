// What single pages ask for: a set, a batch with its attempts, sums by period and day.
import { describe, expect, it } from 'vitest';
import type { BatchState, SetState } from '../../engine/model';
import type { AttemptEvidence } from '../../engine/ports';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  zipOf,
  type TestLedger,
} from '../testing/test-ledger';
import type { SetExport } from './set-export';

const all = { offset: 0, limit: 100 };
const open: SetState = { state: 'open', referenceNumber: '20411' };
const waiting: BatchState = { state: 'waiting', retryAt: 9_000, cause: 'server-busy', serverWords: 'Come back later.' };

async function anOpenSet({ ledger }: TestLedger, paths: readonly string[] = ['sub/a.pdf', 'b.pdf']) {
  const set = await aPlannedSet(ledger);
  const { id: batchId } = await aSendingBatch(ledger, paths, { setId: set.id });
  const receipt = { serverBatchId: 'server-id', releaseVersion: '7.8.9', setReferenceNumber: '20411', acceptedAt: 60 };
  await ledger.batches.accept(batchId, evidence({ outcome: 'accepted', status: 200 }), receipt, {
    id: set.id,
    status: open,
  });
  return { setId: set.id, batchId };
}

async function textOf(made: SetExport | null): Promise<string> {
  if (made === null) throw new Error('no such set');
  let text = '';
  for await (const part of made.text) text += part;
  return text;
}

describe('one set', () => {
  it('has its figures, its place and what is unfinished', async () => {
    const opened = await openTestLedger();
    const { setId } = await anOpenSet(opened);
    const held = await aSealedBatch(opened.ledger, ['c.pdf'], { setId });
    await opened.ledger.batches.move(held.id, { state: 'held', reason: 'refused', serverWords: null }, 70);
    expect(await opened.views.setDetails(setId)).toEqual({
      ...{ id: setId, name: 'Set key-1', referenceNumber: '20411', state: 'open', reason: null },
      ...{ credentialId, credentialName: 'Acme', folderId, folderPath: '/in', createdAt: 5, nameLock: 'exists' },
      ...{ batches: 2, documents: 3, delivered: 2, unfinished: 1, waitingForPerson: 1 },
      ...{ firstDeliveryAt: 60, lastDeliveryAt: 60 },
    });
    expect(await opened.views.setDetails(99)).toBeNull();
  });

  it('can be renamed as long as nothing of it left this computer', async () => {
    const { ledger, views } = await openTestLedger();
    const lockOf = async (setId: number): Promise<unknown> => (await views.setDetails(setId))?.nameLock;
    const { id: setId } = await aPlannedSet(ledger);
    await aSealedBatch(ledger, ['a.pdf'], { setId });
    expect(await lockOf(setId)).toBeNull();
    expect(await ledger.sets.rename(setId, 'New name')).toBe(true);
    await aSendingBatch(ledger, ['b.pdf'], { setId });
    expect(await lockOf(setId)).toBe('sent');
    expect(await ledger.sets.rename(setId, 'Too late')).toBe(false);
    const given = { credentialId, folderId, key: 'given', name: null, referenceNumber: '7', createdAt: 5 };
    expect(await lockOf((await ledger.sets.ensure(given)).id)).toBe('existed-before');
  });

  it('stands for the batches outside any set as well, even for none', async () => {
    const { ledger, views } = await openTestLedger();
    expect(await views.setDetails(null)).toMatchObject({ id: null, state: 'none', batches: 0, nameLock: 'no-set' });
    await anAcceptedBatch(ledger, ['a.pdf']);
    expect(await views.setDetails(null)).toMatchObject({ batches: 1, documents: 1, delivered: 1, nameLock: 'no-set' });
  });

  it('gives the ids of the server in order of acceptance, page by page', async () => {
    const { ledger, views } = await openTestLedger();
    const later = await anAcceptedBatch(ledger, ['a.pdf'], { acceptedAt: 300 });
    const sooner = await anAcceptedBatch(ledger, ['b.pdf'], { acceptedAt: 200 });
    await aSealedBatch(ledger, ['c.pdf']);
    const ids = await views.batchIdsOfSet({ ...all, setId: null });
    expect(ids).toEqual({
      items: [
        { id: sooner.id, serverBatchId: `server-${sooner.id}` },
        { id: later.id, serverBatchId: `server-${later.id}` },
      ],
      total: 2,
    });
    const second = await views.batchIdsOfSet({ offset: 1, limit: 1, setId: null });
    expect(second.items.map(({ id }) => id)).toEqual([later.id]);
  });

  it('is exported with a row for each document, and no cell that a spreadsheet would run', async () => {
    const opened = await openTestLedger();
    const { ledger, views } = opened;
    const { setId } = await anOpenSet(opened, ['=1+1.pdf', 'a, "b".pdf']);
    await aSealedBatch(ledger, ['c.pdf'], { setId });
    const made = await views.exportSet(setId);
    expect(made).toMatchObject({ name: 'Set key-1', documents: 3 });
    const [head, ...rows] = (await textOf(made)).split('\r\n');
    expect(head).toBe(
      '\uFEFFset_name,set_reference_number,batch,batch_state,server_batch_id,accepted_at,zip_sha256,folder,path,entry_name,state,size_bytes,sha256',
    );
    const [zip, content] = ['f'.repeat(64), 'a'.repeat(64)];
    const accepted = `Set key-1,20411,1,accepted,server-id,1970-01-01T00:00:00.060Z,${zip},/in`;
    expect(rows).toEqual([
      `${accepted},'=1+1.pdf,'=1+1.pdf,delivered,100,${content}`,
      `${accepted},"a, ""b"".pdf","a, ""b"".pdf",delivered,101,${content}`,
      `Set key-1,20411,2,sealed,,,${zip},/in,c.pdf,c.pdf,sealed,100,${content}`,
      '',
    ]);
    expect(await views.exportSet(99)).toBeNull();
  });

  it('is exported whole when it has more batches than are read at a time', async () => {
    const { ledger, views } = await openTestLedger();
    for (let batch = 0; batch < 120; batch += 1) await aSealedBatch(ledger, [`${batch}.pdf`]);
    const rows = (await textOf(await views.exportSet(null))).trim().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[8])).toEqual(Array.from({ length: 120 }, (_, batch) => `${batch}.pdf`));
  });
});

describe('one batch', () => {
  it('has where it comes from, what it was sealed as and who says that it arrived', async () => {
    const opened = await openTestLedger();
    const { setId, batchId } = await anOpenSet(opened);
    expect(await opened.views.batchDetails(batchId)).toEqual({
      ...{ id: batchId, serverBatchId: 'server-id', state: 'accepted', reason: null, serverWords: null, documents: 2 },
      ...{ zipSizeBytes: 1_000, createdAt: 30, acceptedAt: 60, releaseVersion: '7.8.9' },
      ...{ folderId, folderPath: '/in', credentialId, credentialName: 'Acme' },
      set: { id: setId, name: 'Set key-1', referenceNumber: '20411' },
      ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
      ...{ sealedAt: 40, zipName: `batch-${batchId}.zip`, zipSha256: 'f'.repeat(64), attempts: 1, retryAt: null },
      ...{ prioritized: false, confirmedBy: 'server', decisions: [], whole: null, halves: [] },
    });
    expect(await opened.views.batchDetails(99)).toBeNull();
  });

  it('has the decisions about it, oldest first, and when it is tried again', async () => {
    const { ledger, views } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.decide([id], { kind: 'retry', by: 'person', at: 70 }, () => waiting);
    await ledger.batches.decide([id], { kind: 'send-again', by: 'setting', at: 80 }, () => waiting);
    expect(await views.batchDetails(id)).toMatchObject({
      ...{ state: 'waiting', reason: 'server-busy', retryAt: 9_000, serverWords: 'Come back later.' },
      decisions: [
        { at: 70, by: 'person', kind: 'retry' },
        { at: 80, by: 'setting', kind: 'send-again' },
      ],
    });
  });

  it('knows what it was split into, and what it is a half of', async () => {
    const { ledger, views } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf', 'b.pdf']);
    await ledger.batches.endAttempt(
      id,
      evidence(),
      { state: 'splitting', reason: 'too-large', serverWords: null },
      null,
    );
    const whole = await ledger.batches.get(id);
    if (whole === null) throw new Error('the batch is gone');
    const zip = await zipOf(ledger, whole);
    const halves = zip.entries.map((entry, index) => ({ ...zip, zipName: `${index}.zip`, entries: [entry] }));
    const [first, second] = await ledger.batches.split(id, halves, 80);
    expect((await views.batchDetails(id))?.halves).toEqual([
      { id: first?.id, state: 'sealed', serverBatchId: null, documents: 1 },
      { id: second?.id, state: 'sealed', serverBatchId: null, documents: 1 },
    ]);
    expect((await views.batchDetails(first?.id ?? 0))?.whole).toMatchObject({
      id,
      state: 'split',
      reason: 'too-large',
    });
  });
});

describe('the attempts of a batch', () => {
  async function afterAttempt(seen: Partial<AttemptEvidence>) {
    const { ledger, views } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    await ledger.batches.endAttempt(id, evidence(seen), waiting, null);
    return { ledger, views, batchId: id as number };
  }

  it('come newest first, the server’s words and the next time with the last one', async () => {
    const { ledger, views, batchId } = await afterAttempt({ outcome: 'server-busy', status: 503, headers: '{}' });
    const started = (await ledger.batches.due(10_000, 1, [])).at(0);
    if (started === undefined) throw new Error('nothing is due');
    await ledger.batches.beginAttempt(started.id, 9_500);
    const running = await views.attemptsOfBatch({ ...all, batchId });
    expect(running.items).toMatchObject([
      { number: 2, startedAt: 9_500, endedAt: null, outcome: null, serverWords: null, hasEvidence: false },
      {
        number: 1,
        startedAt: 50,
        endedAt: 55,
        outcome: 'server-busy',
        status: 503,
        serverWords: null,
        hasEvidence: true,
      },
    ]);
    await ledger.batches.endAttempt(started.id, evidence({ endedAt: 9_600 }), waiting, null);
    const ended = await views.attemptsOfBatch({ offset: 0, limit: 1, batchId });
    expect(ended).toMatchObject({
      items: [{ number: 2, endedAt: 9_600, serverWords: 'Come back later.', retryAt: 9_000 }],
      total: 2,
    });
  });

  it('show a reply’s headers without what belongs to the server alone, and its text', async () => {
    const headers = JSON.stringify({ 'content-type': 'text/plain', 'set-cookie': ['sid=1'], via: ['a', 'b'] });
    const { views, batchId } = await afterAttempt({ status: 503, headers, reply: 'Busy.\nCome back later.' });
    expect(await views.attemptEvidence({ batchId, attempt: 1 })).toEqual({
      headers: [
        ['content-type', 'text/plain'],
        ['set-cookie', '•••'],
        ['via', 'a, b'],
      ],
      body: { kind: 'text', text: 'Busy.\nCome back later.', isCutOff: false },
    });
    expect(await views.attemptEvidence({ batchId, attempt: 2 })).toBeNull();
  });

  it('show a reply that is no text as bytes, a cut one as cut, and none as none', async () => {
    const binary = await afterAttempt({ reply: '\u0002\u0001PK\uFFFD\uFFFD' });
    expect(await binary.views.attemptEvidence({ batchId: binary.batchId, attempt: 1 })).toEqual({
      headers: [],
      body: { kind: 'binary', hex: '02 01 50 4b ?? ??', isCutOff: false },
    });
    const long = await afterAttempt({ reply: 'x'.repeat(64 * 1024), headers: '{"half' });
    expect(await long.views.attemptEvidence({ batchId: long.batchId, attempt: 1 })).toMatchObject({
      headers: [['', '{"half']],
      body: { kind: 'text', isCutOff: true },
    });
    const silent = await afterAttempt({});
    expect(await silent.views.attemptEvidence({ batchId: silent.batchId, attempt: 1 })).toEqual({
      headers: [],
      body: { kind: 'none' },
    });
  });
});

describe('sums', () => {
  it('of a period count what was first seen in it, by its state now', async () => {
    const { ledger, views } = await openTestLedger();
    await anAcceptedBatch(ledger, ['old.pdf']);
    const since = { relativePath: 'new.pdf', sizeBytes: 7, mtimeMs: 5 };
    await ledger.documents.record(folderId, [{ kind: 'new', ...since }], 500);
    const counts = (await views.periodCounts(500)).get(folderId);
    expect(counts).toEqual({ seen: 1, delivered: 0, onTheWay: 1, setAside: 0, duplicates: 0, ignored: 0 });
    expect((await views.periodCounts(0)).get(folderId)).toMatchObject({ seen: 2, delivered: 1, onTheWay: 1 });
    expect(await views.periodCounts(501)).toEqual(new Map());
  });

  it('of each day count what was accepted, set aside and found to be a duplicate on it', async () => {
    const { ledger, views } = await openTestLedger();
    await anAcceptedBatch(ledger, ['a.pdf', 'b.pdf'], { acceptedAt: 199 });
    const original = await anAcceptedBatch(ledger, ['c.pdf'], { acceptedAt: 200 });
    const [aside] = await settlingDocuments(ledger, ['d.pdf']);
    const [twin] = await readyDocuments(ledger, ['e.pdf']);
    const [first] = await ledger.documents.ofBatch(original.id);
    if (aside === undefined || twin === undefined || first === undefined) throw new Error('no documents');
    const { sha256 } = first;
    await ledger.documents.judge([{ id: aside.id, verdict: 'set-aside', reason: 'empty', detail: '' }], 250);
    await ledger.documents.judge(
      [{ id: twin.id, verdict: 'duplicate', sha256: sha256 ?? '', ofDocumentId: first.id, asks: true }],
      310,
    );
    expect(await views.dailyFigures([100, 200, 300])).toEqual([
      { startsAt: 100, delivered: 2, batchesAccepted: 1, setAside: 0, duplicates: 0 },
      { startsAt: 200, delivered: 1, batchesAccepted: 1, setAside: 1, duplicates: 0 },
      { startsAt: 300, delivered: 0, batchesAccepted: 0, setAside: 0, duplicates: 1 },
    ]);
    expect(await views.dailyFigures([])).toEqual([]);
  });
});
