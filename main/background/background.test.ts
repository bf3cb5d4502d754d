// What the engine's events become outside the window.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EngineEvent } from '../engine/events';
import type { BatchId, BatchRecord, CredentialId, DocumentId, FolderId } from '../engine/model';
import { manualClock } from '../engine/testing/manual-clock';
import { wordsFor } from '../words/words-for';
import { startBackground } from './background';
import { createUploadProgress } from './upload-progress';
import { attentionIn, readSituation, stoppedSituation, tooltipOf, trayStateOf, type Situation } from './situation';

const words = wordsFor({ language: 'en', locale: 'en-GB' });
const batchId = 7 as BatchId;
const folderId = 'f1' as FolderId;
const calm: Situation = { ...stoppedSituation, isStopped: false };

function aBackground({ isWatched = false, deliveries = true, problems = true } = {}) {
  const clock = manualClock(new Date(2026, 10, 23, 10).getTime());
  const shown: string[] = [];
  const waits: number[] = [];
  const situations: Situation[] = [];
  const shares: (number | null)[] = [];
  let state: BatchRecord['status'] = { state: 'held', reason: 'refused', serverWords: null };
  let situation = calm;
  const background = startBackground({
    clock: {
      now: clock.now,
      sleep: (delayMs, options) => {
        waits.push(delayMs);
        return clock.sleep(delayMs, options);
      },
    },
    preferences: () => ({ deliveries, problems, quietFrom: null, quietTo: null }),
    words: () => words,
    names: {
      batches: { get: () => Promise.resolve({ documentCount: 3, status: state } as BatchRecord) },
      sets: { get: () => Promise.resolve(null) },
      credentialName: (id) => (id === 'c1' ? 'Acme' : null),
      folderPath: () => '/scans/inbox',
    },
    readSituation: () => Promise.resolve(situation),
    isWatched: () => isWatched,
    show: ({ text, destination }) => void shown.push(`${text.title} -> ${destination.to}`),
    onSituation: (next) => void situations.push(next),
    onProgress: (share) => void shares.push(share),
    onBug: (error) => {
      throw error;
    },
  });
  onTestFinished(background.stop);
  const pass = async (byMs = 0): Promise<void> => {
    clock.move(byMs);
    for (let i = 0; i < 8; i += 1) await turn();
  };
  return {
    ...{ background, shown, situations, shares, waits, pass },
    become: (next: Situation) => (situation = next),
    batchIs: (next: BatchRecord['status']) => (state = next),
  };
}

const accepted: EngineEvent = {
  ...{ type: 'batch-accepted', batchId, serverBatchId: 'x', setName: null, setReferenceNumber: null },
  ...{ releaseVersion: null, documents: 4 },
};
const held: EngineEvent = { type: 'batch-held', batchId, reason: 'refused', serverWords: 'secret words' };

describe('outside the window', () => {
  it('deliveries are told, unless somebody looks at the window or wants none', async () => {
    for (const [options, expected] of [
      [{}, ['Delivered -> sets']],
      [{ isWatched: true }, []],
      [{ deliveries: false }, []],
    ] as const) {
      const { background, shown, pass } = aBackground(options);
      background.note(accepted);
      await pass(60_000);
      expect(shown).toEqual(expected);
    }
  });

  it('a held batch is told once, and not when it was decided meanwhile', async () => {
    const { background, shown, pass, batchIs } = aBackground();
    background.note(held);
    background.note(held);
    await pass();
    expect(shown).toEqual(['A batch is held -> attention']);
    background.note({ type: 'batch-sending', batchId, attempt: 2 });
    batchIs({ state: 'sealed' });
    background.note(held);
    await pass();
    expect(shown).toHaveLength(1);
  });

  it('a paused credential is told as itself, not once more for each of its batches', async () => {
    const { background, shown, pass } = aBackground();
    const reason = 'credential-refused';
    background.note({ type: 'batch-held', batchId, reason, serverWords: null });
    background.note({ type: 'credential-paused', credentialId: 'c1' as CredentialId, reason, serverWords: null });
    background.note({ type: 'credential-paused', credentialId: 'gone' as CredentialId, reason, serverWords: null });
    await pass();
    expect(shown).toEqual(['A credential is paused -> credential']);
  });

  it('a share that comes back within two minutes is no news', async () => {
    const { background, shown, pass } = aBackground();
    const is = (state: 'offline' | 'watching'): EngineEvent => ({
      type: 'folder-state',
      folderId,
      state,
      detail: null,
    });
    background.note(is('offline'));
    await pass(60_000);
    background.note(is('watching'));
    await pass(60_000);
    expect(shown).toEqual([]);
    background.note(is('offline'));
    await pass(120_000);
    expect(shown).toEqual(['A watched folder cannot be reached -> folders']);
  });

  it('a full spool is told once a day however often it fills up', async () => {
    const { background, shown, pass } = aBackground();
    const full: EngineEvent = { type: 'spool-problem', folderId, detail: 'spool-full' };
    const sealed: EngineEvent = {
      ...{ type: 'batch-sealed', batchId, folderId, documents: 1, zipSizeBytes: 1, zipSha256: '' },
    };
    for (const event of [full, sealed, full]) background.note(event);
    await pass();
    expect(shown).toEqual(['The spool is full -> settings']);
    await pass(86_400_000);
    background.note(full);
    await pass();
    expect(shown).toHaveLength(2);
  });

  it('a full spool that is said twice a minute waits for its day once', async () => {
    const { background, waits, pass } = aBackground();
    for (let times = 0; times < 100; times += 1) {
      background.note({ type: 'spool-problem', folderId, detail: 'spool-full' });
      await pass(30_000);
    }
    expect(waits.filter((delayMs) => delayMs === 86_400_000)).toHaveLength(1);
  });

  it('nothing is told that a person does not want to be told, and nothing after the end', async () => {
    const { background, shown, pass } = aBackground({ problems: false });
    background.note(held);
    await pass();
    expect(shown).toEqual([]);
    const other = aBackground();
    other.background.stop();
    other.background.note(held);
    await other.pass();
    expect(other.shown).toEqual([]);
  });

  it('the situation is read at most every two seconds, and never left old', async () => {
    const { background, situations, pass, become } = aBackground();
    await pass();
    expect(situations).toEqual([calm]);
    become({ ...calm, attention: 1 });
    for (let i = 0; i < 100; i += 1) background.changed();
    await pass(1_000);
    expect(situations).toHaveLength(1);
    await pass(1_000);
    expect(situations.map(({ attention }) => attention)).toEqual([0, 1]);
    await pass(2_000);
    expect(situations).toHaveLength(2);
    background.changed();
    await pass();
    expect(situations).toHaveLength(3);
  });

  it('the taskbar shows how far all uploads are together', () => {
    const progress = createUploadProgress();
    const sent = (id: number, bytesSent: number, contentLength: number): EngineEvent => ({
      ...{ type: 'batch-progress', batchId: id as BatchId, bytesSent, contentLength },
    });
    expect(progress.share).toBeNull();
    expect(progress.note(sent(1, 0, 300))).toBe(true);
    expect(progress.note(sent(2, 50, 100))).toBe(true);
    expect(progress.share).toBe(0.12);
    expect(progress.note(sent(2, 50, 100))).toBe(false);
    progress.note({ ...accepted, batchId: 1 as BatchId });
    expect(progress.share).toBe(0.5);
    progress.note(held);
    progress.note({ type: 'batch-held', batchId: 2 as BatchId, reason: 'refused', serverWords: null });
    expect(progress.share).toBeNull();
  });
});

