// The splitter on real zips and a real ledger: halves, lone documents, damaged zips, full disks, and crashes in between.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  anOpenBatch,
  evidence,
  openTestLedger,
  readyDocuments,
  theBatch,
  type TestLedger,
} from '../../ledger/testing/test-ledger';
import { onCheckpoint, type Checkpoint } from '../checkpoints';
import type { EngineEvent } from '../events';
import type { BatchId, BatchRecord, BatchState } from '../model';
import { openSpool, type Spool } from '../seal/spool';
import type { SplitJob, SplitResult } from '../seal/split-job';
import { splitZip } from '../seal/split-zip';
import { writeZip } from '../seal/write-zip';
import { anUplink } from '../testing/builders';
import { manualClock, type ManualClock } from '../testing/manual-clock';
import { startSplitter, type Splitter } from './splitter';

const tooLarge: BatchState = { state: 'splitting', reason: 'too-large', serverWords: 'too big' };
const serverError: BatchState = { state: 'splitting', reason: 'server-error', serverWords: null };

interface Test extends TestLedger {
  readonly spool: Spool;
  readonly spoolDir: string;
  readonly clock: ManualClock;
  readonly events: EngineEvent[];
  readonly failures: unknown[];
  /** Starts a splitter; `idle` resolves whenever it has nothing to do now. */
  start(split?: (job: SplitJob) => Promise<SplitResult>): { splitter: Splitter; idle: () => Promise<void> };
  /** Lets a splitter work until it has nothing to do now. */
  work(split?: (job: SplitJob) => Promise<SplitResult>): Promise<void>;
}

async function aTest(): Promise<Test> {
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-splitter-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  const spool = await openSpool(spoolDir);
  const opened = await openTestLedger();
  const clock = manualClock();
  const events: EngineEvent[] = [];
  const failures: unknown[] = [];

  function start(split = splitZip): ReturnType<Test['start']> {
    let waiting: (() => void)[] = [];
    const wakeAll = (): void => {
      for (const resolve of waiting.splice(0)) resolve();
      waiting = [];
    };
    const splitter = startSplitter({
      ...{ ledger: opened.ledger, spool, clock, thread: { split }, uplink: () => anUplink, onSplit: () => undefined },
      onEvent: (event) => events.push(event),
      onIdle: wakeAll,
      onError: (error) => {
        failures.push(error);
        wakeAll();
      },
    });
    onTestFinished(() => splitter.stop());
    return { splitter, idle: () => new Promise((resolve) => waiting.push(resolve)) };
  }

  async function work(split = splitZip): Promise<void> {
    const { splitter, idle } = start(split);
    await idle();
    await splitter.stop();
  }
  return { ...opened, spool, spoolDir, clock, events, failures, start, work };
}

/** A batch with a real zip in the spool, that the server refused as a whole. */
async function aSplittingBatch(
  { ledger, spool, spoolDir }: Test,
  paths: readonly string[],
  next: BatchState = tooLarge,
): Promise<BatchRecord> {
  const open = await anOpenBatch(ledger, paths);
  const sources = await mkdtemp(join(tmpdir(), 'batchdrop-sources-'));
  const documents = [];
  for (const { id, relativePath, sizeBytes } of await ledger.documents.ofBatch(open.id)) {
    const path = join(sources, String(id));
    await writeFile(path, randomBytes(sizeBytes));
    const { mtimeMs } = await stat(path);
    const place = { path, within: sources };
    documents.push({ documentId: id, ...place, entryName: relativePath, sizeBytes, mtimeMs });
  }
  const zipName = spool.nameFor(open.id);
  const zip = await writeZip({ zipPath: join(spoolDir, zipName), documents, uplink: anUplink });
  await rm(sources, { recursive: true });
  if (zip.kind !== 'sealed') throw new Error(zip.kind);
  await ledger.batches.seal(open.id, { ...zip, zipName, sealedAt: 40 });
  await ledger.batches.beginAttempt(open.id, 50);
  await ledger.batches.endAttempt(open.id, evidence(), next, null);
  return theBatch(ledger, open.id);
}

