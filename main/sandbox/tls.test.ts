import { X509Certificate } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { expired, selfSigned, wrongHost } from './certificates/certificates';
import { aDocument, beyondBuffersBytes, createSandboxTest, login } from './testing/sandbox-test';
import { aZip } from './testing/zip';

const { start, ask, upload, seen, end } = createSandboxTest();
afterEach(end);

it.each([
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'complete'],
  ['wrong-host', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
] as const)('a server with a certificate that is %s is refused by who looks', async (tls, unknown, trusted) => {
  const sandbox = await start({ tls });
  expect(sandbox.url).toMatch(/^https:/);
  expect(await ask('get_access_token', login)).toMatchObject({ end: unknown, status: null });
  expect(sandbox.requests()).toEqual([]);
  expect(await ask('get_access_token', login, { ca: sandbox.certificate ?? '' })).toMatchObject({ end: trusted });
});

it('has certificates that stay right or wrong', () => {
  const untilOf = ({ cert }: { cert: string }): number => new Date(new X509Certificate(cert).validTo).getUTCFullYear();
  expect([selfSigned, wrongHost, expired].map(untilOf)).toEqual([2099, 2099, 2020]);
  expect([selfSigned, wrongHost, expired].map(({ cert }) => new X509Certificate(cert).ca)).toEqual([
    false,
    false,
    false,
  ]);
});

it.each([
  ['drop', 'before-body', 'reset', 0],
  ['drop', { afterBytes: 70_000 }, 'reset', 0],
  ['reset', { afterBytes: 70_000 }, 'reset', 0],
  ['reset', 'before-storing', 'reset', 0],
  ['reset', 'after-body', 'reset', 1],
] as const)('behind TLS, a %s at %j is one too', async (kind, when, how, stored) => {
  const sandbox = await start({ tls: selfSigned, faults: [{ fault: { kind, when } }] });
  const ca = sandbox.certificate ?? '';
  const { text } = await ask('get_access_token', login, { ca });
  const { access_token: bearer } = JSON.parse(text) as { access_token: string };
  const zip = aZip({ 'a.pdf': aDocument(stored === 1 ? 100_000 : beyondBuffersBytes) });
  const headers = { authorization: `Bearer ${bearer}` };
  expect(await upload(zip, { ca, headers })).toMatchObject({ status: null, end: how });
  await seen(({ endedAt }) => endedAt !== null);
  expect(await sandbox.received()).toHaveLength(stored);
});
