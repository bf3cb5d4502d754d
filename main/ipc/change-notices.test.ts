// Change notices are few, complete, and name what has to be asked for again.
import { describe, expect, it } from 'vitest';
import type { Topic } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { BatchId, FolderId } from '../engine/model';
import type { Clock } from '../engine/ports';
import { createChangeNotices, topicsOf } from './change-notices';

const progress: EngineEvent = { type: 'batch-progress', batchId: 1 as BatchId, bytesSent: 1, contentLength: 2 };

/** A clock that stands still until it is moved; `advance` wakes the sleepers whose time has come, in order. */
function aClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 1_000;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (delayMs) =>
      new Promise((resolve) => {
        sleepers.push({
          at: now + delayMs,
          wake: () => {
            resolve(true);
          },
        });
      }),
    advance: async (ms) => {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

function notices() {
  const clock = aClock();
  const sent: { at: number; topics: readonly Topic[] }[] = [];
  const changes = createChangeNotices(clock, (topics) => sent.push({ at: clock.now(), topics }));
  return { clock, sent, changes };
}

describe('change notices', () => {
  it('tell the first change at once', async () => {
    const { clock, sent, changes } = notices();
    changes.changed(['app']);
    await clock.advance(0);
    expect(sent).toEqual([{ at: 1_000, topics: ['app'] }]);
  });

  it('are sent at most four times a second, each topic once, the last change included', async () => {
    const { clock, sent, changes } = notices();
    for (let step = 0; step < 200; step += 1) {
      changes.note(progress);
      await clock.advance(5);
    }
    changes.changed(['sets']);
    await clock.advance(250);
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250);
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.every(({ topics }) => new Set(topics).size === topics.length)).toBe(true);
    expect(sent.at(-1)?.topics).toEqual(expect.arrayContaining(['progress', 'sets']));
  });

  it('are silent when nothing changes', async () => {
    const { clock, sent, changes } = notices();
    changes.changed([]);
    await clock.advance(10_000);
    expect(sent).toEqual([]);
  });
});

describe('the topics of an event', () => {
  const batchId = 1 as BatchId;
  const folderId = 'f' as FolderId;
  const rows: [EngineEvent, readonly Topic[]][] = [
    [{ type: 'folder-state', folderId, state: 'offline', detail: null }, ['folders']],
    [{ type: 'batch-sealed', batchId, folderId, documents: 1, zipSizeBytes: 1, zipSha256: '' }, ['documents', 'sets']],
    [{ type: 'batch-sending', batchId, attempt: 1 }, ['batches']],
    [{ type: 'batch-held', batchId, reason: 'refused', serverWords: null }, ['batches']],
    [{ type: 'set-needs-attention', batchId, reason: 'no-number' }, ['sets', 'batches']],
    [{ type: 'engine-failed', detail: '' }, ['app']],
  ];
  it.each(rows)('%j', (event, topics) => {
    expect(topicsOf(event)).toEqual(expect.arrayContaining([...topics]));
  });
});
