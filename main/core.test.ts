// The window's calls on a real ledger, real folders, real settings and the sandbox: the program without Electron.
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppInfo, CallName, Calls, Reply, Topic } from '../preload/contract';
import { startCore, type Core, type CoreParts } from './core';
import type { DocumentId } from './engine/model';
import { demoAccount } from './sandbox/sandbox';
import type { SystemKeyring } from './settings/secret-keeper';
import { connect } from './ledger/connection';
import { openExistingLedger } from './ledger/open-existing-ledger';
import { createAnswerer } from './ipc/answer-call';
import { aCredentialDraft, aFolderDraft, plainSettings, temporaryFolder } from './settings/testing/drafts';
import { aKeyring } from './settings/testing/keyring';
import { openLog } from './shell/log';

const page = { url: 'app://batchdrop/index.html', isMainFrame: true };
const aPdf = join(import.meta.dirname, 'engine/watch/content/fixtures/plain.pdf');

interface Program {
  readonly core: Core;
  /** As the window calls: through the checked door. */
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  /** The value of a call that has to work. */
  value<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Calls[Name]['value']>;
  /** Waits until the answer of a call fits; looks again whenever the program says that something changed. */
  until<Name extends CallName>(
    name: Name,
    request: Calls[Name]['request'],
    fits: (value: Calls[Name]['value']) => boolean,
  ): Promise<Calls[Name]['value']>;
  readonly opened: string[];
}

/** The program on this data folder, stopped when the test ends. */
async function start(
  dataFolder: string,
  { keyring = aKeyring('keyring'), ...overrides }: Partial<CoreParts> & { keyring?: SystemKeyring } = {},
): Promise<Program> {
  const opened: string[] = [];
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  const core = await startCore({
    dataFolder,
    keyring,
    versions: { version: '1.2.3', electronVersion: '33.0.0', platform: 'linux' },
    systemLanguages: ['en-GB'],
    log: openLog(join(dataFolder, 'logs'), Date.now),
    desktop: {
      pickFolder: () => Promise.resolve('/picked'),
      pickFileToSave: (name) => Promise.resolve(join(dataFolder, name)),
      openFolder: (path) => Promise.resolve(opened.push(path) > 0),
      copyText: (text) => Promise.resolve(void opened.push(text)),
    },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    watchPower: () => () => undefined,
    openSettings: plainSettings,
    notify: (topics) => {
      for (const listener of [...listeners]) listener(topics);
    },
    ...overrides,
  });
  onTestFinished(() => core.stop());
  const answer = createAnswerer(core.handlers, 'app://batchdrop', (name, error) => {
    throw new Error(`${name} broke`, { cause: error });
  });
  const call: Program['call'] = async (name, request) =>
    (await answer(page, name, request)) as Reply<Calls[typeof name]['value']>;
  const value: Program['value'] = async (name, request) => {
    const reply = await call(name, request);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
    return reply.value;
  };
  const until: Program['until'] = async (name, request, fits) => {
    for (;;) {
      let wake = (): void => undefined;
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const listener = (): void => wake();
      listeners.add(listener);
      const current = await value(name, request);
      if (!fits(current)) await changed;
      listeners.delete(listener);
      if (fits(current)) return current;
    }
  };
  return { core, call, value, until, opened };
}

/** A data folder and, beside it, a folder with one invoice in it. */
async function aMachine(): Promise<{ dataFolder: string; scans: string }> {
  const root = await temporaryFolder();
  const [dataFolder, scans] = [join(root, 'data'), join(root, 'scans')];
  await mkdir(dataFolder, { mode: 0o700 });
  await mkdir(scans);
  await copyFile(aPdf, join(scans, 'invoice.pdf'));
  await writeFile(join(scans, '~$letter.tmp'), 'x');
  return { dataFolder, scans };
}

/** Nothing is sealed during a test: the folder waits for further documents. */
const patient = { quietSeconds: 86_400 };

