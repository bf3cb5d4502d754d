import { afterEach, describe, expect, it } from 'vitest';
import type { Credential, CredentialId } from '../model';
import { bodyOf, createServers } from './testing/servers';
import { createTokenSource, type TokenSource } from './tokens';

const servers = createServers();
afterEach(() => servers.closeAll());

const clock = { time: Date.parse('2026-11-22T12:00:00Z'), now: () => clock.time, sleep: () => Promise.resolve(true) };
const still = { signal: new AbortController().signal };
const minuteMs = 60_000;

function source(baseUrl: string, pastedToken: string | null = null): TokenSource {
  const credential: Credential = {
    ...{ id: 'acme' as CredentialId, name: 'acme', baseUrl, companyName: 'Acme', username: 'ap' },
    tokenMode: pastedToken === null ? 'automatic' : 'pasted',
    inDoubt: 'ask',
  };
  const secrets = { password: () => Promise.resolve('pw'), pastedToken: () => Promise.resolve(pastedToken) };
  return createTokenSource({ credential, clock, secrets });
}

/** A server that gives a token at login and answers a refresh as the test says. */
async function refreshing(status: number): Promise<{ url: string; paths: string[] }> {
  const paths: string[] = [];
  const url = await servers.serve((request, response) => {
    const path = (request.url ?? '').split('/').at(-1) ?? '';
    paths.push(path);
    void bodyOf(request).then(() => {
      if (path === 'get_access_token') response.end('{"access_token": "opaque", "refresh_token": "refresh"}');
      else if (status === 0) request.socket.destroy();
      else response.writeHead(status).end('{}');
    });
  });
  return { url, paths };
}

describe('a refresh', () => {
  it.each([
    ['the server is busy', 503, 'busy'],
    ['the connection breaks', 0, 'unreachable'],
  ])('is not followed by a login when %s', async (_what, status, kind) => {
    const { url, paths } = await refreshing(status);
    const tokens = source(url);
    await tokens.token(still);
    clock.time += 10 * minuteMs;
    expect((await tokens.token(still)).kind).toBe(kind);
    expect(paths).toEqual(['get_access_token', 'getaccesstokenfromrefreshtoken']);
  });

  it('is followed by a login when the server fails at it', async () => {
    const { url, paths } = await refreshing(500);
    const tokens = source(url);
    await tokens.token(still);
    clock.time += 10 * minuteMs;
    expect((await tokens.token(still)).kind).toBe('token');
    expect(paths.at(-1)).toBe('get_access_token');
  });
});

describe('callers that share a request', () => {
  it('do not lose it when the one who began it goes away', async () => {
    const leaving = new AbortController();
    let requests = 0;
    const url = await servers.serve((request, response) => {
      requests += 1;
      if (requests === 1) leaving.abort();
      else void bodyOf(request).then(() => response.end('{"access_token": "opaque"}'));
    });
    const tokens = source(url);
    const [first, second] = await Promise.all([tokens.token({ signal: leaving.signal }), tokens.token(still)]);
    expect(first).toEqual({ kind: 'unreachable', detail: 'ABORTED' });
    expect(second).toMatchObject({ kind: 'token', value: 'opaque' });
    expect(requests).toBe(2);
  });
});

describe('a web server that is not KlearStack', () => {
  it.each([404, 405])('is told from a refusal by its %i page', async (status) => {
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(status).end('<title>Not Found</title>'));
    });
    expect(await source(url).token(still)).toEqual({ kind: 'not-klearstack', status, serverWords: 'Not Found' });
  });
});

describe('a pasted token', () => {
  it('may come with the word before it and a line break after it', async () => {
    expect(await source('http://127.0.0.1:1', ' Bearer opaque \n').token(still)).toMatchObject({ value: 'opaque' });
  });

  it('of blanks is missing', async () => {
    expect(await source('http://127.0.0.1:1', ' \n').token(still)).toEqual({ kind: 'secret-missing' });
  });
});