/** What is sealed now: each batch's paths, with the proof that its zip is what the ledger says. */
async function sealedNow({ ledger, rows, spool }: Test): Promise<string[][]> {
  const ids = rows("SELECT id FROM batch WHERE state = 'sealed' ORDER BY id").map(({ id }) => id as BatchId);
  const paths: string[][] = [];
  for (const id of ids) {
    const batch = await theBatch(ledger, id);
    expect(await spool.isIntact(batch, { signal: new AbortController().signal })).toBe(true);
    paths.push((await ledger.documents.ofBatch(id)).map(({ relativePath }) => relativePath));
  }
  return paths;
}

const four = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'];
const halvesOfFour = [
  ['a.pdf', 'b.pdf'],
  ['c.pdf', 'd.pdf'],
];

describe('a batch of several documents', () => {
  it('becomes two, the whole zip goes, and that is told', async () => {
    const test = await aTest();
    const whole = await aSplittingBatch(test, four);
    await test.work();
    expect(await sealedNow(test)).toEqual(halvesOfFour);
    expect((await theBatch(test.ledger, whole.id)).status).toEqual({ state: 'split' });
    expect((await readdir(test.spoolDir)).sort()).toEqual([`batch-${whole.id}-1.zip`, `batch-${whole.id}-2.zip`]);
    expect(test.events).toEqual([{ type: 'batch-split', batchId: whole.id, into: [whole.id + 1, whole.id + 2] }]);
  });

  it('is held when its zip is not what was sealed', async () => {
    const test = await aTest();
    const whole = await aSplittingBatch(test, four);
    await truncate(join(test.spoolDir, whole.zipName ?? ''), 100);
    await test.work();
    const told = { reason: 'spool-damaged', serverWords: null };
    expect((await theBatch(test.ledger, whole.id)).status).toEqual({ state: 'held', ...told });
    expect(test.events).toEqual([{ type: 'batch-held', batchId: whole.id, ...told }]);
    expect(await readdir(test.spoolDir)).toEqual([whole.zipName]);
  });

  it('waits for room in the spool, says so once each time, and holds up no lone document', async () => {
    const test = await aTest();
    const whole = await aSplittingBatch(test, four);
    const alone = await aSplittingBatch(test, ['e.pdf']);
    let isFull = true;
    const split = (job: SplitJob): Promise<SplitResult> =>
      isFull ? Promise.resolve({ kind: 'spool-failed', detail: 'ENOSPC' }) : splitZip(job);
    const { splitter, idle } = test.start(split);
    await idle();
    const problem = { type: 'spool-problem', folderId: whole.folderId, detail: 'ENOSPC' };
    expect(test.events.filter(({ type }) => type === 'spool-problem')).toEqual([problem]);
    expect((await theBatch(test.ledger, alone.id)).status.state).toBe('cancelled');
    expect(splitter.idle).toBe(true);
    let slept = idle();
    splitter.wake();
    await slept;
    expect(test.events.filter(({ type }) => type === 'spool-problem')).toEqual([problem]);
    isFull = false;
    slept = idle();
    test.clock.move(30_000);
    await slept;
    expect(await sealedNow(test)).toEqual(halvesOfFour);
  });

  it('is not waited for when the clock was set back a day', async () => {
    const test = await aTest();
    await aSplittingBatch(test, four);
    const answers: SplitResult[] = [{ kind: 'spool-failed', detail: 'ENOSPC' }];
    const { splitter, idle } = test.start((job) => Promise.resolve(answers.pop() ?? splitZip(job)));
    await idle();
    test.clock.move(-24 * 60 * 60_000);
    const slept = idle();
    splitter.wake();
    await slept;
    expect(await sealedNow(test)).toEqual(halvesOfFour);
  });

  it('is left as it is by a program that ends, without a word about the spool', async () => {
    const test = await aTest();
    const whole = await aSplittingBatch(test, four);
    let begun = (): void => undefined;
    let end: (result: SplitResult) => void = () => undefined;
    const asked = new Promise<void>((resolve) => (begun = resolve));
    const { splitter } = test.start(() => {
      begun();
      return new Promise((resolve) => (end = resolve));
    });
    await asked;
    const stopped = splitter.stop();
    end({ kind: 'spool-failed', detail: 'The sealing thread ended.' });
    await stopped;
    expect((await theBatch(test.ledger, whole.id)).status).toEqual(tooLarge);
    expect(test.events).toEqual([]);
    await test.work();
    expect(await sealedNow(test)).toEqual(halvesOfFour);
  });
});

