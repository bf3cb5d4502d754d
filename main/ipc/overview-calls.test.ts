// A person's word on many documents or batches at once, on a real ledger and a real engine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkLimit, type Topic } from '../../preload/contract';
import { createEngine } from '../engine/engine';
import type { BatchState, DocumentId } from '../engine/model';
import { manualClock } from '../engine/testing/manual-clock';
import { defaultUploads } from '../engine/upload-limits';
import {
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  theBatch,
  type TestLedger,
} from '../ledger/testing/test-ledger';
import { createFolderNotes } from './folder-notes';
import { overviewCalls } from './overview-calls';
import { createProgress } from './progress';
import { requestSchemas } from './schemas';
import type { Services } from './services';

const held: BatchState = { state: 'held', reason: 'refused', serverWords: null };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };

/** The calls over an engine that does not run: what is asked of it is in the ledger all the same. */
async function aWindow() {
  const clock = manualClock(10_000);
  const test = await openTestLedger({ now: clock.now });
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-overview-calls-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  const engine = createEngine({
    ...{ ledger: test.ledger, clock, random: Math.random, spoolDir, onEvent: () => undefined },
    config: {
      ...{ credentials: [], folders: [], retry: { firstMs: 20, ceilingMs: 100 }, uploads: defaultUploads },
      ...{ settleMs: 20, incompleteMs: 100, rescanMs: 60_000 },
    },
    secrets: { password: () => Promise.resolve(null), pastedToken: () => Promise.resolve(null) },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    sealWorker: new URL('file:///nothing-is-sealed-here.js'),
  });
  const noticed: Topic[][] = [];
  const services: Pick<Services, 'engine' | 'views' | 'clock' | 'progress' | 'changed'> = {
    ...{ engine, views: test.views, clock, progress: createProgress() },
    changed: (topics) => noticed.push([...topics]),
  };
  // Settings, secrets and desktop have no part in these calls.
  const calls = overviewCalls(services as Services, createFolderNotes(clock.now));
  return { ...test, calls, noticed };
}

/** Documents that were set aside, by id. */
async function setAside({ ledger }: TestLedger, paths: readonly string[]): Promise<number[]> {
  const documents = await settlingDocuments(ledger, paths);
  await ledger.documents.judge(
    documents.map(({ id }) => ({ id, verdict: 'set-aside', reason: 'incomplete', detail: '' })),
    80,
  );
  return documents.map(({ id }) => id);
}

/** A copy of something delivered, about which a person is asked. */
async function aCopy({ ledger }: TestLedger): Promise<number> {
  const { id } = await anAcceptedBatch(ledger, ['original.pdf']);
  const [original] = await ledger.documents.ofBatch(id);
  const [copy] = await readyDocuments(ledger, ['copy.pdf']);
  if (original === undefined || copy === undefined) throw new Error('no documents');
  const about = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id, asks: true } as const;
  await ledger.documents.judge([{ id: copy.id, ...about }], 90);
  return copy.id;
}

const answer = (done: number, movedOn: number) => ({ ok: true, value: { done, movedOn } });

describe('leaving documents out', () => {
  it('is about set-aside documents and copies alike, and says what had moved on', async () => {
    const window = await aWindow();
    const [first, second, third] = await setAside(window, ['a.pdf', 'b.pdf', 'c.pdf']);
    const copy = await aCopy(window);
    if (first === undefined || second === undefined || third === undefined) throw new Error('no documents');
    await window.ledger.documents.sendAnyway(second as DocumentId, 100);
    const documentIds = [first, second, copy, 9_999];
    expect(await window.calls['documents.dismissMany']({ documentIds })).toEqual(answer(2, 2));
    const { items } = await window.views.attentionPage({ offset: 0, limit: 10 });
    expect(items).toMatchObject([{ kind: 'document', documentId: third }]);
    expect(window.noticed).toEqual([['documents']]);
  });
});

describe('sending documents all the same', () => {
  it('makes each of them settle anew, once, however often it is named', async () => {
    const window = await aWindow();
    const [first, second] = await setAside(window, ['a.pdf', 'b.pdf']);
    const copy = await aCopy(window);
    if (first === undefined || second === undefined) throw new Error('no documents');
    const documentIds = [first, first, copy];
    expect(await window.calls['documents.sendAnywayMany']({ documentIds })).toEqual(answer(2, 0));
    expect(window.rows("SELECT id FROM document WHERE state = 'settling' ORDER BY id")).toEqual(
      [first, copy].sort((a, b) => a - b).map((id) => ({ id })),
    );
    expect((await window.views.attentionCounts(null)).document).toBe(1);
    expect(window.noticed).toEqual([['documents']]);
  });
});

