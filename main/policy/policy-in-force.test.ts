// The running program under a policy: calls that are refused, what the window is told, a file that changes or is wrong.
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallName, Calls, Reply } from '../../preload/contract';
import { startCore, type Core } from '../core';
import { aCredentialDraft, aFolderDraft, plainSettings, temporaryFolder } from '../settings/testing/drafts';
import { aKeyring } from '../settings/testing/keyring';
import { openLog } from '../shell/log';
import { systemClock } from '../engine/clock';
import { keepPolicy, watchPolicy } from './policy-keeper';
import type { PolicyPlace } from './read-policy';
import { aManagedCredential, aManagedFolder, ownPlace, policyJson, putPolicy } from './testing/a-policy';

interface Bench {
  readonly core: Core;
  readonly dataFolder: string;
  readonly place: PolicyPlace;
  readonly scans: string;
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  value<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Calls[Name]['value']>;
}

/** Starts the program on a computer with this policy; `scans` is the place of its folder. */
async function start(policy: (scans: string) => string): Promise<Bench> {
  const root = await temporaryFolder();
  const [dataFolder, scans, etc] = [join(root, 'data'), join(root, 'scans'), join(root, 'etc')];
  for (const folder of [dataFolder, scans, etc]) await mkdir(folder);
  const place = ownPlace(etc);
  await putPolicy(place, policy(scans));
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
    notify: () => undefined,
    policyPlace: place,
  });
  onTestFinished(() => core.stop());
  const call: Bench['call'] = (name, request) => core.handlers[name](request);
  const value: Bench['value'] = async (name, request) => {
    const reply = await call(name, request);
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}`);
    return reply.value;
  };
  return { core, dataFolder, place, scans, call, value };
}

const aManagedComputer = () =>
  start((scans) =>
    policyJson({
      credentials: [aManagedCredential],
      folders: [{ ...aManagedFolder, path: scans }],
      settings: {
        places: { value: 1, locked: true },
        timetable: { value: null, locked: true },
        keepZipsDays: { value: 30, locked: false },
        language: { value: 'de', locked: true },
      },
      updateChannel: { value: 'off', locked: true },
    }),
  );

const managed = (field?: string) => ({
  ok: false,
  problem: { code: 'managed', detail: 'Acme IT', ...(field === undefined ? {} : { field }) },
});
const ownDraft = {
  id: 'policy-main',
  name: 'Acme',
  baseUrl: 'https://acme.example',
  companyName: 'Acme',
  username: 'ap',
};

describe.skipIf(process.platform === 'win32')('a managed computer', () => {
  it('tells the window what is locked and by whom', async () => {
    const { value, place } = await aManagedComputer();
    const [folder] = await value('folders.list', null);
    expect(folder).toMatchObject({ credentialName: 'Acme', documentType: 'Invoices' });
    expect(await value('policy.get', null)).toEqual({
      file: place.file,
      problem: null,
      policy: {
        ...{ organisation: 'Acme IT', contact: 'it@acme.example', resting: [] },
        credentials: { 'policy-main': { locked: true } },
        folders: { [folder?.id ?? '']: { locked: true } },
        settings: {
          ...{ places: { locked: true }, timetable: { locked: true } },
          ...{ keepZipsDays: { locked: false }, language: { locked: true } },
        },
        updateChannel: { value: 'off', locked: true },
      },
    });
    expect(await value('app.info', null)).toMatchObject({ language: 'de' });
    expect(await value('credentials.list', null)).toMatchObject([{ id: 'policy-main', password: 'missing' }]);
  });

  it('takes a password for a locked credential, and nothing else', async () => {
    const { call, value, dataFolder } = await aManagedComputer();
    expect(await call('credentials.save', aCredentialDraft(ownDraft))).toMatchObject({ ok: true });
    expect(await value('credentials.list', null)).toMatchObject([{ id: 'policy-main', password: 'keyring' }]);
    const renamed = aCredentialDraft({ ...ownDraft, username: 'me' });
    expect(await call('credentials.save', renamed)).toEqual(managed('username'));
    const elsewhere = aCredentialDraft({ ...ownDraft, baseUrl: 'https://evil.example' });
    expect(await call('credentials.save', elsewhere)).toEqual(managed('baseUrl'));
    expect(await call('credentials.save', aCredentialDraft({ ...ownDraft, inDoubt: 'send-again' }))).toEqual(
      managed('inDoubt'),
    );
    expect(await call('credentials.remove', { id: 'policy-main' })).toMatchObject({ ok: false });
    expect(await value('credentials.list', null)).toMatchObject([
      { baseUrl: 'https://acme.example', password: 'keyring' },
    ]);
    // What is on disk is the person's own alone.
    const { settings } = JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8')) as { settings: object };
    expect(settings).toMatchObject({ credentials: [], folders: [], language: 'system', uploads: { places: 4 } });
  });

  it('keeps a locked folder as it is, and lets a person add own ones', async () => {
    const { call, value, scans } = await aManagedComputer();
    const [folder] = await value('folders.list', null);
    if (folder === undefined) throw new Error('no folder');
    expect(await call('folders.save', folder)).toMatchObject({ ok: true });
    expect(await call('folders.save', { ...folder, paused: true })).toEqual(managed('paused'));
    expect(await call('folders.save', { ...folder, documentType: 'Receipts' })).toEqual(managed('documentType'));
    expect(await call('folders.remove', { id: folder.id })).toEqual(managed());
    const mine = join(scans, '..', 'mine');
    await mkdir(mine);
    expect(await call('folders.save', aFolderDraft({ path: mine, credentialId: 'policy-main' }))).toMatchObject({
      ok: true,
    });
    expect(
      await call('folders.save', aFolderDraft({ path: join(scans, '..'), credentialId: 'policy-main' })),
    ).toMatchObject({ ok: false });
    expect((await value('folders.list', null)).map(({ path }) => path)).toEqual([scans, mine]);
  });

  it('refuses settings that are locked by name, and takes the others', async () => {
    const { call, value } = await aManagedComputer();
    const uploads = await value('uploads.get', null);
    expect(uploads.places).toBe(1);
    expect(await call('uploads.save', { ...uploads, places: 4 })).toEqual(managed('places'));
    const closed = Array<'closed'>(168).fill('closed');
    expect(await call('uploads.save', { ...uploads, timetable: closed })).toEqual(managed('timetable'));
    expect(await call('uploads.save', { ...uploads, bytesPerSecond: 500_000 })).toMatchObject({ ok: true });
    expect(await value('uploads.get', null)).toMatchObject({ places: 1, bytesPerSecond: 500_000 });
    const { preferences } = await value('preferences.get', null);
    expect(preferences).toMatchObject({ language: 'de', keepZipsDays: 30 });
    expect(await call('preferences.save', { ...preferences, language: 'en' })).toEqual(managed('language'));
    expect(await call('preferences.save', { ...preferences, keepZipsDays: 7 })).toMatchObject({ ok: true });
    expect((await value('preferences.get', null)).preferences.keepZipsDays).toBe(7);
  });

  it('does not start on a policy that cannot be followed, and says why', async () => {
    const { core, value, call, place } = await start(() => policyJson({ organization: 'typing error' }));
    expect(await value('app.info', null)).toMatchObject({ stopped: 'policy-refused' });
    expect(await value('policy.get', null)).toEqual({
      file: place.file,
      policy: null,
      problem: {
        kind: 'invalid',
        details: ['organization: this field is not known; correct its name or take it out.'],
      },
    });
    expect(await call('credentials.save', aCredentialDraft())).toMatchObject({ ok: false });
    expect(core.desk).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('a policy that changes', () => {
  async function aKeeper(content: string) {
    const folder = await temporaryFolder();
    const etc = join(folder, 'etc');
    await mkdir(etc);
    const place = ownPlace(etc);
    await putPolicy(place, content);
    const own = plainSettings(folder);
    const keeper = await keepPolicy({ place, home: '/home/ap' });
    return { place, own, keeper, settings: keeper.over(own) };
  }
  const places = (value: number) => policyJson({ settings: { places: { value, locked: true } } });

  it('is taken up, and gone when its file is', async () => {
    const { place, keeper, settings } = await aKeeper(places(2));
    expect(settings.get().uploads.places).toBe(2);
    expect(settings.get()).toBe(settings.get());
    expect(await keeper.lookAgain()).toBe(false);
    await putPolicy(place, places(3));
    expect(await keeper.lookAgain()).toBe(true);
    expect(settings.get().uploads.places).toBe(3);
    await rm(place.file);
    expect(await keeper.lookAgain()).toBe(true);
    expect(settings.get().uploads.places).toBe(4);
  });

  it('holds on as it was when its file becomes wrong or writable, and the problem is told', async () => {
    const { place, own, keeper, settings } = await aKeeper(places(2));
    await putPolicy(place, '{');
    expect(await keeper.lookAgain()).toBe(true);
    expect(settings.get().uploads.places).toBe(2);
    expect(keeper.view(own)).toMatchObject({ policy: { organisation: 'Acme IT' }, problem: { kind: 'not-json' } });
    await putPolicy(place, places(5));
    await chmod(place.file, 0o666);
    await keeper.lookAgain();
    expect(settings.get().uploads.places).toBe(2);
    expect(keeper.problem).toMatchObject({ kind: 'writable' });
    await chmod(place.file, 0o644);
    await keeper.lookAgain();
    expect(settings.get().uploads.places).toBe(5);
    expect(keeper.problem).toBeNull();
  });

  it('is noticed by looking again and again', async () => {
    const { place, keeper } = await aKeeper(places(2));
    const ending = new AbortController();
    let looks = 0;
    const clock = {
      ...systemClock,
      sleep: async () => {
        looks += 1;
        if (looks === 2) await putPolicy(place, places(6));
        if (looks > 4) ending.abort();
        return !ending.signal.aborted;
      },
    };
    let changes = 0;
    await watchPolicy(keeper, clock, () => (changes += 1), { signal: ending.signal });
    expect(changes).toBe(1);
    expect(keeper.policy?.settings.places?.value).toBe(6);
  });
});
