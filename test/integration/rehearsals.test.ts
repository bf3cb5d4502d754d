// "Test my set-up" as the program runs it: real sandbox, real engine, the built seal worker.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rehearsals as names, type Rehearsal, type RehearsalResult } from '../../preload/contract';
import { folderIdOf } from '../../main/engine/form-checks';
import type { AbsolutePath, CredentialId, SetPolicy, WatchedFolder } from '../../main/engine/model';
import { profileOf, sampleProfile, type RehearsalProfile } from '../../main/rehearsal/profile';
import { createRehearsals, type Rehearsals, type RehearsalsParts } from '../../main/rehearsal/rehearsals';
import { runToEnd } from './command';

const sealWorker = new URL('../../out/main/seal-worker.js', import.meta.url);

let home: string;
let rehearsals: Rehearsals;

/** Two slow cores shared by many: the verdict is tested here, and not the speed. */
function start(changes: Partial<RehearsalsParts> = {}): Rehearsals {
  return createRehearsals({ home, ownsHome: false, sealWorker, deadlineMs: 60_000, ...changes });
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'batchdrop-test-'));
  rehearsals = start();
});

afterEach(async () => {
  await rehearsals.stop();
  await rm(home, { recursive: true, force: true });
});

async function rehearse(name: Rehearsal, profile: RehearsalProfile = sampleProfile): Promise<RehearsalResult> {
  const outcome = await rehearsals.run(name, profile);
  if (outcome.kind !== 'result') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return outcome.result;
}

function problemsOf({ steps }: RehearsalResult): string[] {
  return steps.filter(({ type }) => type === 'promise-broken').map(({ detail }) => detail);
}

function withSet(set: SetPolicy, changes: Partial<RehearsalProfile['folder']> = {}): RehearsalProfile {
  return { ...sampleProfile, folder: { ...sampleProfile.folder, set, ...changes } };
}

/** Listening servers and connections of this process. */
function openSockets(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
}

/** How each of them ends with the sample profile. */
const ends: Readonly<Record<Rehearsal, readonly [deliveredOnce: number, ...shown: (readonly [string, string])[]]>> = {
  'all-well': [7],
  'connection-cut': [3],
  'reply-lost': [7, ['batch-in-doubt', '']],
  'no-batch-id': [3, ['batch-in-doubt', '']],
  'server-busy': [7],
  'server-error': [7],
  'poison-document': [6, ['document', 'server-error']],
  'too-large': [6],
  'slow-line': [3],
  'token-expired': [7],
  'credentials-refused': [0, ['credential-paused', 'credential-refused']],
  redirect: [0, ['batch-held', 'redirected']],
  'bad-certificate': [0, ['batch-waiting', 'certificate-self-signed']],
};

describe.each(names)('the rehearsal %s', (name) => {
  it('holds the promise, and leaves nothing behind', { timeout: 90_000 }, async () => {
    const [deliveredOnce, ...shown] = ends[name];
    const result = await rehearse(name);
    expect(problemsOf(result)).toEqual([]);
    expect(result).toMatchObject({ rehearsal: name, passed: true, deliveredOnce, deliveredTwice: 0 });
    const onScreen = result.onScreen.map(({ kind, reason }) => [kind, reason]);
    expect(onScreen).toEqual(shown.length === 0 ? [] : expect.arrayContaining(shown));
    expect(result.steps.length).toBeLessThanOrEqual(200);
    expect(await readdir(home)).toEqual([]);
    expect(openSockets()).toEqual([]);
  });
});

describe('the profile of a folder', () => {
  it.each<[string, Rehearsal, RehearsalProfile]>([
    ['a set that exists', 'all-well', withSet({ policy: 'existing', referenceNumber: 'of the real server' })],
    ['a new set for each batch', 'poison-document', withSet({ policy: 'new-per-batch', name: 'Set {number}' })],
    [
      'a new set for each sub-folder, and originals that are moved',
      'reply-lost',
      withSet({ policy: 'new-per-subfolder', name: '{subfolder}' }, { afterUpload: 'move' }),
    ],
    [
      'a new set, and batches of one small document',
      'connection-cut',
      withSet({ policy: 'new-per-folder', name: 'S' }, { batch: { quietMs: 9_999, maxDocuments: 1, maxBytes: 10 } }),
    ],
    ['a pasted token', 'token-expired', { ...sampleProfile, tokenMode: 'pasted' }],
    ['a pasted token behind a bad certificate', 'bad-certificate', { ...sampleProfile, tokenMode: 'pasted' }],
  ])('with %s holds the promise in %s', { timeout: 90_000 }, async (_what, name, profile) => {
    expect(problemsOf(await rehearse(name, profile))).toEqual([]);
  });

  it('of a real folder leaves that folder and the trash alone', async () => {
    const path = join(home, 'real');
    await mkdir(path);
    await writeFile(join(path, 'mine.pdf'), 'not for anybody');
    const folder: WatchedFolder = {
      ...sampleProfile.folder,
      ...{ id: folderIdOf(path), path: path as AbsolutePath, credentialId: 'real' as CredentialId, paused: true },
      afterUpload: 'trash',
    };
    const result = await rehearse('all-well', profileOf(folder, { inDoubt: 'ask', tokenMode: 'automatic' }));
    expect(result).toMatchObject({ passed: true, documents: 7, deliveredOnce: 7 });
    expect(result.steps.filter(({ type }) => type === 'after-upload')).toEqual([]);
    expect(await readdir(path)).toEqual(['mine.pdf']);
    expect(await readFile(join(path, 'mine.pdf'), 'utf8')).toBe('not for anybody');
    expect(await readdir(home)).toEqual(['real']);
  });
});

