// How a folder hears of new files between scans: by events, or by looking again and again.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderId, openTestLedger, profile, credentialId } from '../../ledger/testing/test-ledger';
import type { EngineEvent } from '../events';
import type { AbsolutePath, WatchRule, WatchedFolder } from '../model';
import { manualClock } from '../testing/manual-clock';
import { startFolderKeeper } from './folder-keeper';
import { createFolderPresence } from './folder-presence';
import { isNetworkFolder } from './is-network-folder';

const pollMs = 20_000;
const rescanMs = 600_000;
const isTempOnNetwork = await isNetworkFolder(tmpdir() as AbsolutePath);

/** A keeper of an empty folder whose first scan is over; time stands still until the test moves it. */
async function aKeptFolder(watch?: WatchRule) {
  const place = await mkdtemp(join(tmpdir(), 'batchdrop-keeper-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const path = join(place, 'in') as AbsolutePath;
  await mkdir(path);
  const { ledger } = await openTestLedger();
  const clock = manualClock();
  const events: EngineEvent[] = [];
  let told: () => void = () => undefined;
  const folder: WatchedFolder = {
    ...{ ...profile, id: folderId, path, credentialId, set: { policy: 'none' }, watch },
    ...{ batch: { quietMs: 1_000, maxDocuments: 10, maxBytes: 1_000_000 }, afterUpload: 'leave', duplicates: 'ask' },
    ...{ otherImages: false, paused: false },
  };
  const keeper = startFolderKeeper({
    ...{ folder, ledger, presence: createFolderPresence(ledger.folders), clock },
    ...{ settleMs: 2_000, incompleteMs: 60_000, rescanMs },
    onEvent: (event) => {
      events.push(event);
      told();
    },
    onIdle: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => keeper.stop());
  await keeper.scan();
  // What came between the scan and the watcher's start is looked for once more.
  if (events.some((event) => event.type === 'watch-mode' && event.mode === 'events')) {
    await expect.poll(() => count('scan-finished')).toBe(2);
  }

  function count(type: EngineEvent['type']): number {
    return events.filter((event) => event.type === type).length;
  }
  return {
    ...{ path, clock, keeper, count },
    modes: () => events.flatMap((event) => (event.type === 'watch-mode' ? [event.mode] : [])),
    states: () => events.flatMap((event) => (event.type === 'folder-state' ? [event.state] : [])),
    /** Resolves when one more event of this type came than there were. */
    async next(type: EngineEvent['type'], cause: () => void): Promise<void> {
      const before = count(type);
      cause();
      while (count(type) === before) {
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
    },
    known: async (...names: string[]) => [...(await ledger.documents.newest(folderId, names)).keys()],
  };
}

/** Open watches of this process on the file system, whoever made them. */
function openWatches(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource.startsWith('FSEvent')).length;
}

describe('a folder that is polled', () => {
  it('says so, and makes no watcher', async () => {
    const before = openWatches();
    const { modes } = await aKeptFolder({ mode: 'polling', pollMs });
    expect(modes()).toEqual(['polling']);
    expect(openWatches()).toBe(before);
  });

  it('finds a new file at the next look, long before the next scan is due', async () => {
    const { path, clock, next, known } = await aKeptFolder({ mode: 'polling', pollMs });
    await writeFile(join(path, 'a.pdf'), 'new');
    await next('scan-finished', () => {
      clock.move(pollMs);
    });
    expect(await known('a.pdf')).toEqual(['a.pdf']);
  });

  it('does not look before the time has come', async () => {
    const { path, clock, keeper, count, known } = await aKeptFolder({ mode: 'polling', pollMs });
    const before = count('scan-finished');
    await writeFile(join(path, 'a.pdf'), 'new');
    clock.move(pollMs - 1);
    await expect.poll(() => keeper.idle).toBe(true);
    expect(count('scan-finished')).toBe(before);
    expect(await known('a.pdf')).toEqual([]);
  });

  it('does not call a look a scan, but one that a person asks for', async () => {
    const { clock, keeper, next, states } = await aKeptFolder({ mode: 'polling', pollMs });
    const before = states().length;
    await next('scan-finished', () => {
      clock.move(pollMs);
    });
    expect(states()).toHaveLength(before);
    await keeper.scan();
    expect(states().slice(before)).toEqual(['scanning', 'watching']);
  });

  it('says it again when the folder comes back', async () => {
    const { path, clock, keeper, next, modes } = await aKeptFolder({ mode: 'polling', pollMs });
    await rename(path, `${path}-away`);
    await keeper.scan();
    expect(modes()).toEqual(['polling']);
    await rename(`${path}-away`, path);
    await writeFile(join(path, 'a.pdf'), 'new');
    await next('watch-mode', () => {
      clock.move(15_000);
    });
    expect(modes()).toEqual(['polling', 'polling']);
  });
});

describe.skipIf(isTempOnNetwork)(
  'a folder of this computer (skipped where the temporary folder is on the network)',
  () => {
    it.each([undefined, { mode: 'auto', pollMs }] as const)('is watched by events with %j', async (watch) => {
      const before = openWatches();
      const { path, keeper, modes, clock, known, count } = await aKeptFolder(watch);
      const scans = count('scan-finished');
      expect(modes()).toEqual(['events']);
      expect(openWatches()).toBeGreaterThan(before);
      await writeFile(join(path, 'a.pdf'), 'new');
      // No scan is due for ten minutes, so that only an event can bring it in. Bursts of events are waited out.
      await expect
        .poll(async () => {
          clock.move(100);
          return known('a.pdf');
        })
        .toEqual(['a.pdf']);
      expect(count('scan-finished')).toBe(scans);
      await keeper.stop();
      // Closed by the next turn of the event loop.
      await expect.poll(openWatches).toBe(before);
    });

    it('takes in what lies in a folder that is moved in, without a scan', async () => {
      const { path, clock, known, count } = await aKeptFolder();
      const scans = count('scan-finished');
      await mkdir(join(`${path}-aside`, 'desk', 'Sent'), { recursive: true });
      await writeFile(join(`${path}-aside`, 'desk', 'Sent', 'a.pdf'), 'new');
      await rename(join(`${path}-aside`, 'desk'), join(path, 'desk'));
      await expect
        .poll(async () => {
          clock.move(100);
          return known('desk/Sent/a.pdf');
        })
        .toEqual(['desk/Sent/a.pdf']);
      expect(count('scan-finished')).toBe(scans);
    });

    it('takes the first file at once, without waiting for more', async () => {
      const { path, known, clock } = await aKeptFolder();
      clock.move(1_000);
      await writeFile(join(path, 'a.pdf'), 'new');
      await expect.poll(() => known('a.pdf')).toEqual(['a.pdf']);
    });
  },
);
