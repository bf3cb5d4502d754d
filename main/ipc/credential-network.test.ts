// First contact, pins, added authorities and proxies, asked as the window asks; real TLS servers.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { startWindowProgram } from '../../test/integration/window-program';
import { testAuthorities, type KeyAndCertificate } from '../engine/network/testing/certificates';
import { aCredentialDraft, temporaryFolder } from '../settings/testing/drafts';

const made = testAuthorities();
const company = made.authority('Company');
const own = made.selfSigned();
afterAll(() => {
  made.remove();
});

async function aServer({ key, certificate: cert }: KeyAndCertificate) {
  const bodies: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(body);
      response.end('{"access_token": "a", "release_version": "7"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function aProgram(picked: string | null = null) {
  const folder = await temporaryFolder();
  const file = join(folder, 'picked.pem');
  if (picked !== null) await writeFile(file, picked);
  const nothing = () => Promise.resolve(null);
  const program = await startWindowProgram(join(folder, 'data'), {
    desktop: {
      ...{ pickFolder: nothing, pickFileToSave: nothing, openFolder: () => Promise.resolve(true) },
      ...{ copyText: () => Promise.resolve(), pickCertificate: () => Promise.resolve(picked === null ? null : file) },
    },
  });
  const settings = () => readFile(join(folder, 'data', 'settings.json'), 'utf8');
  return { ...program, settings };
}

describe('first contact', () => {
  it('shows the certificate, sends nothing, and goes on once it is trusted', async () => {
    const { url, bodies } = await aServer(own);
    const { value } = await aProgram();
    const draft = aCredentialDraft({ baseUrl: url });
    const seen = await value('credentials.test', draft);
    expect(seen).toMatchObject({
      kind: 'certificate',
      cause: 'certificate-self-signed',
      pinned: null,
      canBePinned: true,
    });
    expect(bodies).toEqual([]);
    if (seen.kind !== 'certificate') return;
    expect(Object.keys(seen.certificate)).not.toContain('pem');
    const trust = { kind: 'pinned', fingerprint: seen.certificate.fingerprint } as const;
    expect(await value('credentials.test', { ...draft, trust })).toMatchObject({ kind: 'works' });
    expect(await value('credentials.save', { ...draft, trust })).toMatchObject({ trust });
  });

  it('says what was trusted before, and offers nothing where trusting does not help', async () => {
    const { value } = await aProgram();
    const fingerprint = Array<string>(32).fill('AB').join(':');
    const draft = aCredentialDraft({ baseUrl: (await aServer(own)).url, trust: { kind: 'pinned', fingerprint } });
    const changed = { kind: 'certificate', cause: 'certificate-changed', pinned: fingerprint, canBePinned: true };
    expect(await value('credentials.test', draft)).toMatchObject(changed);
    const old = await aServer(made.selfSigned({ days: -1 }));
    expect(await value('credentials.test', aCredentialDraft({ baseUrl: old.url }))).toMatchObject({
      canBePinned: false,
    });
  });

  it('also happens with a pasted token, for which nothing is asked of the server', async () => {
    const { value } = await aProgram();
    const { url } = await aServer(own);
    const draft = aCredentialDraft({ baseUrl: url, tokenMode: 'pasted', token: 'a.b.c' });
    expect(await value('credentials.test', draft)).toMatchObject({ kind: 'certificate' });
  });
});

describe('an added authority', () => {
  it('is read by the program, kept with the credential and used', async () => {
    const { url } = await aServer(company.issue());
    const { value, settings } = await aProgram(company.certificate);
    const picked = await value('credentials.pickAuthority', null);
    expect(picked).toMatchObject({ kind: 'authority', certificates: [{ subject: 'O=Company, CN=Company root' }] });
    if (picked.kind !== 'authority') return;
    const draft = aCredentialDraft({ baseUrl: url, trust: { kind: 'authority', pem: picked.pem } });
    expect(await value('credentials.test', draft)).toMatchObject({ kind: 'works' });
    const { id } = await value('credentials.save', draft);
    expect(await settings()).toContain('BEGIN CERTIFICATE');
    // Edited later without choosing the file again.
    const { password, ...later } = { ...draft, id, trust: { kind: 'authority' } as const };
    expect(password).toBeDefined();
    expect(await value('credentials.test', later)).toMatchObject({ kind: 'works' });
  });

  it.each([
    ['private-key', own.key],
    ['no-authority', own.certificate],
    ['empty', ''],
  ])('that is none is refused as %s', async (problem, content) => {
    const { value } = await aProgram(content);
    expect(await value('credentials.pickAuthority', null)).toEqual({ kind: 'refused', problem });
  });

  it('that the window made up is refused', async () => {
    const { call } = await aProgram();
    const draft = aCredentialDraft({ trust: { kind: 'authority', pem: own.certificate } });
    expect(await call('credentials.save', draft)).toMatchObject({ ok: false, problem: { field: 'trust' } });
  });
});

describe('a saved password', () => {
  it.each(['credentials.test', 'credentials.save'] as const)(
    'goes to no server with a certificate that was not trusted when it was typed (%s)',
    async (name) => {
      const { url, bodies } = await aServer(own);
      const { value, call } = await aProgram();
      const { password, ...draft } = aCredentialDraft({ baseUrl: url });
      const { id } = await value('credentials.save', { ...draft, password: password ?? '' });
      const seen = await value('credentials.test', { ...draft, id });
      const fingerprint = seen.kind === 'certificate' ? seen.certificate.fingerprint : '';
      const pinned = { ...draft, id, trust: { kind: 'pinned', fingerprint } as const };
      expect(await call(name, pinned)).toEqual({ ok: false, problem: { code: 'no-secret', field: 'password' } });
      expect(bodies).toEqual([]);
    },
  );
});

describe("a proxy's password", () => {
  it('is kept like the others, goes in only, and is forgotten with its proxy', async () => {
    const { value, settings } = await aProgram();
    const proxy = { kind: 'manual', host: 'proxy.example', port: 3128, username: 'clerk' } as const;
    const draft = aCredentialDraft({ proxy, proxyPassword: 'pr0xy-s3cret' });
    const saved = await value('credentials.save', draft);
    expect(saved).toMatchObject({ proxy, proxyPassword: 'keyring' });
    expect(JSON.stringify(saved) + (await settings())).not.toContain('pr0xy-s3cret');
    const { proxyPassword, password, ...later } = { ...draft, id: saved.id };
    expect([proxyPassword, password]).not.toContain(undefined);
    expect(await value('credentials.save', later)).toMatchObject({ proxyPassword: 'keyring' });
    const moved = { ...later, proxy: { ...proxy, host: 'other.example' } };
    expect(await value('credentials.save', moved)).toMatchObject({ proxyPassword: 'missing', password: 'keyring' });
  });

  it.each([
    ['required', ''],
    ['invalid-url', 'http://proxy.example'],
    ['invalid-url', 'clerk@proxy.example'],
  ])('has a proxy: %s for "%s"', async (code, host) => {
    const { call } = await aProgram();
    const draft = aCredentialDraft({ proxy: { kind: 'manual', host, port: 3128, username: null } });
    expect(await call('credentials.save', draft)).toEqual({ ok: false, problem: { code, field: 'proxyHost' } });
  });
});
