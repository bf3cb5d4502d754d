// A saved password belongs to the server that it was typed for, whatever the window asks.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWindowProgram } from '../../test/integration/window-program';
import { aCredentialDraft, temporaryFolder } from '../settings/testing/drafts';

async function aServer() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(401).end('{"error": "no"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function aProgram() {
  const [own, other] = [await aServer(), await aServer()];
  const { call, value } = await startWindowProgram(join(await temporaryFolder(), 'data'));
  const draft = aCredentialDraft({ baseUrl: own.url, password: 'saved-p4ss', token: 'saved-token' });
  const { id } = await value('credentials.save', draft);
  const { password, token, ...withoutSecrets } = draft;
  expect([password, token]).not.toContain(undefined);
  return { own, other, call, value, saved: { ...withoutSecrets, id } };
}

describe('a saved password', () => {
  it('is used to test its own server', async () => {
    const { own, call, saved } = await aProgram();
    expect(await call('credentials.test', { ...saved, baseUrl: `${own.url}/` })).toMatchObject({ ok: true });
    expect(own.bodies.join()).toContain('saved-p4ss');
  });

  it.each(['credentials.test', 'credentials.save'] as const)('goes to no other server by %s', async (name) => {
    const { other, call, saved } = await aProgram();
    const answer = { ok: false, problem: { code: 'no-secret', field: 'password' } };
    expect(await call(name, { ...saved, baseUrl: other.url })).toEqual(answer);
    expect(other.bodies).toEqual([]);
  });

  it('and the token with it are forgotten when the credential moves to another server', async () => {
    const { other, call, saved } = await aProgram();
    const moved = { ...saved, baseUrl: other.url, password: 'new-p4ss' };
    expect(await call('credentials.save', moved)).toMatchObject({
      ok: true,
      value: { password: 'keyring', token: 'missing' },
    });
    const { password, ...pasted } = { ...moved, tokenMode: 'pasted' as const };
    expect(password).toBe('new-p4ss');
    expect(await call('credentials.test', pasted)).toEqual({
      ok: false,
      problem: { code: 'no-secret', field: 'token' },
    });
  });
});