describe('credentials', () => {
  it('are saved, listed and found again, and no answer carries a secret', async () => {
    const { dataFolder } = await aMachine();
    const first = await start(dataFolder);
    const draft = aCredentialDraft({ tokenMode: 'pasted', token: 't0ken-text' });
    const saved = await first.value('credentials.save', draft);
    expect(saved).toMatchObject({ name: 'acme', password: 'keyring', token: 'keyring', status: { state: 'ok' } });
    await first.core.stop();

    const again = await start(dataFolder);
    const answers = [await again.value('credentials.list', null), await again.value('overview.get', { period: 'all' })];
    expect(answers[0]).toEqual([saved]);
    expect(JSON.stringify([saved, answers])).not.toMatch(/p4ssword|t0ken-text/);
  });

  it('are tested with what is typed or else saved, and the server speaks for itself', async () => {
    const { dataFolder } = await aMachine();
    const { value, call } = await start(dataFolder);
    await value('app.startSandbox', null);
    const [sandbox] = await value('credentials.list', null);
    const { companyName, username } = demoAccount;
    const draft = aCredentialDraft({ name: 'typed', baseUrl: sandbox?.baseUrl ?? '', companyName, username });
    expect(await value('credentials.test', { ...draft, password: demoAccount.password })).toMatchObject({
      kind: 'works',
      releaseVersion: '7.8.9',
    });
    expect(await value('credentials.test', { ...draft, password: 'wrong' })).toMatchObject({
      kind: 'refused',
      serverWords: 'Incorrect username or password.',
    });
    const { password, ...saved } = draft;
    expect(await value('credentials.test', { ...saved, id: sandbox?.id ?? '' })).toMatchObject({ kind: 'works' });
    expect(await call('credentials.test', saved)).toEqual({
      ok: false,
      problem: { code: 'no-secret', field: 'password' },
    });
    expect(password).toBeDefined();
    expect(await value('credentials.list', null)).toHaveLength(1);
  });

  it('cannot be removed while a folder uses them', async () => {
    const { dataFolder, scans } = await aMachine();
    const { value, call } = await start(dataFolder);
    const { id } = await value('credentials.save', aCredentialDraft());
    const folder = await value('folders.save', aFolderDraft({ path: scans, credentialId: id, ...patient }));
    expect(await call('credentials.remove', { id })).toEqual({ ok: false, problem: { code: 'in-use' } });
    await value('folders.remove', { id: folder.id });
    await value('credentials.remove', { id });
    expect(await value('credentials.list', null)).toEqual([]);
  });

  it('are not made by saving under an id that does not exist', async () => {
    const { dataFolder } = await aMachine();
    const { call, value } = await start(dataFolder);
    expect(await call('credentials.save', aCredentialDraft({ id: 'nobody' }))).toEqual({
      ok: false,
      problem: { code: 'not-found' },
    });
    expect(await value('credentials.list', null)).toEqual([]);
  });

  it('ask for their secret again after a restart without a keyring, unless weak storage is accepted', async () => {
    const { dataFolder } = await aMachine();
    const first = await start(dataFolder, { keyring: aKeyring('none') });
    expect(await first.value('credentials.save', aCredentialDraft())).toMatchObject({ password: 'session' });
    await first.core.stop();
    const second = await start(dataFolder, { keyring: aKeyring('none') });
    const [forgotten] = await second.value('credentials.list', null);
    expect(forgotten).toMatchObject({ password: 'missing' });
    await second.value('credentials.save', aCredentialDraft({ id: forgotten?.id ?? '' }));
    await second.value('app.acceptWeakStorage', null);
    expect(await second.value('app.info', null)).toMatchObject({ keyring: 'weak-accepted' });
    await second.core.stop();
    const third = await start(dataFolder, { keyring: aKeyring('none') });
    expect(await third.value('credentials.list', null)).toMatchObject([{ password: 'weak' }]);
  });
});

