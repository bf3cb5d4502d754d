// "Try it with the sandbox": what it sets up, that it does so once, and that a restart finds it again.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppSandbox } from './app-sandbox';
import { systemClock } from './engine/clock';
import { testCredential } from './engine/form-checks';
import type { CredentialId } from './engine/model';
import { createSecretKeeper, type SystemKeyring } from './settings/secret-keeper';
import { plainSettings, temporaryFolder } from './settings/testing/drafts';
import { aKeyring } from './settings/testing/keyring';

/** The sandbox of a program that starts on this data folder. */
function aStart(dataFolder: string, keyring: SystemKeyring = aKeyring('keyring')) {
  const settings = plainSettings(dataFolder);
  const secrets = createSecretKeeper(settings, keyring);
  const applied: number[] = [];
  const sandbox = createAppSandbox(dataFolder, settings, secrets, () => {
    applied.push(settings.get().folders.length);
    return Promise.resolve();
  });
  onTestFinished(() => sandbox.stop());
  const credential = () => {
    const saved = settings.get().credentials.find((candidate) => candidate.sandbox);
    if (saved === undefined) throw new Error('no sandbox credential');
    return { ...saved, id: saved.id as CredentialId };
  };
  const login = () =>
    testCredential({ credential: credential(), secrets, clock: systemClock }, { signal: AbortSignal.timeout(10_000) });
  return { settings, secrets, sandbox, applied, credential, login };
}

describe('the sandbox of the program', () => {
  it('comes with a credential that works, a watched folder and sample documents', async () => {
    const dataFolder = await temporaryFolder();
    const { settings, sandbox, applied, credential, login } = aStart(dataFolder);
    const { folder, samples } = await sandbox.start();
    expect(await login()).toMatchObject({ kind: 'works' });
    expect(credential()).toMatchObject({ name: 'Sandbox', sandbox: true });
    expect(settings.get().folders).toMatchObject([
      { path: folder, credentialId: credential().id, set: { policy: 'new-per-folder', name: 'Sandbox {date}' } },
    ]);
    expect(samples.length).toBeGreaterThan(2);
    for (const name of samples) expect((await readFile(join(folder, name))).byteLength).toBeGreaterThan(100);
    expect(applied).toEqual([1]);
  });

  it('is set up once, however often it is asked for', async () => {
    const { settings, sandbox, credential } = aStart(await temporaryFolder());
    const [first, second] = await Promise.all([sandbox.start(), sandbox.start()]);
    const server = sandbox.running;
    await sandbox.start();
    expect(second).toEqual(first);
    expect(sandbox.running).toBe(server);
    expect(settings.get().credentials).toHaveLength(1);
    expect(settings.get().folders).toHaveLength(1);
    expect(credential().baseUrl).toBe(sandbox.running?.url);
  });

  it('gives each sample its own content, so that each can be told from the others', async () => {
    const { sandbox } = aStart(await temporaryFolder());
    const { folder, samples } = await sandbox.start();
    const hashes = await Promise.all(
      samples.map(async (name) =>
        createHash('sha256')
          .update(await readFile(join(folder, name)))
          .digest('hex'),
      ),
    );
    expect(new Set(hashes).size).toBe(samples.length);
  });

  it('is there again after a restart, at the same address and under the name the user gave it', async () => {
    const dataFolder = await temporaryFolder();
    const before = aStart(dataFolder);
    await before.sandbox.start();
    const { baseUrl } = before.credential();
    before.settings.change((current) => ({
      ...current,
      credentials: current.credentials.map((credential) => ({ ...credential, name: 'Practice' })),
    }));
    await before.sandbox.stop();
    const after = aStart(dataFolder);
    await after.sandbox.resume();
    expect(after.credential()).toMatchObject({ name: 'Practice', baseUrl });
    expect(await after.login()).toMatchObject({ kind: 'works' });
  });

  it('takes another port when its own was taken meanwhile, and tells its credential', async () => {
    const dataFolder = await temporaryFolder();
    const before = aStart(dataFolder);
    await before.sandbox.start();
    const { baseUrl } = before.credential();
    await before.sandbox.stop();
    const other = createServer().listen(Number(new URL(baseUrl).port), '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const after = aStart(dataFolder);
    await after.sandbox.resume();
    expect(after.credential().baseUrl).not.toBe(baseUrl);
    expect(await after.login()).toMatchObject({ kind: 'works' });
  });

  it('needs no password again where secrets last for the session only', async () => {
    const dataFolder = await temporaryFolder();
    const before = aStart(dataFolder, aKeyring('none'));
    await before.sandbox.start();
    await before.sandbox.stop();
    const after = aStart(dataFolder, aKeyring('none'));
    await after.sandbox.resume();
    expect(await after.login()).toMatchObject({ kind: 'works' });
  });

  it('does not start by itself where nobody asked for it', async () => {
    const { settings, sandbox } = aStart(await temporaryFolder());
    await sandbox.resume();
    expect(sandbox.running).toBeNull();
    expect(settings.get().credentials).toEqual([]);
  });

  it('does not take the name of another credential', async () => {
    const { settings, sandbox, credential } = aStart(await temporaryFolder());
    const mine = {
      ...{ id: 'mine', name: 'Sandbox', baseUrl: 'https://k.example', companyName: 'Acme', username: 'ap' },
      ...{ tokenMode: 'automatic' as const, inDoubt: 'ask' as const, sandbox: false },
    };
    settings.change((current) => ({ ...current, credentials: [mine] }));
    await sandbox.start();
    expect(credential().name).toBe('Sandbox 2');
    expect(settings.get().credentials[0]).toEqual(mine);
  });

  it('may be stopped twice and is gone then', async () => {
    const { sandbox } = aStart(await temporaryFolder());
    await sandbox.start();
    const url = sandbox.running?.url ?? '';
    await Promise.all([sandbox.stop(), sandbox.stop()]);
    expect(sandbox.running).toBeNull();
    await expect(fetch(url)).rejects.toThrow();
  });
});
