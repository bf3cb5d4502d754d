// What the running program does about this computer: a spool that is elsewhere or away, a bundle also when it cannot work.
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCore, type Core } from './core';
import { plainSettings, temporaryFolder } from './settings/testing/drafts';
import { aKeyring } from './settings/testing/keyring';
import { openLog } from './shell/log';
import { spoolFolderOf } from './spool-place/spool-record';

async function start(dataFolder: string, saveTo: string | null = null): Promise<Core> {
  const core = await startCore({
    dataFolder,
    keyring: aKeyring('keyring'),
    versions: { version: '1.2.3', electronVersion: '33.0.0', platform: 'linux' },
    systemLanguages: ['en-GB'],
    log: openLog(join(dataFolder, 'logs'), Date.now),
    desktop: {
      pickFolder: () => Promise.resolve(null),
      pickFileToSave: () => Promise.resolve(saveTo),
      openFolder: () => Promise.resolve(true),
      copyText: () => Promise.resolve(),
    },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    watchPower: () => () => undefined,
    openSettings: plainSettings,
    notify: () => undefined,
  });
  onTestFinished(() => core.stop());
  return core;
}

const stoppedOf = async ({ handlers }: Core) => {
  const reply = await handlers['app.info'](null);
  return reply.ok ? reply.value.stopped : 'no answer';
};

async function wish(core: Core, spoolFolder: string | null) {
  const reply = await core.handlers['preferences.get'](null);
  if (!reply.ok) throw new Error('no preferences');
  return core.handlers['preferences.save']({ ...reply.value.preferences, spoolFolder });
}

async function aMachine() {
  const root = await temporaryFolder();
  const [dataFolder, drive] = [join(root, 'data'), join(root, 'drive')];
  await mkdir(dataFolder);
  await mkdir(drive);
  return { root, dataFolder, drive };
}

describe('the spool', () => {
  it('moves at the next start, and the window is told where it is', async () => {
    const { dataFolder, drive } = await aMachine();
    const first = await start(dataFolder);
    expect(await wish(first, drive)).toMatchObject({ ok: true, value: { needsRestart: true } });
    expect(await first.handlers['preferences.get'](null)).toMatchObject({
      value: { spool: { folder: join(dataFolder, 'spool'), movesAtNextStart: true } },
    });
    await first.stop();
    const again = await start(dataFolder);
    expect(await again.handlers['preferences.get'](null)).toMatchObject({
      value: { spool: { folder: drive, movesAtNextStart: false, problem: null } },
    });
    expect(await spoolFolderOf(dataFolder)).toBe(drive);
  });

  it('that is away stops the program instead of being taken for empty, and it is made nowhere', async () => {
    const { root, dataFolder, drive } = await aMachine();
    const first = await start(dataFolder);
    await wish(first, drive);
    await first.stop();
    const moved = await start(dataFolder);
    await moved.stop();
    await rename(drive, join(root, 'unplugged'));
    const without = await start(dataFolder);
    expect(await stoppedOf(without)).toBe('spool-unreachable');
    expect(await without.handlers['preferences.get'](null)).toMatchObject({
      value: { spool: { folder: drive, problem: 'unreachable' } },
    });
    expect(await readdir(root)).toEqual(['data', 'unplugged']);
    await without.stop();
    await rename(join(root, 'unplugged'), drive);
    expect(await stoppedOf(await start(dataFolder))).toBeNull();
  });

  it('whose place is on a damaged record is taken for away', async () => {
    const { dataFolder } = await aMachine();
    await writeFile(join(dataFolder, 'spool-folder.json'), '{"folder":');
    expect(await stoppedOf(await start(dataFolder))).toBe('spool-unreachable');
  });
});

describe('a bundle for support', () => {
  it('is saved where the person says, by a program that works and by one that does not', async () => {
    const { root, dataFolder } = await aMachine();
    const [works, stopped] = [join(root, 'works.zip'), join(root, 'stopped.zip')];
    const core = await start(dataFolder, works);
    expect(await core.handlers['diagnostics.collect'](null)).toEqual({ ok: true, value: { path: works } });
    // The second one on the same data cannot work.
    const second = await start(dataFolder, stopped);
    expect(await stoppedOf(second)).toBe('data-folder-in-use');
    expect(await second.handlers['diagnostics.collect'](null)).toEqual({ ok: true, value: { path: stopped } });
    for (const path of [works, stopped]) expect((await readFile(path)).toString('latin1', 0, 2)).toBe('PK');
  });

  it('is not made when the dialog is closed, and says when it cannot be written', async () => {
    const { root, dataFolder } = await aMachine();
    const core = await start(dataFolder);
    expect(await core.handlers['diagnostics.collect'](null)).toEqual({ ok: true, value: { path: null } });
    await core.stop();
    const unwritable = await start(dataFolder, join(root, 'no such folder', 'x.zip'));
    expect(await unwritable.handlers['diagnostics.collect'](null)).toEqual({
      ok: false,
      problem: { code: 'failed', detail: 'ENOENT' },
    });
  });
});
