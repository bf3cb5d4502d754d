// A person's word on hundreds at once: each row's own result, the same events, and few commits.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countCommits } from '../../ledger/testing/commits';
import {
  aSealedBatch,
  anAcceptedBatch,
  aSendingBatch,
  credentialId,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  theBatch,
} from '../../ledger/testing/test-ledger';
import type { EngineEvent } from '../events';
import type { BatchId, BatchRecord, BatchState, CredentialId, DocumentId, FolderId } from '../model';
import { openSpool } from '../seal/spool';
import { manualClock } from '../testing/manual-clock';
import { personDecisions } from './person-decisions';

const held: BatchState = { state: 'held', reason: 'refused', serverWords: null };
const damaged: BatchState = { state: 'held', reason: 'spool-damaged', serverWords: null };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };

/** Decisions on a real ledger and spool, with what they told and set going. */
async function aDesk() {
  const test = await openTestLedger();
  const { ledger } = test;
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-person-decisions-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  const events: EngineEvent[] = [];
  const lost: FolderId[] = [];
  const answered = new Set<CredentialId>();
  const calls = { moved: 0, settling: 0 };
  let onEvent: (event: EngineEvent) => void = () => undefined;
  const decisions = personDecisions({
    ...{ ledger, clock: manualClock(70), spool: () => openSpool(spoolDir) },
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
    onAnswered: (id) => answered.add(id),
    onMoved: () => (calls.moved += 1),
    onLost: (id) => Promise.resolve(void lost.push(id)),
    onSettling: () => (calls.settling += 1),
  });

  async function setAside(name: string, count: number): Promise<DocumentId[]> {
    const documents = await settlingDocuments(
      ledger,
      Array.from({ length: count }, (_, index) => `${name}-${index}.pdf`),
    );
    const verdict = { verdict: 'set-aside', reason: 'incomplete', detail: '' } as const;
    await ledger.documents.judge(
      documents.map(({ id }) => ({ id, ...verdict })),
      50,
    );
    return documents.map(({ id }) => id);
  }

  async function copies(name: string, count: number): Promise<DocumentId[]> {
    const { id } = await anAcceptedBatch(ledger, [`${name}-original.pdf`]);
    const [original] = await ledger.documents.ofBatch(id);
    if (original === undefined) throw new Error('no original');
    const documents = await readyDocuments(
      ledger,
      Array.from({ length: count }, (_, index) => `${name}-${index}.pdf`),
    );
    const about = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id, asks: true } as const;
    await ledger.documents.judge(
      documents.map((document) => ({ id: document.id, ...about })),
      50,
    );
    return documents.map((document) => document.id);
  }

  async function batches(name: string, count: number, status: BatchState): Promise<BatchId[]> {
    const ids: BatchId[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = await aSealedBatch(ledger, [`${name}-${index}.pdf`]);
      await ledger.batches.move(id, status, 60);
      ids.push(id);
    }
    return ids;
  }

  return {
    ...{ ...test, ...decisions, events, lost, answered, calls, spoolDir, setAside, copies, batches },
    commits: () => countCommits(test.file),
    listen: (listener: (event: EngineEvent) => void) => (onEvent = listener),
  };
}

/** The same rows, in an order in which none of the kinds stands together. */
function mixed<Id>(...kinds: readonly (readonly Id[])[]): Id[] {
  const longest = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => kinds.flatMap((kind) => kind.slice(index, index + 1))).flat();
}

const decided = (decision: 'dismiss' | 'send-anyway') => (documentId: DocumentId) =>
  ({ type: 'document-decided', documentId, decision }) as const;