describe('watched folders', () => {
  it('are scanned once they are saved, and say what they hold', async () => {
    const { dataFolder, scans } = await aMachine();
    const { value, until, opened } = await start(dataFolder);
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    const saved = await value('folders.save', aFolderDraft({ path: scans, credentialId, ...patient }));
    const [folder] = await until('folders.list', null, ([view]) => view?.counts.seen === 2);
    expect(folder).toMatchObject({
      ...{ id: saved.id, path: scans, credentialName: 'acme', quietSeconds: 86_400 },
      counts: { seen: 2, delivered: 0, onTheWay: 1, setAside: 0, duplicates: 0, ignored: 1 },
    });
    expect(await value('credentials.list', null)).toMatchObject([{ folders: 1 }]);
    await value('app.openFolder', { folderId: saved.id });
    expect(opened).toEqual([scans]);
  });

  it('say what polling costs them as soon as a look was timed', async () => {
    const { dataFolder, scans } = await aMachine();
    const { value, until } = await start(dataFolder);
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    const polled = { watchMode: 'polling', pollSeconds: 3_600 } as const;
    const draft = aFolderDraft({ path: scans, credentialId, ...patient, ...polled });
    const { id } = await value('folders.save', draft);
    await until('folders.list', null, ([folder]) => folder !== undefined && folder.looking !== null);
    await value('folders.scan', { id });
    const [folder] = await value('folders.list', null);
    expect(folder?.looking).toEqual({ everyMs: 300_000, tookMs: expect.any(Number) as number });
    expect((await value('overview.get', { period: 'all' })).folders[0]?.looking).toEqual(folder?.looking);
    await value('folders.save', { ...draft, id, paused: true });
    expect(await value('folders.list', null)).toMatchObject([{ looking: null }]);
  });

  it('are found again after a restart, and may be changed', async () => {
    const { dataFolder, scans } = await aMachine();
    const first = await start(dataFolder);
    const { id: credentialId } = await first.value('credentials.save', aCredentialDraft());
    const draft = aFolderDraft({ path: scans, credentialId, ...patient });
    const { id } = await first.value('folders.save', draft);
    await first.core.stop();
    const again = await start(dataFolder);
    expect(await again.value('folders.list', null)).toMatchObject([{ id, path: scans }]);
    await again.value('folders.save', { ...draft, id, paused: true });
    expect(await again.value('folders.list', null)).toMatchObject([{ id, health: 'paused' }]);
  });

  it('leave their documents in the sums when they are removed', async () => {
    const { dataFolder, scans } = await aMachine();
    const { value, until } = await start(dataFolder);
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    const { id } = await value('folders.save', aFolderDraft({ path: scans, credentialId, ...patient }));
    await until('overview.get', { period: 'all' }, ({ counts }) => counts.seen === 2 && counts.onTheWay === 1);
    await value('folders.remove', { id });
    expect(await value('folders.list', null)).toEqual([]);
    const counts = { seen: 2, onTheWay: 0, setAside: 1, ignored: 1 };
    expect(await value('overview.get', { period: 'all' })).toMatchObject({ counts, folders: [], attention: [] });
    // Watched again, it goes on where it was: nothing is a new document only because the folder is.
    const again = await value('folders.save', aFolderDraft({ path: `${scans}/`, credentialId, ...patient }));
    expect(again.id).toBe(id);
    await until('overview.get', { period: 'all' }, ({ counts }) => counts.seen === 2 && counts.onTheWay === 1);
  });

  it.each([
    ['another credential than there is', { credentialId: 'nobody' }, 'credentialId'],
    ['Insurances of a business', { documentType: 'Insurances' }, 'invoiceType'],
    ['a path that is not there', { path: '/no/such/folder' }, 'path'],
  ] as const)('are not saved with %s', async (_what, wrong, field) => {
    const { dataFolder, scans } = await aMachine();
    const { value, call } = await start(dataFolder);
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    const reply = await call('folders.save', aFolderDraft({ path: scans, credentialId, ...wrong }));
    expect(reply).toMatchObject({ ok: false, problem: { field } });
    expect(await value('folders.list', null)).toEqual([]);
  });

  it('are opened by id only', async () => {
    const { dataFolder } = await aMachine();
    const { call, opened } = await start(dataFolder);
    expect(await call('app.openFolder', { folderId: '/etc' })).toEqual({
      ok: false,
      problem: { code: 'invalid-request' },
    });
    expect(await call('app.openFolder', { folderId: 'etc' })).toEqual({ ok: false, problem: { code: 'not-found' } });
    expect(opened).toEqual([]);
  });
});

