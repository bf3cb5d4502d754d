// What happened, in the whole program without its window: a decision appears, the last words are written, old rows go.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Calls } from '../../preload/contract';
import { startCore } from '../../main/core';
import { createAnswerer } from '../../main/ipc/answer-call';
import { connect } from '../../main/ledger/connection';
import { plainSettings, temporaryFolder } from '../../main/settings/testing/drafts';
import { aKeyring } from '../../main/settings/testing/keyring';
import { openLog } from '../../main/shell/log';

const dayMs = 86_400_000;
const all = { scope: 'all' } as const;

async function start(dataFolder: string) {
  let wake = (): void => undefined;
  const core = await startCore({
    dataFolder,
    keyring: aKeyring('keyring'),
    versions: { version: '1.2.3', electronVersion: '33.0.0', platform: 'linux' },
    systemLanguages: ['en-GB'],
    log: openLog(join(dataFolder, 'logs'), Date.now),
    desktop: {
      pickFolder: () => Promise.resolve(null),
      pickFileToSave: () => Promise.resolve(null),
      openFolder: () => Promise.resolve(true),
      copyText: () => Promise.resolve(),
    },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    watchPower: () => () => undefined,
    openSettings: plainSettings,
    notify: (topics) => {
      if (topics.includes('activity')) wake();
    },
  });
  onTestFinished(() => core.stop());
  const page = { url: 'app://batchdrop/index.html', isMainFrame: true };
  const answer = createAnswerer(core.handlers, 'app://batchdrop', (name, error) => {
    throw new Error(`${name} broke`, { cause: error });
  });
  const kinds = async (): Promise<string[]> => {
    const reply = await answer(page, 'activity.list', { before: null, limit: 50 });
    if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
    return (reply.value as Calls['activity.list']['value']).items.map(({ kind }) => kind);
  };
  /** Waits until the window is told that the list changed and the list begins so. */
  const untilKinds = async (expected: readonly string[]): Promise<void> => {
    for (;;) {
      const told = new Promise<void>((resolve) => (wake = resolve));
      if ((await kinds()).join() === expected.join()) return;
      await told;
    }
  };
  return { core, untilKinds, call: (name: string, request: unknown) => answer(page, name, request) };
}

function rowsOf(dataFolder: string, statement: string): unknown[] {
  const connection = connect(join(dataFolder, 'ledger.sqlite'));
  try {
    return connection.prepare(statement).all([]);
  } finally {
    connection.close();
  }
}

async function aDataFolder(): Promise<string> {
  const dataFolder = join(await temporaryFolder(), 'data');
  await mkdir(dataFolder, { mode: 0o700 });
  return dataFolder;
}

it('tells the window what a person decided in it, and writes the last of it before the ledger is closed', async () => {
  const dataFolder = await aDataFolder();
  const { core, call, untilKinds } = await start(dataFolder);
  expect(await call('pauses.set', { ...all, until: null })).toMatchObject({ ok: true });
  await untilKinds(['sending-paused']);
  expect(await call('pauses.end', all)).toMatchObject({ ok: true });
  await core.stop();
  expect(rowsOf(dataFolder, 'SELECT kind, reason FROM activity ORDER BY id')).toEqual([
    { kind: 'sending-paused', reason: null },
    { kind: 'sending-resumed', reason: 'person' },
  ]);
});

it('takes away at its start what is older than the settings say', async () => {
  const dataFolder = await aDataFolder();
  await (await start(dataFolder)).core.stop();
  const connection = connect(join(dataFolder, 'ledger.sqlite'));
  const insert = connection.prepare('INSERT INTO activity (at, kind) VALUES (?, ?)');
  for (const [days, kind] of [
    [89, 'alarm-over'],
    [91, 'alarm'],
  ] as const)
    insert.run([Date.now() - days * dayMs, kind]);
  connection.close();
  const { untilKinds, call, core } = await start(dataFolder);
  await call('pauses.set', { ...all, until: null });
  await untilKinds(['sending-paused', 'alarm-over']);
  await core.stop();
});
