// The running uploads' figures lie over what the ledger says, and go away with the attempt.
import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../preload/contract';
import type { BatchId } from '../engine/model';
import { createProgress } from './progress';

const batchId = 7 as BatchId;
const sending: QueueItem = {
  ...{ id: 7, state: 'sending', folderPath: '/in', credentialName: 'acme', setName: null, documents: 2 },
  ...{ zipSizeBytes: 900, attempts: 1, createdAt: 0, bytesSent: null, contentLength: null },
  ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
  ...{ prioritized: false, restsBecause: null },
  ...{ retryAt: null, reason: null, serverWords: null, lastAttempt: null },
};

/** Progress on a clock of its own. */
function aProgress() {
  const time = { now: 0 };
  const progress = createProgress(() => time.now);
  return {
    progress,
    /** So much has left, so many milliseconds later. */
    sent: (bytesSent: number, afterMs: number, contentLength = 1_000_000) => {
      time.now += afterMs;
      progress.note({ type: 'batch-progress', batchId, bytesSent, contentLength });
    },
    wait: (ms: number) => (time.now += ms),
    shown: () => progress.over([sending])[0],
  };
}

describe('progress', () => {
  it('shows the latest figures of a batch that is being sent', () => {
    const { progress, sent } = aProgress();
    sent(100, 0, 1_000);
    sent(400, 0, 1_000);
    expect(progress.over([sending])).toEqual([{ ...sending, bytesSent: 400, contentLength: 1_000 }]);
  });

  it('leaves other batches as the ledger tells them', () => {
    const { progress, sent } = aProgress();
    sent(100, 0);
    const waiting: QueueItem = { ...sending, state: 'waiting' };
    const other: QueueItem = { ...sending, id: 8 };
    expect(progress.over([waiting, other])).toEqual([waiting, other]);
  });

  it('begins anew with the next attempt', () => {
    const { progress, sent } = aProgress();
    sent(1_000, 0);
    progress.note({ type: 'batch-waiting', batchId, cause: 'network', retryAt: 1, serverWords: null });
    progress.note({ type: 'batch-sending', batchId, attempt: 2 });
    expect(progress.over([sending])).toEqual([sending]);
  });

  it('goes on when a person puts the batch first while it is sent', () => {
    const { progress, sent, shown } = aProgress();
    sent(1_000, 0);
    progress.note({ type: 'batch-prioritized', batchId, prioritized: true });
    expect(shown()?.bytesSent).toBe(1_000);
  });
});

describe('the speed of an upload', () => {
  it('is not known before it has gone on for half a second', () => {
    const { sent, shown } = aProgress();
    sent(64_000, 0);
    sent(128_000, 250);
    expect(shown()).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
    sent(150_000, 250);
    expect(shown()?.bytesPerSecond).toBeGreaterThan(0);
  });

  it('is that of a steady line, and says how long the rest takes', () => {
    const { sent, shown } = aProgress();
    for (let quarter = 0; quarter <= 20; quarter += 1) sent(quarter * 25_000, 250);
    expect(shown()).toMatchObject({ bytesPerSecond: 100_000, secondsLeft: 5 });
  });

  it('follows a change within seconds, and does not jump', () => {
    const { sent, shown } = aProgress();
    let bytes = 0;
    for (let quarter = 0; quarter < 40; quarter += 1) sent((bytes += 25_000), 250, 10_000_000);
    const speeds = Array.from({ length: 48 }, () => {
      sent((bytes += 2_500), 250, 10_000_000);
      return shown()?.bytesPerSecond ?? 0;
    });
    expect(speeds[0]).toBeGreaterThan(80_000);
    expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
    expect(speeds.at(-1)).toBeLessThan(20_000);
  });

  it('goes down while nothing moves, until nobody can say how long it takes', () => {
    const { sent, shown, wait } = aProgress();
    for (let quarter = 0; quarter <= 20; quarter += 1) sent(quarter * 25_000, 250);
    wait(10_000);
    expect(shown()?.bytesPerSecond).toBeLessThan(20_000);
    wait(600_000);
    expect(shown()).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
  });

  it('needs no more time when everything is sent and the answer is awaited', () => {
    const { sent, shown, wait } = aProgress();
    for (let quarter = 0; quarter <= 20; quarter += 1) sent(quarter * 25_000, 250, 500_000);
    wait(60_000);
    expect(shown()).toMatchObject({ bytesPerSecond: 100_000, secondsLeft: 0 });
  });
});
