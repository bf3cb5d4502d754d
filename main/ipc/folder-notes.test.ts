// What is remembered of each folder, and how a system's limit on watches is explained.
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../engine/events';
import type { BatchId, DocumentId, FolderId } from '../engine/model';
import { createFolderNotes } from './folder-notes';

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
    notes.note({
      ...{ type: 'scan-finished', folderId, seen: 3, ignored: 0, tookMs: 1 },
      ...{ unreadableFolders: [], unreadableFiles: [] },
    });
    expect((await notes.of(folderId)).lastEventAt).toBeNull();
  });

  it('keep how a folder is watched, and drop the trouble of a watch that was made anew', async () => {
    const notes = createFolderNotes(() => 1, aSystem('linux').system);
    notes.note(eventsWatch);
    notes.note({ type: 'watcher-problem', folderId, problem: 'failed', detail: 'EIO' });
    expect((await notes.of(folderId)).watch).toEqual({ mode: 'events', problem: { kind: 'failed', detail: 'EIO' } });
    notes.note({ type: 'watch-mode', folderId, mode: 'polling' });
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
