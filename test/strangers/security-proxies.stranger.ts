// A company's network, with proxies that nobody here wrote, in front of the sandbox behind TLS.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { testAuthorities } from '../../main/engine/network/testing/certificates';
import { createSandbox, demoAccount } from '../../main/sandbox/sandbox';
import { runToEnd, writeConfig } from '../integration/command';
import { aPdf } from '../integration/documents';
import { hiddenName, mitmproxy, squid } from './company-proxies';
import { areInstalled } from './programs';

const made = testAuthorities();
const company = made.authority('Company');
afterAll(() => {
  made.remove();
});
const { companyName, username } = demoAccount;

/** The sandbox behind a TLS server whose certificate the company issued, and one document to deliver. */
async function aPlace() {
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-stranger-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
  onTestFinished(() => sandbox.close());
  const { key, certificate: cert } = company.issue({ names: `DNS:${hiddenName}` });
  const front = createServer({ key, cert }, (socket) => {
    const server = connect(sandbox.port, '127.0.0.1');
    socket.pipe(server).pipe(socket);
    for (const one of [socket, server]) one.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  const { port } = front.address() as AddressInfo;
  const authorityFile = join(base, 'company.pem');
  await writeFile(authorityFile, company.certificate);
  await mkdir(join(base, 'in'));
  await writeFile(join(base, 'in', 'a.pdf'), aPdf('a document'));

  async function run(network: object, environment: Record<string, string> = {}) {
    const credential = {
      ...{
        name: 'acme',
        baseUrl: `https://${hiddenName}:${port}`,
        companyName,
        username,
        token: { mode: 'automatic' },
      },
      ...{ passwordEnv: 'ACME_PASSWORD', ...network },
    };
    const config = await writeConfig(join(base, 'config.json'), {
      ...{ folder: join(base, 'in'), baseUrl: credential.baseUrl, account: { companyName, username } },
      top: { credentials: [credential] },
    });
    const args = ['run', '--config', config, '--data', join(base, 'data'), '--once'];
    // Nothing of this machine's own proxies.
    const none = { NO_PROXY: '', no_proxy: '', https_proxy: '', HTTPS_PROXY: '', all_proxy: '', ALL_PROXY: '' };
    const result = await runToEnd(args, { ...none, ACME_PASSWORD: demoAccount.password, ...environment });
    return { ...result, output: `${result.stdout}${result.stderr}` };
  }
  const delivered = async (): Promise<number> => (await sandbox.received()).length;
  return { base, run, delivered, authorityFile };
}

const missing = (...names: string[]): boolean => {
  const absent = names.filter((name) => !areInstalled(name));
  if (absent.length > 0) console.log(`Not run: this machine has no ${absent.join(', ')}.`);
  return absent.length > 0;
};

describe.skipIf(missing('mitmdump'))('behind mitmproxy, which looks into TLS', () => {
  it('nothing is sent until its authority is added, and everything afterwards', async () => {
    const { base, run, delivered } = await aPlace();
    const proxy = await mitmproxy(join(base, 'mitmproxy'), { upstreamAuthority: company.certificate });
    onTestFinished(() => proxy.kill());
    const environment = { HTTPS_PROXY: proxy.url };
    const before = await run({}, environment);
    expect(before.exitCode, before.output).toBe(5);
    expect(before.events).toContainEqual(
      expect.objectContaining({ type: 'batch-waiting', cause: 'certificate-unknown-authority' }),
    );
    expect(await proxy.seen()).toBe('');
    const after = await run({ trust: { caFile: proxy.authorityFile } }, environment);
    expect(after.exitCode, after.output).toBe(0);
    expect(await delivered()).toBe(1);
    expect(await proxy.seen()).toContain('/access/klearstack/uploadbatch');
  });

  it('a pinned server is noticed to be another, with both fingerprints, and the proxy sees nothing', async () => {
    const { base, run, delivered } = await aPlace();
    const proxy = await mitmproxy(join(base, 'mitmproxy'), { upstreamAuthority: company.certificate });
    onTestFinished(() => proxy.kill());
    const fingerprint = Array<string>(32).fill('AB').join(':');
    const result = await run({ trust: { fingerprint } }, { HTTPS_PROXY: proxy.url });
    expect(result.exitCode, result.output).toBe(6);
    const paused = result.events.find(({ type }) => type === 'credential-paused');
    expect(paused).toMatchObject({ reason: 'certificate-changed' });
    expect(paused?.['serverWords']).toMatch(new RegExp(`^${fingerprint} ([0-9A-F]{2}:){31}[0-9A-F]{2}$`));
    expect(await proxy.seen()).toBe('');
    expect(await delivered()).toBe(0);
  });
});

describe.skipIf(missing('squid'))('behind squid, which wants a password', () => {
  it('the right one delivers, the wrong one pauses the credential, without one the batch waits', async () => {
    const { base, run, delivered, authorityFile } = await aPlace();
    const login = { username: 'clerk', password: 'proxy-p4ss/w@rd' };
    // As root squid works as another user, who has to look into this.
    await chmod(base, 0o755);
    const proxy = await squid(join(base, 'squid'), login);
    onTestFinished(() => proxy.kill());
    const trust = { caFile: authorityFile };

    const without = await run({ trust }, { HTTPS_PROXY: proxy.url });
    expect(without.exitCode, without.output).toBe(5);
    expect(without.events).toContainEqual(
      expect.objectContaining({ type: 'batch-waiting', cause: 'proxy-wants-password' }),
    );

    const { hostname: host, port } = new URL(proxy.url);
    const manual = { host, port: Number(port), username: login.username, passwordEnv: 'PROXY_PASSWORD' };
    const wrong = await run({ trust, proxy: manual }, { PROXY_PASSWORD: 'wr0ng-proxy-p4ss' });
    expect(wrong.exitCode, wrong.output).toBe(6);
    expect(wrong.events).toContainEqual(
      expect.objectContaining({ type: 'credential-paused', reason: 'proxy-password-refused' }),
    );
    expect(wrong.output).not.toContain('wr0ng-proxy-p4ss');
    expect(await delivered()).toBe(0);

    const resumed = await runToEnd(['resume', 'acme', '--data', join(base, 'data')]);
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    const encoded = `http://clerk:${encodeURIComponent(login.password)}@${host}:${port}`;
    const right = await run({ trust }, { HTTPS_PROXY: encoded });
    expect(right.exitCode, right.output).toBe(0);
    expect(await delivered()).toBe(1);
    expect(right.output).not.toContain(login.password);
    expect(await readFile(join(base, 'config.json'), 'utf8')).not.toContain(login.password);
  });
});
