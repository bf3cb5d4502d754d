// What is remembered of each folder, what looking costs, and how a system's limit on watches is explained.
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../engine/events';
import type { BatchId, DocumentId, FolderId } from '../engine/model';
import { rescanSeconds, type FolderHealth } from '../../preload/contract';
import { createFolderNotes, lookingNow } from './folder-notes';

const folderId = 'folder-1' as FolderId;
const other = 'folder-2' as FolderId;
const documentId = 7 as DocumentId;
const ready: EngineEvent = {
  type: 'document-ready',
  folderId,
  documentId,
  relativePath: 'a.pdf',
  sizeBytes: 1,
  readyAt: 1,
};
const eventsWatch: EngineEvent = { type: 'watch-mode', folderId, mode: 'events' };
const pollingWatch: EngineEvent = { type: 'watch-mode', folderId, mode: 'polling' };

function aLook(tookMs: number): EngineEvent {
  return {
    ...{ type: 'scan-finished', folderId, seen: 3, ignored: 0, tookMs },
    ...{ unreadableFolders: [], unreadableFiles: [] },
  };
}

function limitReached(detail: string): EngineEvent {
  return { type: 'watcher-problem', folderId, problem: 'limit-reached', detail };
}

/** A system whose files say this; without an entry there is no such file. */
function aSystem(platform: NodeJS.Platform, files: Readonly<Record<string, string>> = {}) {
  const read: string[] = [];
  return {
    ...{ platform, read },
    system: {
      platform,
      read: (path: string) => {
        read.push(path);
        const text = files[path];
        return text === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(text);
      },
    },
  };
}

describe('the notes about folders', () => {
  it('know nothing of a folder that nothing was said of', async () => {
    const notes = createFolderNotes(() => 1);
    notes.note(ready);
    expect(await notes.of(other)).toEqual({ lastEventAt: null, watch: { mode: 'none', problem: null } });
  });

  it.each<[string, EngineEvent]>([
    ['a document is ready', ready],
    [
      'one is set aside',
      { type: 'document-set-aside', folderId, documentId, relativePath: 'a.pdf', reason: 'empty', detail: '' },
    ],
    [
      'one is a duplicate',
      {
        ...{ type: 'document-duplicate', folderId, documentId, relativePath: 'a.pdf' },
        ...{ ofBatchId: 1 as BatchId, asks: true },
      },
    ],
    [
      'a batch is sealed',
      {
        ...{ type: 'batch-sealed', folderId, batchId: 1 as BatchId, documents: 1 },
        ...{ zipSizeBytes: 1, zipSha256: '' },
      },
    ],
  ])('remember when %s', async (_what, event) => {
    let now = 500;
    const notes = createFolderNotes(() => now);
    notes.note(event);
    now = 900;
    expect((await notes.of(folderId)).lastEventAt).toBe(500);
    notes.note(event);
    expect((await notes.of(folderId)).lastEventAt).toBe(900);
  });

  it('do not take a scan that found nothing new, or a change of the watch, for an event', async () => {
    const notes = createFolderNotes(() => 500);
    notes.note(eventsWatch);
    notes.note(aLook(1));
    expect((await notes.of(folderId)).lastEventAt).toBeNull();
  });

  it('keep how a folder is watched, and drop the trouble of a watch that was made anew', async () => {
    const notes = createFolderNotes(() => 1, aSystem('linux').system);
    notes.note(eventsWatch);
    notes.note({ type: 'watcher-problem', folderId, problem: 'failed', detail: 'EIO' });
    expect((await notes.of(folderId)).watch).toEqual({ mode: 'events', problem: { kind: 'failed', detail: 'EIO' } });
    notes.note(pollingWatch);
    expect((await notes.of(folderId)).watch).toEqual({ mode: 'polling', problem: null });
  });

  it('keep the trouble when documents go on coming', async () => {
    const notes = createFolderNotes(() => 1, aSystem('darwin').system);
    notes.note(limitReached('EMFILE'));
    notes.note(ready);
    expect((await notes.of(folderId)).watch.problem).toEqual({
      ...{ kind: 'limit-reached', detail: 'EMFILE', limit: null },
    });
  });
});

