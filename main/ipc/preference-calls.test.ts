// Preferences: checked at their field, saved, and followed by login item, language and spool.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../preload/contract';
import { plainSettings, temporaryFolder } from '../settings/testing/drafts';
import { preferenceCalls, preferencesIn } from './preference-calls';

async function calls({ loginItem = true, loginFails = false } = {}) {
  const root = await temporaryFolder();
  const [dataFolder, watched, spool] = ['data', 'watched', 'spool'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [dataFolder, watched, spool]) await mkdir(folder);
  const settings = plainSettings(dataFolder);
  const followed: string[] = [];
  const handlers = preferenceCalls({
    settings: { ...settings, get: () => ({ ...settings.get(), folders: [{ path: watched }] as never }) },
    dataFolder,
    applySettings: () => Promise.resolve(void followed.push('engine')),
    systemLanguages: ['de-AT'],
    spool: () => Promise.resolve({ folder: '/s', sizeBytes: 5, isFull: false, movesAtNextStart: false, problem: null }),
    desktop: {
      hasTray: () => Promise.resolve(true),
      loginItem: loginItem
        ? {
            set: (isOn) => {
              if (loginFails) return Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
              followed.push(`login ${String(isOn)}`);
              return Promise.resolve();
            },
          }
        : null,
    },
  });
  const save = (change: Partial<Preferences>) =>
    handlers['preferences.save']({ ...preferencesIn(settings.get()), ...change });
  return { root, dataFolder, watched, spool, settings, followed, handlers, save };
}
const notifications = { deliveries: true, problems: true, quietFrom: null, quietTo: null };

describe('preferences', () => {
  it('have defaults, and say what there is to choose on this desktop', async () => {
    const { handlers } = await calls({ loginItem: false });
    expect(await handlers['preferences.get'](null)).toMatchObject({
      ok: true,
      value: {
        preferences: {
          ...{ language: 'system', closeToTray: true, startAtLogin: false, notifications },
          ...{ keepZipsDays: 0, activityDays: 90, spoolFolder: null, spoolMaxMegabytes: null },
        },
        ...{ hasTray: true, canStartAtLogin: false, spool: { sizeBytes: 5 } },
      },
    });
  });

  it('are saved, and the engine follows them', async () => {
    const { save, settings, followed } = await calls();
    const quiet = { ...notifications, quietFrom: '18:00', quietTo: '07:30' };
    expect(await save({ keepZipsDays: 7, notifications: quiet, spoolMaxMegabytes: 500 })).toEqual({
      ok: true,
      value: { needsReload: false, needsRestart: false },
    });
    expect(settings.get().preferences).toMatchObject({ keepZipsDays: 7, notifications: quiet, spoolMaxMegabytes: 500 });
    expect(followed).toEqual(['engine']);
  });

  it('say that the page has to be loaded anew when the language becomes another one', async () => {
    const { save, settings } = await calls();
    const reload = async (language: Preferences['language']) => {
      const reply = await save({ language });
      return reply.ok && reply.value.needsReload;
    };
    // The system speaks German already.
    expect(await reload('de')).toBe(false);
    expect(await reload('en')).toBe(true);
    expect(settings.get().language).toBe('en');
    expect(await reload('system')).toBe(true);
  });

  it.each([
    [{ keepZipsDays: 3_651 }, 'out-of-range', 'keepZipsDays'],
    [{ activityDays: 0 }, 'out-of-range', 'activityDays'],
    [{ spoolMaxMegabytes: 99 }, 'out-of-range', 'spoolMaxMegabytes'],
    [{ notifications: { ...notifications, quietFrom: '18:00' } }, 'required', 'notifications.quietTo'],
    [{ notifications: { ...notifications, quietTo: '18:00' } }, 'required', 'notifications.quietFrom'],
    [
      { notifications: { ...notifications, quietFrom: '24:00', quietTo: '07:00' } },
      'out-of-range',
      'notifications.quietFrom',
    ],
    [
      { notifications: { ...notifications, quietFrom: '07:00', quietTo: '07:00' } },
      'out-of-range',
      'notifications.quietTo',
    ],
    [{ spoolFolder: '' }, 'required', 'spoolFolder'],
    [{ spoolFolder: 'relative' }, 'folder-missing', 'spoolFolder'],
    [{ spoolFolder: '/no/such/folder' }, 'folder-missing', 'spoolFolder'],
  ] as const)('%j are refused: %s at %s', async (change, code, field) => {
    const { save, settings, followed } = await calls();
    expect(await save(change)).toMatchObject({ ok: false, problem: { code, field } });
    expect(settings.get().preferences.keepZipsDays).toBe(0);
    expect(followed).toEqual([]);
  });

  it('take a spool beside everything else, at the next start', async () => {
    const { save, dataFolder, watched, spool, root, settings } = await calls();
    const field = 'spoolFolder';
    const refused = async (path: string) => save({ spoolFolder: path });
    expect(await refused(join(dataFolder))).toMatchObject({ problem: { code: 'folder-reserved', field } });
    await mkdir(join(watched, 'sub'));
    expect(await refused(join(watched, 'sub'))).toMatchObject({ problem: { code: 'folder-overlaps', field } });
    expect(await refused(root)).toMatchObject({ problem: { code: 'folder-overlaps', field } });
    await writeFile(join(root, 'file'), '');
    expect(await refused(join(root, 'file'))).toMatchObject({ problem: { code: 'folder-missing', field } });
    expect(await save({ spoolFolder: spool })).toEqual({ ok: true, value: { needsReload: false, needsRestart: true } });
    expect(settings.get().preferences.spoolFolder).toBe(spool);
  });

  it('are not saved when the login item cannot be written', async () => {
    const { save, settings } = await calls({ loginFails: true });
    expect(await save({ startAtLogin: true, keepZipsDays: 5 })).toEqual({
      ok: false,
      problem: { code: 'failed', field: 'startAtLogin', detail: 'EACCES' },
    });
    expect(settings.get().preferences).toMatchObject({ startAtLogin: false, keepZipsDays: 0 });
  });

  it('change the login item only when that changes', async () => {
    const { save, followed } = await calls();
    await save({ startAtLogin: true });
    await save({ startAtLogin: true, keepZipsDays: 1 });
    await save({ startAtLogin: false });
    expect(followed.filter((what) => what !== 'engine')).toEqual(['login true', 'login false']);
  });

  it('keep what the window does not know', async () => {
    const { save, settings } = await calls();
    settings.change((current) => ({ ...current, preferences: { ...current.preferences, knowsTray: true } }));
    await save({ keepZipsDays: 5 });
    expect(settings.get().preferences.knowsTray).toBe(true);
  });
});
