// What leaves before server and proxy are known: nothing. Real TLS, real proxies, certificates made by openssl.
import { connect, type Socket } from 'node:net';
import FormData from 'form-data';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { ProxyChoice, Trust } from '../model';
import type { ProxyRoute } from '../ports';
import type { Network, NetworkParts } from '../network/network';
import { networkProblemOf } from '../network/problems';
import { aNetwork } from '../network/testing/a-network';
import { testAuthorities, type KeyAndCertificate } from '../network/testing/certificates';
import { post, type PostResult } from './http';
import { bodyOf, createServers } from './testing/servers';

const servers = createServers();
const made = testAuthorities();
const company = made.authority('Company');
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await servers.closeAll();
});
afterAll(() => {
  made.remove();
});

/** Electron's BoringSSL knows no such levels, and serves what OpenSSL would not. */
const hasLevels = !('electron' in process.versions);
const system: Trust = { kind: 'system' };
const byCompany: Trust = { kind: 'authority', pem: company.certificate };

function send(url: string, parts: Partial<NetworkParts> | Network = {}): Promise<PostResult> {
  const form = new FormData();
  form.append('password', 'hunter2');
  const limits = { connectMs: 1_000, stallMs: 1_000, replyMs: 1_000 };
  const network = 'open' in parts ? parts : aNetwork(parts);
  return post({ url, bearer: 'token-1', form, limits, network }, { signal: new AbortController().signal });
}

/** An HTTPS server that counts the requests and what TLS handed it of them. */
async function aServer({ key, certificate: cert }: KeyAndCertificate, options: object = {}) {
  const got = { requests: 0, resumed: 0 };
  const url = await servers.serveTls(
    (request, response) => {
      got.requests += 1;
      if ((request.socket as { isSessionReused?: () => boolean }).isSessionReused?.() === true) got.resumed += 1;
      void bodyOf(request).then((body) => response.end(`${body.length} bytes`));
    },
    { key, cert, ...options },
  );
  return { url, got };
}

