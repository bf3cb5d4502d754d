// The writer of what happened: in bunches, without repeating itself, and never in the way.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EngineEvent } from '../engine/events';
import type { BatchId, CredentialId, DocumentId, FolderId } from '../engine/model';
import { manualClock } from '../engine/testing/manual-clock';
import type { ActivityEntry, ActivityLog } from '../ledger/activity/activity-log';
import { createActivityWriter } from './activity-writer';

const folderId = 'folder-1' as FolderId;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const sending = (batch: number): EngineEvent => ({ type: 'batch-sending', batchId: batch as BatchId, attempt: 1 });
const folderState = (state: 'watching' | 'offline' | 'scanning' | 'error'): EngineEvent => ({
  ...{ type: 'folder-state', folderId, state, detail: null },
});
const alarm = (differences: number): EngineEvent => ({
  ...{ type: 'conservation-alarm', folderId, differences: Array.from({ length: differences }, () => ({}) as never) },
});
const noSpace: EngineEvent = { type: 'spool-problem', folderId, detail: 'ENOSPC' };

function aWriter({ write, forget }: Partial<ActivityLog> = {}) {
  const clock = manualClock();
  const bunches: (readonly ActivityEntry[])[] = [];
  const limits: Parameters<ActivityLog['forget']>[0][] = [];
  const errors: unknown[] = [];
  const counts = { written: 0, days: 90 };
  const writer = createActivityWriter({
    clock,
    log: {
      write: async (entries) => {
        await write?.(entries);
        bunches.push(entries);
      },
      forget: (given) => {
        limits.push(given);
        return forget?.(given) ?? Promise.resolve(false);
      },
    },
    days: () => counts.days,
    onWritten: () => (counts.written += 1),
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => writer.stop());
  const kinds = (): string[] => bunches.flat().map(({ kind }) => kind);
  return { clock, writer, bunches, limits, errors, counts, kinds };
}

describe('writing', () => {
  it('puts what comes within half a second into one bunch, and what comes later into the next', async () => {
    const { clock, writer, bunches, counts } = aWriter();
    for (const batch of [1, 2, 3]) writer.note(sending(batch));
    clock.move(499);
    await Promise.resolve();
    expect(bunches).toEqual([]);
    clock.move(1);
    await vi.waitFor(() => {
      expect(counts.written).toBe(1);
    });
    expect(bunches.map((bunch) => bunch.map(({ batchId }) => batchId))).toEqual([[1, 2, 3]]);
    writer.note(sending(4));
    clock.move(500);
    await vi.waitFor(() => {
      expect(counts.written).toBe(2);
    });
    expect(bunches[1]).toEqual([{ at: 1_000_500, kind: 'batch-sending', batchId: 4, amount: 1 }]);
  });

  it('writes at most 500 at once, in their order', async () => {
    const { writer, bunches } = aWriter();
    for (let batch = 1; batch <= 1_200; batch += 1) writer.note(sending(batch));
    await writer.stop();
    expect(bunches.map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(bunches.flat().map(({ batchId }) => batchId)).toEqual(Array.from({ length: 1_200 }, (_, at) => at + 1));
  });

  it('writes the rest when it ends, and may be ended twice', async () => {
    const { writer, kinds } = aWriter();
    writer.note(sending(1));
    await Promise.all([writer.stop(), writer.stop()]);
    await writer.stop();
    expect(kinds()).toEqual(['batch-sending']);
  });

  it('reports a bunch that cannot be written, goes on with the next, and says nothing of news', async () => {
    const failure = new Error('disk full');
    const write = vi.fn<ActivityLog['write']>().mockRejectedValueOnce(failure).mockResolvedValue();
    const { clock, writer, bunches, errors, counts } = aWriter({ write });
    writer.note(sending(1));
    clock.move(500);
    await vi.waitFor(() => {
      expect(errors).toEqual([failure]);
    });
    expect(counts.written).toBe(0);
    writer.note(sending(2));
    clock.move(500);
    await vi.waitFor(() => {
      expect(counts.written).toBe(1);
    });
    expect(bunches.flat().map(({ batchId }) => batchId)).toEqual([2]);
  });

  it('ends at once under a ledger that takes nothing', async () => {
    const write = vi.fn<ActivityLog['write']>().mockRejectedValue(new Error('disk full'));
    const { writer, errors } = aWriter({ write });
    for (let batch = 1; batch <= 2_000; batch += 1) writer.note(sending(batch));
    await writer.stop();
    expect(errors).toHaveLength(1);
  });
});

describe('what is news', () => {
  it('is a folder that is back, only after it was away', async () => {
    const { writer, kinds } = aWriter();
    for (const state of ['watching', 'scanning', 'watching', 'offline', 'watching', 'watching'] as const) {
      writer.note(folderState(state));
    }
    writer.note(folderState('error'));
    writer.note(folderState('watching'));
    await writer.stop();
    expect(kinds()).toEqual(['folder-offline', 'folder-back', 'folder-error', 'folder-back']);
  });

  it('is what goes on failing once an hour, for each folder, document and reason', async () => {
    const { clock, writer, kinds } = aWriter();
    const failed = (document: number): EngineEvent => ({
      ...{ type: 'after-upload', documentId: document as DocumentId, relativePath: 'a.pdf' },
      ...{ result: 'failed', detail: null },
    });
    for (const event of [noSpace, noSpace, failed(1), failed(2), failed(1)]) writer.note(event);
    clock.move(hourMs - 1);
    writer.note(noSpace);
    clock.move(1);
    writer.note(noSpace);
    writer.note({ ...noSpace, detail: 'EIO' });
    await writer.stop();
    expect(kinds()).toEqual([...['spool-problem', 'original-kept', 'original-kept', 'spool-problem', 'spool-problem']]);
  });

  it('is an alarm when it is another one than the scan before said, and its end', async () => {
    const { writer, bunches } = aWriter();
    for (const differences of [2, 2, 2, 3, 0, 2]) writer.note(alarm(differences));
    await writer.stop();
    expect(bunches.flat().map(({ kind, amount }) => [kind, amount])).toEqual([
      ...[
        ['alarm', 2],
        ['alarm', 3],
        ['alarm-over', undefined],
        ['alarm', 2],
      ],
    ]);
  });

  it('is each pause and each attempt', async () => {
    const { writer, kinds } = aWriter();
    const paused = { type: 'credential-paused', credentialId: 'c' as CredentialId, serverWords: null } as const;
    for (let time = 0; time < 2; time += 1) {
      writer.note({ ...paused, reason: 'refused' });
      writer.note(sending(1));
    }
    await writer.stop();
    expect(kinds()).toHaveLength(4);
  });
});

describe('forgetting', () => {
  it('begins at the start, goes on while there is more, and comes back with the days of the settings', async () => {
    const forget = vi.fn<ActivityLog['forget']>().mockResolvedValueOnce(true).mockResolvedValue(false);
    const { clock, writer, limits, counts } = aWriter({ forget });
    writer.start();
    writer.start();
    await vi.waitFor(() => {
      expect(limits).toHaveLength(2);
    });
    expect(limits[0]).toEqual({ keep: 200_000, before: 1_000_000 - 90 * dayMs, atOnce: 2_000 });
    counts.days = 7;
    await vi.waitFor(() => {
      clock.move(600_000);
      expect(limits).toHaveLength(3);
    });
    expect(limits[2]?.before).toBeGreaterThan(clock.now() - 8 * dayMs);
  });

  it('goes on after it failed, and ends in the middle of a long one', async () => {
    const forget = vi.fn<ActivityLog['forget']>().mockRejectedValueOnce(new Error('busy')).mockResolvedValue(true);
    const { clock, writer, limits, errors } = aWriter({ forget });
    writer.start();
    await vi.waitFor(() => {
      expect(errors).toHaveLength(1);
    });
    await vi.waitFor(() => {
      clock.move(600_000);
      expect(limits.length).toBeGreaterThan(3);
    });
    await writer.stop();
    const before = limits.length;
    clock.move(600_000);
    await Promise.resolve();
    expect(limits).toHaveLength(before);
  });
});