describe('a decision', () => {
  it('about something that is not there is a wrong state, not an error', async () => {
    const { dataFolder } = await aMachine();
    const { call } = await start(dataFolder);
    const wrongState = { ok: false, problem: { code: 'wrong-state' } };
    expect(await call('queue.decide', { batchId: 99, decision: { kind: 'retry' } })).toEqual(wrongState);
    expect(await call('sets.setNumber', { setId: 99, referenceNumber: '12345' })).toEqual(wrongState);
  });
});

describe('a start that cannot work', () => {
  /** Every call but app.info is refused; nothing breaks. */
  async function expectStopped({ value, call }: Program, stopped: AppInfo['stopped']): Promise<void> {
    expect(await value('app.info', null)).toMatchObject({ stopped, version: '1.2.3' });
    expect(await call('overview.get', { period: 'all' })).toEqual({ ok: false, problem: { code: 'failed' } });
    expect(await call('credentials.save', aCredentialDraft())).toEqual({ ok: false, problem: { code: 'failed' } });
  }

  it('says that another program works on the same data', async () => {
    const { dataFolder } = await aMachine();
    const first = await start(dataFolder);
    await expectStopped(await start(dataFolder), 'data-folder-in-use');
    expect(await first.value('app.info', null)).toMatchObject({ stopped: null });
  });

  it('says that the ledger was made by a newer program, and leaves it free', async () => {
    const { dataFolder } = await aMachine();
    await (await start(dataFolder)).core.stop();
    const connection = connect(join(dataFolder, 'ledger.sqlite'));
    connection.exec("INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2030')");
    connection.close();
    await expectStopped(await start(dataFolder), 'ledger-newer');
    await expectStopped(await start(dataFolder), 'ledger-newer');
  });

  it('says that the ledger cannot be written', async () => {
    const { dataFolder } = await aMachine();
    await mkdir(join(dataFolder, 'ledger.sqlite'));
    await expectStopped(await start(dataFolder), 'ledger-unwritable');
  });

  it('says that the data folder cannot be written', async () => {
    const { dataFolder } = await aMachine();
    const notAFolder = join(dataFolder, 'file');
    await writeFile(notAFolder, '');
    await expectStopped(await start(notAFolder), 'data-folder-unwritable');
  });

  it('says that the settings cannot be read, and leaves everything free for the next start', async () => {
    const { dataFolder } = await aMachine();
    const openSettings = (): never => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    await expectStopped(await start(dataFolder, { openSettings }), 'settings-unreadable');
    expect(await (await start(dataFolder)).value('app.info', null)).toMatchObject({ stopped: null });
  });
});

describe('a start with damaged files', () => {
  it('goes on with new ones and says where the old ones are', async () => {
    const { dataFolder } = await aMachine();
    await writeFile(join(dataFolder, 'ledger.sqlite'), 'this is no ledger '.repeat(100));
    await writeFile(join(dataFolder, 'settings.json'), '{"settings":');
    const { value } = await start(dataFolder);
    const { stopped, keptAside } = await value('app.info', null);
    expect([stopped, keptAside.map(({ what }) => what)]).toEqual([null, ['ledger', 'settings']]);
    for (const { path } of keptAside) expect((await stat(path)).isFile()).toBe(true);
  });
});