describe('a word on many batches', () => {
  it('tries held ones again, and leaves alone what is sent, delivered or in doubt meanwhile', async () => {
    const window = await aWindow();
    const { ledger } = window;
    const [waiting, doubtful] = [await aSealedBatch(ledger, ['a.pdf']), await aSealedBatch(ledger, ['b.pdf'])];
    const [sending, accepted] = [await aSendingBatch(ledger, ['c.pdf']), await anAcceptedBatch(ledger, ['d.pdf'])];
    await ledger.batches.move(waiting.id, held, 70);
    await ledger.batches.move(doubtful.id, inDoubt, 70);
    const batchIds = [waiting.id, doubtful.id, sending.id, accepted.id];
    expect(await window.calls['queue.decideMany']({ batchIds, decision: { kind: 'retry' } })).toEqual(answer(1, 3));
    expect((await theBatch(ledger, waiting.id)).status.state).toBe('sealed');
    expect((await theBatch(ledger, doubtful.id)).status.state).toBe('in-doubt');
    expect(window.noticed).toEqual([['batches', 'documents', 'sets']]);
  });

  it('sends only those again that are in doubt, and keeps that it was decided', async () => {
    const window = await aWindow();
    const { ledger } = window;
    const batches = [await aSealedBatch(ledger, ['a.pdf']), await aSealedBatch(ledger, ['b.pdf'])];
    const refused = await aSealedBatch(ledger, ['c.pdf']);
    for (const { id } of batches) await ledger.batches.move(id, inDoubt, 70);
    await ledger.batches.move(refused.id, held, 70);
    const batchIds = [...batches.map(({ id }) => id), refused.id];
    const decision = { kind: 'send-again' } as const;
    expect(await window.calls['queue.decideMany']({ batchIds, decision })).toEqual(answer(2, 1));
    expect((await theBatch(ledger, refused.id)).status.state).toBe('held');
    expect(window.rows("SELECT batch_id, kind FROM decision WHERE made_by = 'person' ORDER BY batch_id")).toEqual(
      batches.map(({ id }) => ({ batch_id: id, kind: 'send-again' })),
    );
  });

  it('withdraws held ones and those in doubt; their documents are set aside and ask no more', async () => {
    const window = await aWindow();
    const { ledger } = window;
    const [one, other] = [await aSealedBatch(ledger, ['a.pdf']), await aSealedBatch(ledger, ['b.pdf', 'c.pdf'])];
    await ledger.batches.move(one.id, held, 70);
    await ledger.batches.move(other.id, inDoubt, 70);
    const batchIds = [one.id, other.id];
    expect(await window.calls['queue.decideMany']({ batchIds, decision: { kind: 'withdraw' } })).toEqual(answer(2, 0));
    expect(window.rows("SELECT count(*) AS n FROM document WHERE reason = 'withdrawn'")).toEqual([{ n: 3 }]);
    expect((await window.views.attentionPage({ offset: 0, limit: 10 })).total).toBe(0);
  });
});

describe('the door', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('lets as many through as one word may be about, and not one more', () => {
    for (const name of ['documents.dismissMany', 'documents.sendAnywayMany'] as const) {
      expect(requestSchemas[name].safeParse({ documentIds: ids(bulkLimit) }).success).toBe(true);
      expect(requestSchemas[name].safeParse({ documentIds: ids(bulkLimit + 1) }).success).toBe(false);
    }
    const decision = { kind: 'withdraw' };
    const schema = requestSchemas['queue.decideMany'];
    expect(schema.safeParse({ batchIds: ids(bulkLimit), decision }).success).toBe(true);
    expect(schema.safeParse({ batchIds: ids(bulkLimit + 1), decision }).success).toBe(false);
  });

  it('has no word that many batches arrived: each has an id of its own', () => {
    const decision = { kind: 'arrived', serverBatchId: 'x' };
    expect(requestSchemas['queue.decideMany'].safeParse({ batchIds: [1], decision }).success).toBe(false);
  });
});
