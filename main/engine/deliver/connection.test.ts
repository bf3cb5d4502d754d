import { Agent as HttpsAgent } from 'node:https';
import { connect } from 'node:net';
import FormData from 'form-data';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultAgents } from './connection';
import { post, type PostResult } from './http';
import { certificate } from './testing/certificate';
import { bodyOf, createServers } from './testing/servers';

const servers = createServers();
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await servers.closeAll();
});

const trusting = {
  ...defaultAgents,
  https: new HttpsAgent({ keepAlive: false, rejectUnauthorized: true, ca: certificate }),
};

function send(url: string, agents = defaultAgents): Promise<PostResult> {
  const form = new FormData();
  form.append('password', 'hunter2');
  const limits = { connectMs: 500, stallMs: 500, replyMs: 500 };
  return post({ url, bearer: 'token-1', form, limits, agents }, { signal: new AbortController().signal });
}

describe('certificates', () => {
  it('are checked before a byte leaves, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    // Node warns about that variable, rightly.
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    let requests = 0;
    const url = await servers.serveTls((_request, response) => {
      requests += 1;
      response.end();
    });
    const result = await send(url);
    expect(result.answer).toEqual({ kind: 'failure', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
    expect(requests).toBe(0);
  });

  it('of an added authority are taken', async () => {
    const url = await servers.serveTls((request, response) => void bodyOf(request).then(() => response.end('hello')));
    expect((await send(url, trusting)).answer).toMatchObject({ kind: 'response', status: 200, text: 'hello' });
  });
});

describe('a connection that does not come about', () => {
  it('has sent nothing when the TLS handshake is never answered', async () => {
    const url = await servers.accept(() => undefined);
    const result = await send(url.replace('http:', 'https:'));
    expect(result.answer).toEqual({ kind: 'failure', code: 'CONNECT_TIMEOUT', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
  });
});

describe('a proxy from the environment', () => {
  it('is never used for this machine', async () => {
    const proxied: string[] = [];
    const proxy = await servers.accept((socket) => {
      proxied.push('connection');
      socket.destroy();
    });
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) vi.stubEnv(name, proxy);
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
    const url = await servers.serve((request, response) => void bodyOf(request).then(() => response.end('direct')));
    expect((await send(url)).answer).toMatchObject({ text: 'direct' });
    expect(proxied).toEqual([]);
  });

  it('leads to the server through a tunnel that it cannot look into', async () => {
    const url = await servers.serveTls((request, response) => {
      void bodyOf(request).then((body) => response.end(`${body.length} bytes`));
    });
    const targets: string[] = [];
    const seen: string[] = [];
    useProxy(
      await servers.proxy((socket, target) => {
        targets.push(target);
        const server = connect(Number(new URL(url).port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          socket.on('data', (part: Buffer) => seen.push(part.toString('latin1')));
          socket.pipe(server).pipe(socket);
        });
        server.on('error', () => socket.destroy());
      }),
    );
    const result = await send('https://klear.example', trusting);
    expect(result.answer).toMatchObject({ kind: 'response', status: 200, text: `${result.contentLength} bytes` });
    expect(targets).toEqual(['klear.example:443']);
    expect(seen.join('')).not.toContain('hunter2');
  });

  it.each([403, 407, 500, 502])(
    'that answers %i for the server has not delivered, and says nothing about the credential',
    async (status) => {
      useProxy(
        await servers.proxy((socket) => {
          socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`);
        }),
      );
      const result = await send('https://klear.example');
      expect(result.answer).toEqual({ kind: 'failure', code: `PROXY_${status}`, bodyComplete: false });
      expect(result.bytesSent).toBe(0);
    },
  );

  it('that asks for a login of its own in plain HTTP has not delivered', async () => {
    vi.stubEnv(
      'HTTP_PROXY',
      await servers.serve((request, response) => {
        void bodyOf(request).then(() => response.writeHead(407).end());
      }),
    );
    for (const name of ['NO_PROXY', 'no_proxy', 'http_proxy']) vi.stubEnv(name, '');
    const result = await send('http://klear.example');
    expect(result.answer).toEqual({ kind: 'failure', code: 'PROXY_407', bodyComplete: false });
  });
});

function useProxy(url: string): void {
  vi.stubEnv('HTTPS_PROXY', url);
  for (const name of ['NO_PROXY', 'no_proxy', 'https_proxy']) vi.stubEnv(name, '');
}