describe('the looks at a polled folder', () => {
  /** Notes of a folder whose watch began with a long first scan; these looks followed. */
  function afterLooks(...looksMs: readonly number[]) {
    const notes = createFolderNotes(() => 1);
    for (const event of [pollingWatch, aLook(40_000), ...looksMs.map(aLook)]) notes.note(event);
    return notes;
  }
  const tookAfter = (...looksMs: readonly number[]) => afterLooks(...looksMs).looking(folderId, 5_000)?.tookMs;

  it('are timed without the first scan, which takes in what is there', () => {
    expect(afterLooks().looking(folderId, 5_000)).toEqual({ everyMs: 5_000, tookMs: null });
    expect(afterLooks(80).looking(folderId, 5_000)).toEqual({ everyMs: 5_000, tookMs: 80 });
  });

  it.each([
    ['the middle one', [80, 9_000, 70], 80],
    ['the mean of the two in the middle', [100, 60, 9_000, 70], 85],
    ['the last nine', [...Array<number>(20).fill(5), ...Array<number>(9).fill(400)], 400],
    ['no outlier, whichever came last', [80, 80, 80, 80, 30_000], 80],
  ])('take as long as %s', (_what, looksMs, tookMs) => {
    expect(tookAfter(...looksMs)).toBe(tookMs);
  });

  it('are made every few minutes at least, whatever the settings say', () => {
    expect(afterLooks(80).looking(folderId, 3_600_000)?.everyMs).toBe(rescanSeconds * 1_000);
  });

  it('are counted anew when the watch is made anew', () => {
    const notes = afterLooks(80);
    notes.note(pollingWatch);
    notes.note(aLook(700));
    expect(notes.looking(folderId, 5_000)?.tookMs).toBeNull();
    notes.note(aLook(90));
    expect(notes.looking(folderId, 5_000)?.tookMs).toBe(90);
  });

  it('are nothing of a folder that is watched by events, or of another folder', () => {
    const notes = createFolderNotes(() => 1);
    for (const event of [eventsWatch, aLook(1), aLook(2)]) notes.note(event);
    expect(notes.looking(folderId, 5_000)).toBeNull();
    expect(afterLooks(80).looking(other, 5_000)).toBeNull();
  });

  it.each<[FolderHealth, boolean]>([
    ['watching', true],
    ['scanning', true],
    ['offline', false],
    ['paused', false],
    ['error', false],
  ])('of a folder that is %s are shown: %s', (health, isShown) => {
    const watch = { mode: 'auto', pollMs: 7_000 } as const;
    const looking = { everyMs: 7_000, tookMs: 80 };
    expect(lookingNow(afterLooks(80), { id: folderId, watch }, health)).toEqual(isShown ? looking : null);
  });

  it('follow the usual interval where the settings say none', () => {
    expect(lookingNow(afterLooks(80), { id: folderId }, 'watching')?.everyMs).toBe(30_000);
  });
});

describe('a limit on watches', () => {
  it.each([
    ['ENOSPC', 'max_user_watches', '8192\n', 8_192, 524_288],
    ['ENOSPC', 'max_user_watches', '1048576\n', 1_048_576, 2_097_152],
    ['ENOSPC', 'max_user_watches', '524288\n', 524_288, 1_048_576],
    ['EMFILE', 'max_user_instances', '128\n', 128, 1_024],
  ])('of %s is %s; %j is raised', async (code, name, text, current, needed) => {
    const { system } = aSystem('linux', { [`/proc/sys/fs/inotify/${name}`]: text });
    const notes = createFolderNotes(() => 1, system);
    notes.note(limitReached(code));
    const { problem } = (await notes.of(folderId)).watch;
    const file = `/etc/sysctl.d/60-batchdrop-${name.replaceAll('_', '-')}.conf`;
    expect(problem).toEqual({
      ...{ kind: 'limit-reached', detail: code },
      limit: {
        ...{ setting: `fs.inotify.${name}`, current, needed },
        command: `echo fs.inotify.${name}=${needed} | sudo tee ${file} && sudo sysctl --load ${file}`,
      },
    });
  });

  it.each([
    ['that cannot be read', {}],
    ['that is no number', { '/proc/sys/fs/inotify/max_user_watches': 'many; rm -r /\n' }],
  ])('%s is raised to what is enough', async (_which, files) => {
    const notes = createFolderNotes(() => 1, aSystem('linux', files).system);
    notes.note(limitReached('ENOSPC'));
    const { problem } = (await notes.of(folderId)).watch;
    expect(problem).toMatchObject({ limit: { current: null, needed: 524_288 } });
    expect(JSON.stringify(problem)).not.toContain('rm -r');
  });

  it('has no command where the program does not know the system', async () => {
    const { system, read } = aSystem('win32');
    const notes = createFolderNotes(() => 1, system);
    notes.note(limitReached('ENOSPC'));
    expect((await notes.of(folderId)).watch.problem).toEqual({ kind: 'limit-reached', detail: 'ENOSPC', limit: null });
    expect(read).toEqual([]);
  });

  it('is read only when there is a reason to', async () => {
    const { system, read } = aSystem('linux', { '/proc/sys/fs/inotify/max_user_watches': '8192\n' });
    const notes = createFolderNotes(() => 1, system);
    notes.note(eventsWatch);
    await notes.of(folderId);
    expect(read).toEqual([]);
    notes.note(limitReached('ENOSPC'));
    await notes.of(folderId);
    expect(read).toEqual(['/proc/sys/fs/inotify/max_user_watches']);
  });
});