describe('a set-up that breaks the promise', () => {
  it('fails: a credential that sends again what is in doubt delivers twice', async () => {
    const result = await rehearse('reply-lost', { ...sampleProfile, inDoubt: 'send-again' });
    expect(result).toMatchObject({ passed: false, documents: 7, deliveredTwice: 4, deliveredOnce: 3 });
    expect(problemsOf(result).filter((problem) => problem.endsWith('was delivered 2 times.'))).toHaveLength(4);
    expect(problemsOf(result).at(-1)).toMatch(/^The credential says/);
  });

  it('fails: an engine that cannot seal delivers nothing and shows nothing', async () => {
    rehearsals = start({ sealWorker: new URL('./no-such-worker.js', import.meta.url) });
    const result = await rehearse('all-well');
    expect(result).toMatchObject({ passed: false, documents: 7, deliveredOnce: 0 });
    expect(result.steps.map(({ type }) => type)).toContain('spool-problem');
    expect(await readdir(home)).toEqual([]);
  });

  it('fails: what has not come to an end by the deadline', async () => {
    rehearsals = start({ deadlineMs: 1 });
    const result = await rehearse('slow-line');
    expect(problemsOf(result)).toContain('The deliveries came to no end in time.');
    expect(await readdir(home)).toEqual([]);
    expect(openSockets()).toEqual([]);
  });
});

describe('rehearsals', () => {
  it('are held one at a time', { timeout: 90_000 }, async () => {
    const order: Rehearsal[] = [];
    const run = async (name: Rehearsal): Promise<void> => {
      await rehearse(name);
      order.push(name);
    };
    await Promise.all([run('slow-line'), run('all-well')]);
    expect(order).toEqual(['slow-line', 'all-well']);
  });

  it('are cancelled when the program ends, those that wait too', async () => {
    const running = rehearsals.run('slow-line', sampleProfile);
    const waiting = rehearsals.run('all-well', sampleProfile);
    await vi.waitUntil(async () => (await readdir(home)).length > 0);
    await rehearsals.stop();
    expect([await running, await waiting]).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
    expect(await readdir(home)).toEqual([]);
    expect(openSockets()).toEqual([]);
    expect(await rehearsals.run('all-well', sampleProfile)).toEqual({ kind: 'cancelled' });
  });

  it('are cancelled by whoever asked, and the next one is held', async () => {
    const caller = new AbortController();
    const running = rehearsals.run('slow-line', sampleProfile, { signal: caller.signal });
    await vi.waitUntil(async () => (await readdir(home)).length > 0);
    caller.abort();
    expect(await running).toEqual({ kind: 'cancelled' });
    expect(await rehearse('all-well')).toMatchObject({ passed: true });
  });

  it('clear away what a killed program left', async () => {
    const own = join(home, 'rehearsal');
    await mkdir(join(own, 'batchdrop-rehearsal-killed', 'inbox'), { recursive: true });
    rehearsals = start({ home: own, ownsHome: true });
    expect(await rehearse('all-well')).toMatchObject({ passed: true });
    expect(await readdir(home)).toEqual([]);
  });

  it('say why they could not be held', async () => {
    const notAFolder = join(home, 'file');
    await writeFile(notAFolder, '');
    rehearsals = start({ home: join(notAFolder, 'below') });
    expect(await rehearsals.run('all-well', sampleProfile)).toEqual({ kind: 'failed', detail: 'ENOTDIR' });
  });
});

describe('batchdrop rehearse', () => {
  it('prints a verdict for each, as text or as JSON', { timeout: 90_000 }, async () => {
    const text = await runToEnd(['rehearse', '--only', 'reply-lost', 'all-well']);
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    // In the order of the contract, whatever order they are asked for.
    expect(text.stdout).toMatch(/^passed {2}all-well .*\npassed {2}reply-lost .*1 batch-in-doubt .*\n$/);
    const json = await runToEnd(['rehearse', '--only', 'redirect', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ exitCode: 0, results: [{ rehearsal: 'redirect', passed: true }] });
  });

  it("takes a folder's profile from the config, and fails when the promise does not hold", async () => {
    const config = join(home, 'config.json');
    const folder = { credential: 'acme', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' };
    const credential = { name: 'acme', baseUrl: 'https://acme.example', companyName: 'Acme', username: 'clerk' };
    const folders = ['in', 'other'].map((path) => ({ ...folder, path }));
    await writeFile(
      config,
      JSON.stringify({ credentials: [{ ...credential, passwordEnv: 'NONE', inDoubt: 'send-again' }], folders }),
    );
    const args = ['rehearse', '--only', 'reply-lost', '--config', config];
    expect(await runToEnd(args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('several') as string });
    const result = await runToEnd([...args, '--folder', join(home, 'in')]);
    expect(result).toMatchObject({ exitCode: 1 });
    expect(result.stdout).toMatch(/^FAILED {2}reply-lost .*4 DELIVERED TWICE/);
  });

  it.each([
    [['--folder', '/scans'], '--folder needs --config'],
    [['--config', '/no/such/file'], 'cannot be read'],
    [['--only', 'nonsense'], 'Allowed choices'],
  ])('refuses %j', async (args, sentence) => {
    const { exitCode, stderr, stdout } = await runToEnd(['rehearse', ...args]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
