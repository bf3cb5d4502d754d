// The program that is soaked: everything that the window program joins but Electron itself, asked as its window asks.
import '../../../main/modest-v8';
import { mkdir, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapSpaceStatistics, writeHeapSnapshot } from 'node:v8';
import { startBackground } from '../../../main/background/background';
import { readSituation } from '../../../main/background/situation';
import { startCore, type DeskSources } from '../../../main/core';
import { systemClock } from '../../../main/engine/clock';
import { createAnswerer } from '../../../main/ipc/answer-call';
import type { PowerListener } from '../../../main/network-watch';
import { settingsIn } from '../../../main/settings/settings-file';
import { aKeyring } from '../../../main/settings/testing/keyring';
import { openLog } from '../../../main/shell/log';
import { wordsFor } from '../../../main/words/words-for';
import { watchLoop } from './loop-delay';
import { dataVariable, leakVariable, type Answer, type NumberedOrder, type Order, type Sample } from './protocol';

const dataFolder = process.env[dataVariable];
if (dataFolder === undefined) throw new Error(`${dataVariable} is not set`);
const warnings: string[] = [];
process.on('warning', ({ name }) => warnings.push(name));
const loop = watchLoop();

await mkdir(dataFolder, { recursive: true, mode: 0o700 });
let powerListener: PowerListener | null = null;
let settings: unknown;
const log = openLog(join(dataFolder, 'logs'), Date.now);
const core = await startCore({
  ...{ dataFolder, log, keyring: aKeyring('keyring') },
  versions: { version: '0.0.0', electronVersion: '', platform: process.platform },
  systemLanguages: ['en-GB'],
  desktop: {
    pickFolder: () => Promise.resolve(null),
    pickFileToSave: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(true),
    copyText: () => Promise.resolve(),
  },
  trash: (path) => rm(path),
  watchPower: (listener) => {
    powerListener = listener;
    return () => (powerListener = null);
  },
  // electron-store runs in Electron alone.
  openSettings: (folder, now) =>
    settingsIn(
      join(folder, 'settings.json'),
      () => ({ read: () => settings, write: (saved) => (settings = structuredClone(saved)) }),
      now,
    ),
  notify: () => undefined,
  sealWorker: new URL('./seal-worker.js', import.meta.url),
});
if (core.desk === null) throw new Error('the program does not start');
const background = followEngine(core.desk);
core.desk.listen((event) => {
  if (event.type === 'engine-failed') process.stderr.write(`engine failed: ${event.detail}\n`);
});
const leaked: unknown[] = [];
const leakedBytes = Number(process.env[leakVariable] ?? 0);
if (leakedBytes > 0)
  core.desk.listen(({ type }) => {
    // An element takes eight bytes, and the array itself 48 with its place in the list.
    if (type === 'batch-accepted') leaked.push(new Array(Math.max(0, Math.round((leakedBytes - 48) / 8))).fill(0));
  });
const answer = createAnswerer(core.handlers, 'app://batchdrop', (name, error) => {
  process.stderr.write(`${name} broke: ${String(error)}\n`);
});
loop.reset();

process.on('message', (message) => {
  // Of the soak itself, which sends nothing else.
  const { number, order } = message as NumberedOrder;
  carryOut(order).then(
    (value) => {
      reply({ number, value: value ?? null });
    },
    (error: unknown) => {
      reply({ number, problem: error instanceof Error ? error.message : String(error) });
    },
  );
});
reply({ number: 0, value: null });

function reply(told: Answer): void {
  if (process.connected) process.send?.(told);
}

async function carryOut(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'call': {
      const page = { url: 'app://batchdrop/index.html', isMainFrame: true };
      const told = await answer(page, order.name, order.request);
      if (!told.ok) throw new Error(`${order.name}: ${JSON.stringify(told.problem)}`);
      return told.value;
    }
    case 'sample':
      return sample(order.snapshotFile);
    case 'wake':
      powerListener?.onWake();
      powerListener?.onNetwork();
      return null;
    case 'stop':
      background.stop();
      await core.stop();
      process.disconnect();
      return null;
  }
}

async function sample(snapshotFile: string): Promise<Sample> {
  const [delay, ownDelay] = [loop.whole(), loop.own()];
  // What one collection frees may be what kept something else, such as a WeakRef's target or a finalizer's.
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await nextTurn();
  }
  const memory = process.memoryUsage();
  const spaces = Object.fromEntries(
    getHeapSpaceStatistics().map(({ space_name, space_used_size }) => [space_name, space_used_size]),
  );
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    // A scan may be under way.
    if (!kind.startsWith('FSReq')) resources[kind] = (resources[kind] ?? 0) + 1;
  }
  writeHeapSnapshot(snapshotFile);
  loop.reset();
  return {
    ...{ heapBytes: memory.heapUsed, spaces, externalBytes: memory.external, arrayBufferBytes: memory.arrayBuffers },
    ...{ rssBytes: memory.rss, openFiles: openFiles(), resources, warnings, delay, ownDelay },
  };
}

function openFiles(): number | null {
  try {
    // Without the one that reads the list.
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return null;
  }
}

/** Tray and notifications as `desk.ts` joins them, with nothing to show them on. */
function followEngine({ settings: saved, views, ledger, isStopped, listen }: DeskSources) {
  const started = startBackground({
    clock: systemClock,
    preferences: () => saved.get().preferences.notifications,
    words: () => wordsFor({ language: 'en', locale: 'en-GB' }),
    names: {
      ...{ batches: ledger.batches, sets: ledger.sets },
      credentialName: (id) => saved.get().credentials.find((credential) => credential.id === id)?.name ?? null,
      folderPath: (id) => saved.get().folders.find((folder) => folder.id === id)?.path ?? null,
    },
    readSituation: () =>
      readSituation({
        ...{ views, isStopped, now: systemClock.now },
        tally: () => ledger.batches.tally(),
        folderIds: () => saved.get().folders.map(({ id }) => id),
      }),
    isWatched: () => false,
    show: () => undefined,
    onSituation: () => undefined,
    onProgress: () => undefined,
    onBug: (error) => {
      log.bug('desk', error);
    },
  });
  listen(started.note);
  return started;
}
