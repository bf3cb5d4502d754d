// Where a password goes in a full run of the command line: to its server, and nowhere else that anybody could look.
import { createServer } from 'node:http';
import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../main/settings/testing/drafts';
import { createSandbox, demoAccount } from '../../main/sandbox/sandbox';
import { batchdrop, runToEnd, writeConfig } from '../integration/command';
import { aPdf } from '../integration/documents';

const { companyName, username, password } = demoAccount;

/** Every file below a folder that holds this text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_path, index) => contents[index]?.includes(text));
}

async function openToOthers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  // A zip that was delivered meanwhile is gone.
  const modes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mode }) => mode,
        () => 0,
      ),
    ),
  );
  return paths.filter((_path, index) => ((modes[index] ?? 0) & 0o077) !== 0);
}

describe('the command line', () => {
  it('tells a password to its server alone', async () => {
    const base = await temporaryFolder();
    const [inbox, data] = [join(base, 'in'), join(base, 'data')];
    await mkdir(inbox);
    const sandbox = await createSandbox({ dataDir: join(await temporaryFolder(), 'sandbox') });
    onTestFinished(() => sandbox.close());
    const secret = join(await temporaryFolder(), 'secret');
    await writeFile(secret, password, { mode: 0o600 });
    const account = { companyName, username };
    const config = await writeConfig(join(base, 'config.json'), { folder: inbox, baseUrl: sandbox.url, account });
    const written = JSON.parse(await readFile(config, 'utf8')) as { credentials: Record<string, unknown>[] };
    const [credential = {}] = written.credentials;
    const { passwordEnv, ...rest } = credential;
    expect(passwordEnv).toBe('ACME_PASSWORD');
    await writeFile(config, JSON.stringify({ ...written, credentials: [{ ...rest, passwordFile: secret }] }));

    const run = batchdrop(['run', '--config', config, '--data', data]);
    await writeFile(join(inbox, 'a.pdf'), aPdf('canary'));
    await run.event('batch-accepted');
    if (process.platform === 'linux') {
      const told = ['cmdline', 'environ'].map((what) => readFile(`/proc/${run.process.pid}/${what}`, 'utf8'));
      expect((await Promise.all(told)).join()).not.toContain(password);
      expect(await openToOthers(data)).toEqual([]);
    }
    run.process.kill('SIGTERM');
    const { stdout, stderr } = await run.ended();
    const looked = [];
    for (const command of ['status', 'verify', 'audit']) looked.push(await runToEnd([command, '--data', data]));
    expect(JSON.stringify([stdout, stderr, looked])).not.toContain(password);
    expect(await filesWith(base, password)).toEqual([]);
  });

  it('shows and keeps nothing of a password that a server shouts back', async () => {
    const base = await temporaryFolder();
    const [inbox, data] = [join(base, 'in'), join(base, 'data')];
    await mkdir(inbox);
    const canary = 'canary-Zq8!vW3x';
    const said = [canary, encodeURIComponent(canary), Buffer.from(`clerk:${canary}`).toString('base64')];
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(400, { 'content-type': 'application/json', 'x-said': encodeURIComponent(canary) });
        response.end(JSON.stringify({ error: `Wrong: ${said.join(' ')}`, echo: said }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const config = await writeConfig(join(base, 'config.json'), {
      ...{ folder: inbox, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      account: { companyName: 'Acme', username: 'clerk' },
    });
    const written = JSON.parse(await readFile(config, 'utf8')) as { credentials: object[] };
    const token = { mode: 'pasted', tokenEnv: 'ACME_TOKEN' };
    await writeFile(config, JSON.stringify({ ...written, credentials: [{ ...written.credentials[0], token }] }));
    await writeFile(join(inbox, 'a.pdf'), aPdf('echo'));
    const run = batchdrop(['run', '--config', config, '--data', data], {
      ACME_PASSWORD: canary,
      ACME_TOKEN: 'canary-token',
    });
    await run.event('batch-held');
    run.process.kill('SIGTERM');
    const { stdout, stderr } = await run.ended();
    const status = await runToEnd(['status', '--data', data]);
    const inner = Buffer.from(`clerk:${canary}`).toString('base64').slice(8, -4);
    for (const spelling of [canary, encodeURIComponent(canary), inner]) {
      expect(JSON.stringify([stdout, stderr, status])).not.toContain(spelling);
      expect(await filesWith(data, spelling)).toEqual([]);
    }
  });

  it.skipIf(process.platform === 'win32')('takes no password from a file that others can read', async () => {
    const base = await temporaryFolder();
    const secret = join(base, 'secret');
    await writeFile(secret, 'canary-in-a-file');
    await chmod(secret, 0o644);
    const config = await writeConfig(join(base, 'config.json'), {
      ...{ folder: base, baseUrl: 'https://klearstack.example', account: { companyName, username } },
    });
    const written = JSON.parse(await readFile(config, 'utf8')) as { credentials: object[] };
    const { passwordEnv, ...rest } = written.credentials[0] as { passwordEnv: string };
    expect(passwordEnv).toBeDefined();
    await writeFile(config, JSON.stringify({ ...written, credentials: [{ ...rest, passwordFile: secret }] }));
    const { exitCode, stderr } = await runToEnd(['run', '--config', config, '--data', join(base, 'data')]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('chmod 600');
    expect(stderr).not.toContain('canary-in-a-file');
  });
});
