import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credential, CredentialId } from '../model';
import { testCredential } from './test-credential';
import { createTokenSource, expiryOf, type TokenSource } from './tokens';

const clock = { time: 0, now: (): number => clock.time, sleep: () => Promise.resolve(true) };
const options = { signal: new AbortController().signal };
const minuteMs = 60_000;

let server: Server;
let baseUrl: string;
let calls: { path: string; body: string; bearer: string | undefined }[];
let answer: (path: string) => { status: number; body: string; headers?: Record<string, string> };
beforeEach(async () => {
  clock.time = Date.parse('2026-11-22T12:00:00Z');
  calls = [];
  let issued = 0;
  const tokens = await Promise.all([0, 1, 2, 3].map((number) => aToken(15 * minuteMs * (number + 1), number)));
  answer = (path) => {
    const body = {
      access_token: tokens[issued++],
      ...(path.endsWith('get_access_token') ? { refresh_token: 'refresh-1' } : {}),
    };
    return { status: 200, body: JSON.stringify({ ...body, release_version: '7.8.9' }) };
  };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      calls.push({ path, body, bearer: request.headers.authorization });
      const { status, body: text, headers } = answer(path);
      response.writeHead(status, headers).end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function aToken(livesMs: number, number = 0): Promise<string> {
  return new SignJWT({ number })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime((clock.time + livesMs) / 1000)
    .sign(new Uint8Array(32));
}

function parts(
  overrides: Partial<Credential> = {},
  secrets: { password?: string; token?: string } = { password: 'pw' },
) {
  const credential: Credential = {
    ...{ id: 'acme' as CredentialId, name: 'acme', baseUrl, companyName: 'Acme', username: 'ap' },
    ...{ tokenMode: 'automatic', inDoubt: 'ask', ...overrides },
  };
  return {
    credential,
    clock,
    secrets: {
      password: () => Promise.resolve(secrets.password ?? null),
      pastedToken: () => Promise.resolve(secrets.token ?? null),
    },
  };
}

const source = (...args: Parameters<typeof parts>): TokenSource => createTokenSource(parts(...args));
const endpoints = (): (string | undefined)[] => calls.map(({ path }) => path.split('/').at(-1));

describe('an automatic token', () => {
  it('is fetched once with the three fields of the contract, however many ask', async () => {
    const tokens = source();
    const [first, second] = await Promise.all([tokens.token(options), tokens.token(options)]);
    expect(first).toEqual(second);
    expect(await tokens.token(options)).toEqual(first);
    expect(first).toMatchObject({ kind: 'token', expiresAt: clock.time + 15 * minuteMs, releaseVersion: '7.8.9' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.path).toBe('/access/klearstack/get_access_token');
    const names = [...(calls[0]?.body ?? '').matchAll(/name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['username', 'password', 'company_name']);
  });

  it('is refreshed after ten minutes, with the old one as bearer', async () => {
    const tokens = source();
    const first = await tokens.token(options);
    clock.time += 10 * minuteMs;
    const second = await tokens.token(options);
    expect(endpoints()).toEqual(['get_access_token', 'getaccesstokenfromrefreshtoken']);
    expect(calls[1]?.bearer).toBe(`Bearer ${first.kind === 'token' ? first.value : ''}`);
    expect(second).not.toEqual(first);
  });

  it('is fetched anew when it cannot be refreshed', async () => {
    const tokens = source();
    await tokens.token(options);
    clock.time += 10 * minuteMs;
    const working = answer;
    answer = (path) => (path.endsWith('refreshtoken') ? { status: 401, body: '{}' } : working(path));
    expect((await tokens.token(options)).kind).toBe('token');
    expect(endpoints()).toEqual(['get_access_token', 'getaccesstokenfromrefreshtoken', 'get_access_token']);
  });

  it('is renewed once for everybody whose token was refused', async () => {
    const tokens = source();
    const first = await tokens.token(options);
    const refused = first.kind === 'token' ? first.value : '';
    const [one, two] = [await tokens.renew(refused, options), await tokens.renew(refused, options)];
    expect(one).toEqual(two);
    expect(endpoints()).toEqual(['get_access_token', 'get_access_token']);
  });

  it.each([
    [
      401,
      '{"error": "Incorrect username or password."}',
      { kind: 'refused', status: 401, serverWords: 'Incorrect username or password.' },
    ],
    [
      500,
      '{"error": "Please provide username."}',
      { kind: 'refused', status: 500, serverWords: 'Please provide username.' },
    ],
    [200, '<html><title>Welcome</title></html>', { kind: 'not-klearstack', status: 200, serverWords: 'Welcome' }],
    [200, '{"hello": 1}', { kind: 'not-klearstack', status: 200, serverWords: '{"hello":1}' }],
    [302, '', { kind: 'not-klearstack', status: 302, serverWords: null }],
    [503, 'later', { kind: 'busy', retryAfterMs: 7_000, serverWords: 'later' }],
  ])('reads a %i that says %j', async (status, body, expected) => {
    answer = () => ({ status, body, headers: { 'retry-after': '7' } });
    expect(await source().token(options)).toEqual(expected);
  });

  it('says so when the server cannot be reached or the password is missing', async () => {
    expect(await source({ baseUrl: 'http://127.0.0.1:1' }).token(options)).toEqual({
      kind: 'unreachable',
      detail: 'ECONNREFUSED',
    });
    expect(await source({}, {}).token(options)).toEqual({ kind: 'secret-missing' });
  });

  it('never repeats the password that a server echoes', async () => {
    answer = () => ({ status: 400, body: '{"error": "bad password hunter2"}' });
    expect(JSON.stringify(await source({}, { password: 'hunter2' }).token(options))).not.toContain('hunter2');
  });
});

describe('a pasted token', () => {
  it('is used until it expires', async () => {
    const token = await aToken(5 * minuteMs);
    const pasted = source({ tokenMode: 'pasted' }, { token });
    expect(await pasted.token(options)).toMatchObject({ kind: 'token', value: token });
    clock.time += 6 * minuteMs;
    expect((await pasted.token(options)).kind).toBe('token-expired');
    expect(calls).toEqual([]);
  });

  it('may be no JWT at all', async () => {
    expect(expiryOf('opaque')).toBeNull();
    expect(await source({ tokenMode: 'pasted' }, { token: 'opaque' }).token(options)).toMatchObject({
      kind: 'token',
      expiresAt: null,
    });
  });
});

describe('testCredential', () => {
  it('tells what works, and the words of a server that refuses', async () => {
    expect(await testCredential(parts(), options)).toMatchObject({ kind: 'works', releaseVersion: '7.8.9' });
    answer = () => ({ status: 401, body: '{"error": "Incorrect username or password."}' });
    expect(await testCredential(parts(), options)).toEqual({
      kind: 'refused',
      status: 401,
      serverWords: 'Incorrect username or password.',
    });
    expect(await testCredential(parts({}, {}), options)).toEqual({ kind: 'no-secret' });
  });
});