describe('the tray', () => {
  it.each([
    [{}, 'well', 'Batchdrop: everything was delivered.'],
    [{ deliveredToday: 2 }, 'well', 'Batchdrop: 2 documents delivered today.'],
    [{ delivering: 1 }, 'delivering', 'Batchdrop is delivering 1 document.'],
    [{ offlineFolders: 1, delivering: 1 }, 'problem', 'Batchdrop: 1 watched folder cannot be reached.'],
    [{ pause: { until: null }, offlineFolders: 1 }, 'paused', 'Batchdrop: deliveries are paused.'],
    [{ attention: 3, pause: { until: null } }, 'attention', 'Batchdrop: 3 items need attention.'],
    [{ isStopped: true, attention: 3 }, 'problem', 'Batchdrop cannot work. Open it to see why.'],
  ] as const)('with %j shows %s', (figures, state, sentence) => {
    const situation = { ...calm, ...figures };
    expect(trayStateOf(situation)).toBe(state);
    expect(tooltipOf(situation, words.tray)).toBe(sentence);
  });

  it('counts whatever waits for a person, and only folders that are still watched', async () => {
    const tally = {
      ...{ settling: 100, ready: 100, sealed: 100, sending: 100, splitting: 100, waiting: 100 },
      ...{ held: 1, inDoubt: 2, setAside: 4, duplicatesAsking: 8, alarms: 16, setsNeedingAttention: 32 },
      pausedCredentials: 64,
    };
    expect(attentionIn(tally)).toBe(127);
    const folder = (id: string, health: 'offline' | 'watching') => ({ folderId: id, health });
    const read = readSituation({
      tally: () => Promise.resolve(tally),
      views: {
        folderHealth: () => Promise.resolve([folder('f1', 'offline'), folder('gone', 'offline')]),
        deliveries: () => Promise.resolve({ delivered: 5, batchesAccepted: 1, lastDeliveryAt: null }),
        pauses: () => Promise.resolve([{ scope: 'folder', id: 'f1', name: null, since: 1, until: null }]),
        queue: () => Promise.resolve({ items: [{ documents: 2 }, { documents: 3 }] as never, total: 2 }),
      },
      folderIds: () => ['f1'],
      isStopped: () => false,
      now: () => 0,
    });
    expect(await read).toEqual({
      ...{ isStopped: false, pause: null, attention: 127, offlineFolders: 1, delivering: 5, deliveredToday: 5 },
    });
  });
});

it('a document that was decided about is a problem no more', async () => {
  const { background, shown, pass } = aBackground();
  const documentId = 3 as DocumentId;
  const setAside: EngineEvent = {
    ...{ type: 'document-set-aside', folderId, documentId, relativePath: 'sub/letter.pdf' },
    ...{ reason: 'wrong-type', detail: '' },
  };
  background.note(setAside);
  background.note(setAside);
  await pass();
  background.note({ type: 'document-decided', documentId, decision: 'retry' });
  background.note(setAside);
  await pass();
  expect(shown).toHaveLength(2);
});
