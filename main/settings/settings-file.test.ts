// The settings file: what survives a restart, and what happens to a file that cannot be understood.
import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultUploads, hoursOfWeek, type HourRule } from '../engine/upload-limits';
import { settingsIn } from './settings-file';
import { plainSettings, temporaryFolder } from './testing/drafts';

const credential = {
  ...{ id: 'c1', name: 'acme', baseUrl: 'https://a.example', companyName: 'Acme', username: 'ap' },
  ...{ tokenMode: 'automatic' as const, inDoubt: 'ask' as const, sandbox: false },
};

describe('settings', () => {
  it('begin empty', async () => {
    const settings = plainSettings(await temporaryFolder());
    expect(settings.get()).toMatchObject({ credentials: [], folders: [], secrets: {}, weakStorageAccepted: false });
    expect(settings.setAside).toBeNull();
  });

  it('are there again after a restart', async () => {
    const folder = await temporaryFolder();
    plainSettings(folder).change((current) => ({ ...current, credentials: [credential] }));
    expect(plainSettings(folder).get().credentials).toEqual([credential]);
  });

  it('stay as they were when a change cannot be written', async () => {
    const settings = plainSettings(await temporaryFolder());
    const bad = { ...credential, tokenMode: 'guessed' as 'pasted' };
    expect(() => settings.change((current) => ({ ...current, credentials: [bad] }))).toThrow();
    expect(settings.get().credentials).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['half a file', '{"settings":{"credentials":[{"id":"c1"'],
    ['another shape', '[1,2]'],
    ['a credential without a name', '{"settings":{"credentials":[{"id":"c1"}]}}'],
    ['a folder with an unknown document type', '{"settings":{"folders":[{"id":"f","documentType":"Letters"}]}}'],
  ])('set %s aside and keep its bytes', async (_what, content) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'settings.json'), content);
    const settings = plainSettings(folder, () => Date.UTC(2026, 0, 2, 3, 4, 5));
    expect(settings.get().credentials).toEqual([]);
    const aside = join(folder, 'settings.json.damaged-2026-01-02T03-04-05.000Z');
    expect(settings.setAside).toBe(aside);
    expect(await readFile(aside, 'utf8')).toBe(content);
    settings.change((current) => ({ ...current, credentials: [credential] }));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('throw for a file that cannot be read at all, and leave it alone', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'settings.json'));
    const openStore = (): never => {
      throw new Error('the store was opened');
    };
    const open = () => settingsIn(join(folder, 'settings.json'), openStore, () => 0);
    expect(open).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it.skipIf(process.platform === 'win32')('take other users their right to read a copied file', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'settings.json');
    await writeFile(file, '{}');
    await chmod(file, 0o644);
    plainSettings(folder);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('the limits of sending', () => {
  const timetable = Array.from({ length: hoursOfWeek }, (_, hour): HourRule => (hour < 6 ? 'closed' : 'full'));

  it('are those of a program that had none', async () => {
    expect(plainSettings(await temporaryFolder()).get().uploads).toEqual(defaultUploads);
  });

  it('are there again after a restart', async () => {
    const folder = await temporaryFolder();
    const uploads = { places: 8, placesPerCredential: 1, bytesPerSecond: 250_000, timetable, pauseOnMetered: true };
    plainSettings(folder).change((current) => ({ ...current, uploads }));
    expect(plainSettings(folder).get().uploads).toEqual(uploads);
  });

  it.each([
    { places: 0 },
    { places: 9 },
    { placesPerCredential: 1.5 },
    { bytesPerSecond: 999 },
    { timetable: timetable.slice(1) },
  ])('cannot be %j', async (wrong) => {
    const settings = plainSettings(await temporaryFolder());
    expect(() => settings.change((current) => ({ ...current, uploads: { ...current.uploads, ...wrong } }))).toThrow();
    expect(settings.get().uploads).toEqual(defaultUploads);
  });
});