describe('a ledger that cannot be written', () => {
  it('stops all work and says so; when it can be written again, work goes on by itself', async () => {
    const { dataFolder, scans } = await aMachine();
    const { value, until } = await start(dataFolder, { reviveMs: 50 });
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    const connection = connect(join(dataFolder, 'ledger.sqlite'));
    onTestFinished(() => {
      connection.close();
    });
    // As a full disk would: reading works, writing documents does not.
    connection.exec("CREATE TRIGGER full BEFORE INSERT ON document BEGIN SELECT RAISE(ABORT, 'full'); END");
    await value('folders.save', aFolderDraft({ path: scans, credentialId, ...patient }));
    await until('app.info', null, ({ stopped }) => stopped === 'ledger-unwritable');
    connection.exec('DROP TRIGGER full');
    await until('app.info', null, ({ stopped }) => stopped === null);
    await until('overview.get', { period: 'all' }, ({ counts }) => counts.onTheWay === 1);
  });
});

describe('settings without a ledger', () => {
  it('mean that what the folders hold may have been delivered: a person is asked', async () => {
    const { dataFolder, scans } = await aMachine();
    const first = await start(dataFolder);
    const { id: credentialId } = await first.value('credentials.save', aCredentialDraft());
    await first.value('folders.save', aFolderDraft({ path: scans, credentialId, ...patient }));
    await first.core.stop();
    for (const name of await readdir(dataFolder))
      if (name.startsWith('ledger')) await rm(join(dataFolder, name), { force: true });
    const { value, until } = await start(dataFolder);
    const { attention } = await until('overview.get', { period: 'all' }, (overview) => overview.attention.length > 0);
    expect(attention).toMatchObject([{ kind: 'document', relativePath: 'invoice.pdf', reason: 'maybe-delivered' }]);
    await copyFile(aPdf, join(scans, 'new.pdf'));
    await until('overview.get', { period: 'all' }, ({ counts }) => counts.onTheWay === 1);
    const [document] = attention;
    if (document?.kind !== 'document') throw new Error('no document');
    await value('documents.sendAnyway', { documentId: document.documentId });
    await until('overview.get', { period: 'all' }, ({ counts }) => counts.onTheWay === 2 && counts.setAside === 0);
  });
});

describe('a decision made on the command line', () => {
  it('is noticed by the running program, and its window', async () => {
    const { dataFolder, scans } = await aMachine();
    await writeFile(join(scans, 'empty.pdf'), 'no document at all');
    const { value, until } = await start(dataFolder);
    const { id: credentialId } = await value('credentials.save', aCredentialDraft());
    await value('folders.save', aFolderDraft({ path: scans, credentialId, ...patient }));
    const { attention } = await until('overview.get', { period: 'all' }, (overview) => overview.attention.length > 0);
    expect(attention).toMatchObject([{ kind: 'document', relativePath: 'empty.pdf' }]);
    const [document] = attention;
    if (document?.kind !== 'document') throw new Error('no document');
    const command = await openExistingLedger(join(dataFolder, 'ledger.sqlite'), { now: Date.now });
    if (command.kind !== 'opened') throw new Error(command.kind);
    await command.ledger.documents.dismiss(document.documentId as DocumentId, 5);
    await command.close();
    await until('overview.get', { period: 'all' }, (overview) => overview.attention.length === 0);
  });
});

describe('a stop', () => {
  it('may be asked for twice, and frees the data folder', async () => {
    const { dataFolder } = await aMachine();
    const { core } = await start(dataFolder);
    await Promise.all([core.stop(), core.stop()]);
    expect(await (await start(dataFolder)).value('app.info', null)).toMatchObject({ stopped: null });
    expect(await readdir(dataFolder)).toContain('ledger.sqlite');
  });
});