describe('a batch of one document', () => {
  it.each([
    [tooLarge, 'too-large-for-server', 'too big'],
    [serverError, 'server-error', ''],
  ] as const)('is set aside after $state', async (next, reason, detail) => {
    const test = await aTest();
    const { id, folderId } = await aSplittingBatch(test, ['a.pdf'], next);
    await test.work();
    expect(await test.ledger.documents.ofBatch(id)).toMatchObject([{ status: { state: 'set-aside', reason, detail } }]);
    expect((await theBatch(test.ledger, id)).status).toEqual({ state: 'cancelled' });
    const [document] = await test.ledger.documents.ofBatch(id);
    const told = { folderId, documentId: document?.id, relativePath: 'a.pdf', reason, detail };
    expect(test.events).toEqual([{ type: 'document-set-aside', ...told }]);
  });
});

describe('a crash while a batch is cut', () => {
  /** The moment passes by throwing, so that nothing after it happens: what is on the disk is what a kill leaves. */
  async function crashAt(test: Test, moment: Checkpoint): Promise<void> {
    onTestFinished(() => {
      onCheckpoint(() => undefined);
    });
    onCheckpoint((name) => {
      if (name === moment) throw new Error(moment);
    });
    await test.work();
    onCheckpoint(() => undefined);
    expect(test.failures).toHaveLength(1);
  }

  it.each(['split.first-half', 'split.halves', 'split.recorded'] as const)(
    'at %s is made good by the next start',
    async (moment) => {
      const test = await aTest();
      const whole = await aSplittingBatch(test, four);
      await crashAt(test, moment);
      const state = (await theBatch(test.ledger, whole.id)).status.state;
      expect(state).toBe(moment === 'split.recorded' ? 'split' : 'splitting');
      await test.spool.sweep(await test.ledger.batches.spooledZips());
      await test.work();
      expect(await sealedNow(test)).toEqual(halvesOfFour);
      expect((await readdir(test.spoolDir)).sort()).toEqual([`batch-${whole.id}-1.zip`, `batch-${whole.id}-2.zip`]);
      await test.work();
      expect(await sealedNow(test)).toEqual(halvesOfFour);
    },
  );

  it('keeps the zip of a lone document that was set aside, which may be the last copy, until a person decided', async () => {
    const test = await aTest();
    const { id } = await aSplittingBatch(test, ['a.pdf']);
    const document = await test.ledger.batches.setAsideAlone(id, 'server-error', '', 90);
    await test.spool.sweep(await test.ledger.batches.spooledZips());
    expect(await readdir(test.spoolDir)).toEqual([`batch-${id}.zip`]);
    await test.ledger.documents.dismiss(document.id, 95);
    await test.spool.sweep(await test.ledger.batches.spooledZips());
    expect(await readdir(test.spoolDir)).toEqual([]);
  });
});

it('keeps the documents of one batch apart from those of the next', async () => {
  const test = await aTest();
  await aSplittingBatch(test, four);
  await aSplittingBatch(test, ['e.pdf', 'f.pdf'], serverError);
  await readyDocuments(test.ledger, ['g.pdf']);
  await test.work();
  expect(await sealedNow(test)).toEqual([...halvesOfFour, ['e.pdf'], ['f.pdf']]);
  const hashes = test.rows('SELECT sha256 FROM document WHERE sha256 IS NOT NULL').map(({ sha256 }) => sha256);
  expect(new Set(hashes).size).toBe(6);
});