describe('many documents', () => {
  it('are dismissed with a result and an event for each, in as many commits as there are hundreds', async () => {
    const desk = await aDesk();
    const [waiting, copies] = [await desk.setAside('waiting', 140), await desk.copies('copy', 60)];
    const [before, gone] = [await desk.setAside('before', 50), await desk.setAside('gone', 49)];
    await desk.dismissMany(before);
    await desk.ledger.documents.sendAnywayMany(gone, 60);
    desk.events.length = 0;
    const ids = mixed(waiting, copies, before, gone, [99_999 as DocumentId]);
    expect(ids).toHaveLength(300);
    const commits = desk.commits();
    const done = await desk.dismissMany([...ids, ...ids]);
    expect(commits()).toBe(3);
    expect(done).toEqual(new Set([...waiting, ...copies]));
    const inOrder = ids.filter((id) => done.has(id));
    expect(desk.events).toEqual(inOrder.map(decided('dismiss')));
    expect(desk.rows(`SELECT document_id FROM decision WHERE kind = 'dismiss' AND at = 70`)).toHaveLength(250);
    const states = `SELECT state, reason, asks, count(*) AS n FROM document WHERE relative_path NOT LIKE '%original%'`;
    expect(desk.rows(`${states} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)).toEqual([
      { state: 'duplicate', reason: null, asks: 0, n: 60 },
      { state: 'set-aside', reason: 'withdrawn', asks: null, n: 190 },
      { state: 'settling', reason: null, asks: null, n: 49 },
    ]);
  });

  it('are sent anyway, those that were replaced by a newer version excepted', async () => {
    const desk = await aDesk();
    const [waiting, copies] = [await desk.setAside('waiting', 100), await desk.copies('copy', 100)];
    const replaced = await desk.setAside('replaced', 100);
    const newer = replaced.map((_, index) => ({ kind: 'new', relativePath: `replaced-${index}.pdf` }) as const);
    await desk.ledger.documents.record(
      folderId,
      newer.map((change) => ({ ...change, sizeBytes: 9_000, mtimeMs: 5 })),
      60,
    );
    const ids = mixed(replaced, waiting, copies);
    const commits = desk.commits();
    const done = await desk.sendAnywayMany(ids);
    expect(commits()).toBe(3);
    expect(done).toEqual(new Set([...waiting, ...copies]));
    expect(desk.events).toEqual(ids.filter((id) => done.has(id)).map(decided('send-anyway')));
    // Folders are scanned once for each commit, not for each document.
    expect(desk.calls.settling).toBe(3);
    expect(desk.rows('SELECT kind, count(*) AS n FROM decision GROUP BY kind ORDER BY kind')).toEqual([
      { kind: 'retry', n: 100 },
      { kind: 'send-anyway', n: 100 },
    ]);
    const settling = await desk.ledger.documents.settling(folderId);
    expect(settling.filter(({ sendAnyway }) => sendAnyway).map(({ id }) => id)).toEqual(copies);
  });

  it('may move on between two portions: that undoes nothing, and others are not kept waiting for the whole', async () => {
    const desk = await aDesk();
    const ids = await desk.setAside('waiting', 300);
    const last = ids.at(-1) as DocumentId;
    const quicker: Promise<boolean>[] = [];
    desk.listen(() => {
      if (quicker.length === 0) quicker.push(desk.ledger.documents.sendAnyway(last, 69));
    });
    const done = await desk.dismissMany(ids);
    expect(await Promise.all(quicker)).toEqual([true]);
    expect(done).toEqual(new Set(ids.slice(0, -1)));
    expect(await desk.dismiss(last)).toBe('wrong-state');
    expect((await desk.ledger.documents.settling(folderId)).map(({ id }) => id)).toEqual([last]);
  });

  it('of which none is left cost no commit and set nothing going', async () => {
    const desk = await aDesk();
    const ids = await desk.setAside('waiting', 2);
    expect(await desk.dismissMany(ids)).toEqual(new Set(ids));
    const commits = desk.commits();
    expect(await desk.dismissMany(ids)).toEqual(new Set());
    expect(await desk.sendAnywayMany([])).toEqual(new Set());
    expect(commits()).toBe(0);
    expect(desk.calls.settling).toBe(0);
  });
});

describe('one document', () => {
  it('has the result of its own', async () => {
    const desk = await aDesk();
    const [one, other] = (await desk.setAside('waiting', 2)) as [DocumentId, DocumentId];
    expect(await desk.dismiss(one)).toBe('done');
    expect(await desk.dismiss(one)).toBe('wrong-state');
    expect(await desk.sendAnyway(other)).toBe('done');
    expect(await desk.sendAnyway(other)).toBe('wrong-state');
    expect(desk.events).toEqual([decided('dismiss')(one), decided('send-anyway')(other)]);
  });
});

describe('many batches', () => {
  it('are tried again, those in another state excepted, in one commit for each hundred', async () => {
    const desk = await aDesk();
    const [refused, doubtful] = [await desk.batches('refused', 80, held), await desk.batches('doubtful', 39, inDoubt)];
    const { id: sending } = await aSendingBatch(desk.ledger, ['sending.pdf']);
    const ids = mixed(doubtful, refused, [sending]);
    const commits = desk.commits();
    const done = await desk.decideMany(ids, { kind: 'retry' });
    expect(commits()).toBe(2);
    expect(done).toEqual(new Set(refused));
    expect(desk.events).toEqual(
      ids
        .filter((id) => done.has(id))
        .map((batchId) => ({ type: 'batch-decided', batchId, decision: 'retry', by: 'person' })),
    );
    expect(desk.answered).toEqual(new Set([credentialId]));
    expect(desk.calls.moved).toBe(2);
    expect(desk.rows('SELECT state, count(*) AS n FROM batch GROUP BY state ORDER BY state')).toEqual([
      { state: 'in-doubt', n: 39 },
      { state: 'sealed', n: 80 },
      { state: 'sending', n: 1 },
    ]);
    expect(desk.rows(`SELECT batch_id FROM decision ORDER BY id`)).toEqual(
      ids.filter((id) => done.has(id)).map((batch_id) => ({ batch_id })),
    );
  });

  it('are withdrawn with their documents, and one that was delivered stays delivered', async () => {
    const desk = await aDesk();
    const waiting = [...(await desk.batches('refused', 20, held)), ...(await desk.batches('doubtful', 20, inDoubt))];
    const { id: accepted } = await anAcceptedBatch(desk.ledger, ['accepted.pdf']);
    const commits = desk.commits();
    expect(await desk.decideMany(mixed(waiting, [accepted]), { kind: 'withdraw' })).toEqual(new Set(waiting));
    expect(commits()).toBe(1);
    expect(desk.rows(`SELECT count(*) AS n FROM document WHERE reason = 'withdrawn'`)).toEqual([{ n: 40 }]);
    expect((await theBatch(desk.ledger, accepted)).status.state).toBe('accepted');
    expect(await desk.decide(accepted, { kind: 'withdraw' })).toBe('wrong-state');
  });

  it('whose zips are lost are sealed again together; what is whole after all is sent', async () => {
    const desk = await aDesk();
    const [lost, plain] = [await desk.batches('lost', 30, damaged), await desk.batches('plain', 5, held)];
    const { id: whole } = await aSealedBatch(desk.ledger, ['whole.pdf']);
    await desk.ledger.batches.move(whole, damaged, 60);
    const zip = await theBatch(desk.ledger, whole);
    await writeFile(join(desk.spoolDir, zip.zipName ?? ''), Buffer.alloc(zip.zipSizeBytes ?? 0));
    const isWhole = (batch: Pick<BatchRecord, 'zipName'>) => Promise.resolve(batch.zipName === zip.zipName);
    const spool = { ...(await openSpool(desk.spoolDir)), isIntact: isWhole };
    const { decideMany } = personDecisions({
      ...{ ledger: desk.ledger, clock: manualClock(70), spool: () => Promise.resolve(spool) },
      onEvent: (event) => desk.events.push(event),
      ...{ onAnswered: () => undefined, onMoved: () => undefined, onSettling: () => undefined },
      onLost: (id) => Promise.resolve(void desk.lost.push(id)),
    });
    const commits = desk.commits();
    expect(await decideMany(mixed(lost, plain, [whole]), { kind: 'retry' })).toEqual(
      new Set([...plain, whole, ...lost]),
    );
    // What needs no zip, what has one, what lost it.
    expect(commits()).toBe(3);
    const told = desk.events.map((event) => (event.type === 'batch-decided' ? event.decision : event.type));
    expect(told.sort()).toEqual([...Array<string>(6).fill('retry'), ...Array<string>(30).fill('seal-again')]);
    expect(desk.lost).toEqual([folderId]);
    expect(await desk.ledger.documents.settling(folderId)).toHaveLength(30);
    expect(await readdir(desk.spoolDir)).toEqual([zip.zipName]);
  });
});