describe('a certificate', () => {
  it('is checked before a byte leaves, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    // Node warns about that variable, rightly.
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { url, got } = await aServer(made.selfSigned());
    const result = await send(url);
    expect(result.answer).toEqual({ kind: 'failure', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
    expect(got.requests).toBe(0);
  });

  const careless = hasLevels ? { ciphers: 'DEFAULT:@SECLEVEL=0' } : {};
  const rsa1024 = ['-newkey', 'rsa:1024'];
  it.each([
    ['of an unknown authority', () => company.issue(), system, 'certificate-unknown-authority'],
    ['signed by itself', () => made.selfSigned(), system, 'certificate-self-signed'],
    ['expired', () => company.issue({ days: -1 }), byCompany, 'certificate-expired'],
    ['of another host', () => company.issue({ names: 'DNS:other.example' }), byCompany, 'certificate-wrong-host'],
    ['with a short key', () => company.issue({ newKey: rsa1024 }), byCompany, 'certificate-weak'],
    ['signed with SHA-1', () => company.issue({ digest: 'sha1' }), byCompany, 'certificate-weak'],
  ])('%s is not taken, and is shown', async (_what, make, trust, problem) => {
    const pair = make();
    // A server may have what its client must not take.
    const { url, got } = await aServer(pair, problem === 'certificate-weak' ? careless : {});
    const { answer, certificate: shown, bytesSent } = await send(url, { trust });
    expect(answer.kind === 'failure' ? networkProblemOf(answer.code) : answer).toBe(problem);
    expect({ bytesSent, requests: got.requests }).toEqual({ bytesSent: 0, requests: 0 });
    expect(shown).toMatchObject({ subject: 'O=Test server, CN=klear.example', pem: pair.certificate });
    expect(shown?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('of an added authority is taken', async () => {
    const { url } = await aServer(company.issue());
    expect((await send(url, { trust: byCompany })).answer).toMatchObject({ status: 200 });
  });

  it('does not help a server that speaks TLS 1.1 only', async () => {
    const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ...(hasLevels && { ciphers: 'DEFAULT:@SECLEVEL=0' }) };
    const { url, got } = await aServer(company.issue(), old);
    const { answer } = await send(url, { trust: byCompany });
    expect(answer.kind === 'failure' ? networkProblemOf(answer.code) : answer).toBe('no-secure-connection');
    expect(got.requests).toBe(0);
  });
});

describe('a pinned certificate', () => {
  const first = made.selfSigned({ names: 'DNS:printer.example' });
  const second = made.selfSigned({ names: 'DNS:printer.example' });
  async function pinOf(pair: KeyAndCertificate): Promise<Extract<Trust, { kind: 'pinned' }>> {
    const { url } = await aServer(pair);
    const { certificate: shown } = await send(url);
    if (shown === undefined) throw new Error('no certificate was shown');
    return { kind: 'pinned', fingerprint: shown.fingerprint, pem: shown.pem };
  }

  it.each([true, false])(
    'is taken by its fingerprint, whatever names it has (certificate known: %s)',
    async (known) => {
      const { pem, ...byFingerprint } = await pinOf(first);
      const { url, got } = await aServer(first);
      const trust = known ? { ...byFingerprint, pem } : byFingerprint;
      expect((await send(url, { trust })).answer).toMatchObject({ status: 200 });
      expect(got.requests).toBe(1);
    },
  );

  it('that was issued by an unknown authority is taken without trusting that authority', async () => {
    const [pinned, other] = [company.issue(), company.issue()];
    const trust = await pinOf(pinned);
    expect((await send((await aServer(pinned)).url, { trust })).answer).toMatchObject({ status: 200 });
    expect((await send((await aServer(other)).url, { trust })).answer).toMatchObject({ code: 'CERTIFICATE_CHANGED' });
  });

  it('that has expired is not taken', async () => {
    const old = made.selfSigned({ days: -1 });
    const trust = await pinOf(old);
    expect((await send((await aServer(old)).url, { trust })).answer).toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  });

  it('that changes between two requests stops the second before a byte of it leaves', async () => {
    const { pem, ...trust } = await pinOf(first);
    expect(pem).toContain('BEGIN CERTIFICATE');
    const [real, impostor] = [await aServer(first), await aServer(second)];
    let target = real.url;
    // One address that leads elsewhere the second time, as a hijacked name does.
    const front = (await aRelay(() => Number(new URL(target).port))).replace('http:', 'https:');
    const network = aNetwork({ trust });
    expect((await send(front, network)).answer).toMatchObject({ status: 200 });
    target = impostor.url;
    const { answer, bytesSent, certificate: shown } = await send(front, network);
    expect(answer).toEqual({ kind: 'failure', code: 'CERTIFICATE_CHANGED', bodyComplete: false });
    expect({ bytesSent, requests: impostor.got.requests }).toEqual({ bytesSent: 0, requests: 0 });
    expect(shown?.pem).toBe(second.certificate);
  });

  it('is compared on every connection: none is used twice, no session is resumed', async () => {
    const trust = await pinOf(first);
    const { url, got } = await aServer(first, { maxVersion: 'TLSv1.2' });
    const network = aNetwork({ trust });
    for (let round = 0; round < 3; round += 1) await send(url, network);
    expect(got).toEqual({ requests: 3, resumed: 0 });
  });

  it('is compared behind a proxy too', async () => {
    const trust = await pinOf(first);
    const [real, impostor] = [await aServer(first), await aServer(second)];
    for (const [server, expected] of [
      [real, { status: 200 }],
      [impostor, { code: 'CERTIFICATE_CHANGED' }],
    ] as const) {
      const { proxy } = await aProxy(server.url);
      expect((await send('https://printer.example', { trust, proxy })).answer).toMatchObject(expected);
    }
    expect(impostor.got.requests).toBe(0);
  });
});

describe('a connection that does not come about', () => {
  it('has sent nothing when the TLS handshake is never answered', async () => {
    const url = await servers.accept(() => undefined);
    const result = await send(url.replace('http:', 'https:'));
    expect(result.answer).toEqual({ kind: 'failure', code: 'CONNECT_TIMEOUT', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
  });

  it('has sent nothing when the system never says which proxy it wants', async () => {
    const never = new Promise<readonly ProxyRoute[]>(() => undefined);
    const result = await send('https://klear.example', { proxy: { kind: 'system' }, resolveProxy: () => never });
    expect(result.answer).toEqual({ kind: 'failure', code: 'CONNECT_TIMEOUT', bodyComplete: false });
  });

  it('because of an unknown name says so', async () => {
    const { answer } = await send('https://no-such-host.invalid');
    expect(answer.kind === 'failure' ? networkProblemOf(answer.code) : answer).toBe('name-not-found');
  });
});

describe('a proxy', () => {
  it('of the system is never asked about this machine', async () => {
    const { url } = await aServer(company.issue());
    const resolveProxy = vi.fn(() => Promise.reject(new Error('not asked')));
    const parts = { trust: byCompany, proxy: { kind: 'system' }, resolveProxy } as const;
    expect((await send(url, parts)).answer).toMatchObject({ status: 200 });
    expect(resolveProxy).not.toHaveBeenCalled();
  });

  it('leads to the server through a tunnel that it cannot look into', async () => {
    const server = await aServer(company.issue());
    const { proxy, seen, targets } = await aProxy(server.url);
    const result = await send('https://klear.example', { trust: byCompany, proxy });
    expect(result.answer).toMatchObject({ status: 200, text: `${result.contentLength} bytes` });
    expect(targets).toEqual(['klear.example:443']);
    expect(seen.join('')).not.toMatch(/hunter2|token-1/);
  });

  it.each([403, 407, 500, 502])(
    'that answers %i for the server has not delivered, and says nothing about the credential',
    async (status) => {
      const proxy = await aRefusingProxy(status);
      const result = await send('https://klear.example', { proxy });
      expect(result.answer).toEqual({ kind: 'failure', code: `PROXY_${status}`, bodyComplete: false });
      expect(result.bytesSent).toBe(0);
    },
  );

  it('gets the right password, and says so when it was the wrong one', async () => {
    const server = await aServer(company.issue());
    const { proxy } = await aProxy(server.url, 'clerk:s3cret');
    const named: ProxyChoice = { ...proxy, username: 'clerk' };
    const parts = { trust: byCompany, proxy: named };
    const right = await send('https://klear.example', { ...parts, proxyPassword: () => Promise.resolve('s3cret') });
    expect(right.answer).toMatchObject({ status: 200 });
    const wrong = await send('https://klear.example', { ...parts, proxyPassword: () => Promise.resolve('other') });
    expect(wrong.answer).toMatchObject({ code: 'PROXY_REFUSED_PASSWORD', bodyComplete: false });
    const none = await send('https://klear.example', parts);
    expect(none.answer).toMatchObject({ code: 'PROXY_407' });
  });

  it('that asks for a login of its own in plain HTTP has not delivered', async () => {
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(407).end());
    });
    const result = await send('http://localhost:9', { proxy: manual(url) });
    expect(result.answer).toEqual({ kind: 'failure', code: 'PROXY_407', bodyComplete: false });
  });

  it('is not even asked about an address without encryption elsewhere', async () => {
    let connections = 0;
    const url = await servers.proxy((socket) => {
      connections += 1;
      socket.destroy();
    });
    const result = await send('http://klear.example', { proxy: manual(url) });
    expect(result.answer).toEqual({ kind: 'failure', code: 'NOT_ENCRYPTED', bodyComplete: false });
    expect(connections).toBe(0);
  });

  it('that floods its answer is hung up on', async () => {
    const url = await servers.proxy((socket) => {
      socket.write('HTTP/1.1 200 Connection established\r\n');
      const more = (): void => {
        if (!socket.destroyed) socket.write(`X-Filler: ${'x'.repeat(8_000)}\r\n`, more);
      };
      more();
    });
    expect((await send('https://klear.example', { proxy: manual(url) })).answer).toMatchObject({
      code: 'PROXY_FAILED',
    });
  });

  it('that is away gives way to the next of the list, one that refuses does not', async () => {
    const server = await aServer(company.issue());
    const { proxy: good } = await aProxy(server.url);
    // Nothing listens there.
    const dead: ProxyRoute = { ...routeOf(good), port: 1 };
    const over = (routes: readonly ProxyRoute[]): Promise<PostResult> =>
      send('https://klear.example', {
        ...{ trust: byCompany, proxy: { kind: 'system' }, resolveProxy: () => Promise.resolve(routes) },
      });
    expect((await over([dead, routeOf(good)])).answer).toMatchObject({ status: 200 });
    expect((await over([dead])).answer).toMatchObject({ code: 'PROXY_UNREACHABLE' });
    const refusing = routeOf(await aRefusingProxy(403));
    expect((await over([refusing, routeOf(good)])).answer).toMatchObject({ code: 'PROXY_403' });
    expect((await over([])).answer).toMatchObject({ code: 'PROXY_UNREACHABLE' });
  });

  it.each(['https', 'socks5'] as const)('may be spoken to by %s', async (scheme) => {
    const server = await aServer(company.issue());
    const { proxy } = await aProxy(server.url);
    const front = scheme === 'socks5' ? await aSocksProxy(server.url) : await aTlsFront(proxy.port);
    const route: ProxyRoute = { ...routeOf(manual(front)), scheme };
    const parts = { proxy: { kind: 'system' }, resolveProxy: () => Promise.resolve([route]) } as const;
    expect((await send('https://klear.example', { ...parts, trust: byCompany })).answer).toMatchObject({ status: 200 });
    if (scheme === 'https') {
      expect((await send('https://klear.example', parts)).answer).toMatchObject({ code: 'PROXY_CERTIFICATE' });
    }
  });
});

type Manual = Extract<ProxyChoice, { kind: 'manual' }>;

function manual(url: string): Manual {
  return { kind: 'manual', host: '127.0.0.1', port: Number(new URL(url).port), username: null };
}

function routeOf({ host, port }: Manual): Extract<ProxyRoute, { kind: 'proxy' }> {
  return { kind: 'proxy', scheme: 'http', host, port, login: null };
}

/** A proxy whose every tunnel leads to `url`. `login`: what it wants to be told. */
async function aProxy(url: string, login: string | null = null) {
  const targets: string[] = [];
  const seen: string[] = [];
  const basic = login === null ? null : `Basic ${Buffer.from(login).toString('base64')}`;
  const at = await servers.proxy((socket, target, headers) => {
    if (basic !== null && headers['proxy-authorization'] !== basic) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    targets.push(target);
    socket.on('data', (part: Buffer) => seen.push(part.toString('latin1')));
    join(socket, Number(new URL(url).port), () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return { proxy: manual(at), targets, seen };
}

async function aRefusingProxy(status: number): Promise<Manual> {
  return manual(await servers.proxy((socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`)));
}

/** Passes every connection on to the port of the moment. */
function aRelay(port: () => number): Promise<string> {
  return servers.accept((socket) => join(socket, port(), () => undefined));
}

function aTlsFront(port: number): Promise<string> {
  const pair = company.issue();
  return servers.acceptTls({ key: pair.key, cert: pair.certificate }, (socket) => join(socket, port, () => undefined));
}

/** Knows no login, and takes every name for the one server. */
function aSocksProxy(url: string): Promise<string> {
  return servers.accept((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (asked: Buffer) => {
        expect(asked.subarray(5, 5 + (asked[4] ?? 0)).toString()).toBe('klear.example');
        join(socket, Number(new URL(url).port), () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
  });
}

function join(socket: Socket, port: number, onConnect: () => void): void {
  const server = connect(port, '127.0.0.1', () => {
    onConnect();
    socket.pipe(server).pipe(socket);
  });
  server.on('error', () => socket.destroy());
  socket.on('close', () => server.destroy());
}
