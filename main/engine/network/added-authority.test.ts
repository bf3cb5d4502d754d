import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAuthority } from './added-authority';
import { fromFiles, systemAuthorities } from './authorities';
import { parseFingerprint } from './certificates';
import { testAuthorities } from './testing/certificates';

const made = testAuthorities();
afterAll(() => {
  made.remove();
});
const now = Date.now();
const company = made.authority('Company');
const other = made.authority('Other');
const leaf = company.issue();
const day = 86_400_000;

describe('a chosen authority', () => {
  it('is taken in PEM, with text around it, and in DER', () => {
    const subjects = ['O=Company, CN=Company root'];
    const forms = [
      Buffer.from(company.certificate),
      Buffer.from(`Company root\r\n${company.certificate.replaceAll('\n', '\r\n')}\r\n`),
      made.toDer(company.certificate),
    ];
    for (const form of forms) {
      const result = parseAuthority(form, now);
      expect(result).toMatchObject({ ok: true, pem: company.certificate });
      expect(result.ok && result.certificates.map(({ subject }) => subject)).toEqual(subjects);
    }
  });

  it('may be several, and what is no authority is left out', () => {
    const chain = leaf.certificate + company.certificate + other.certificate;
    expect(parseAuthority(Buffer.from(chain), now)).toMatchObject({
      ok: true,
      pem: company.certificate + other.certificate,
    });
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n'],
    ['private-key', leaf.key],
    [
      'private-key',
      `${company.certificate}-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----`,
    ],
    ['no-authority', leaf.certificate],
    ['not-certificates', 'hello'],
    ['not-certificates', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['too-many', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'.repeat(501)],
  ])('is refused as %s', (problem, content) => {
    expect(parseAuthority(Buffer.from(content), now)).toEqual({ ok: false, problem });
  });

  it('is refused when it has expired', () => {
    expect(parseAuthority(Buffer.from(company.certificate), now + 31 * day)).toEqual({ ok: false, problem: 'expired' });
  });
});

describe('the authorities of the system', () => {
  it("are Node's own and, on Linux, the distribution's", () => {
    expect(systemAuthorities().length).toBeGreaterThan(50);
  });

  it('are those that SSL_CERT_FILE names, and what NODE_EXTRA_CA_CERTS adds', () => {
    expect(fromFiles({ SSL_CERT_FILE: '/no/such/file' })).toEqual([]);
    expect(fromFiles({ SSL_CERT_FILE: '/dev/null', NODE_EXTRA_CA_CERTS: '/no/such/file' })).toHaveLength(0);
  });
});

describe('a fingerprint', () => {
  it('is read as openssl prints it and as browsers show it', () => {
    const line = execFileSync('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], {
      input: leaf.certificate,
      encoding: 'utf8',
    });
    const fingerprint = parseFingerprint(line);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    const bare = (fingerprint ?? '').replaceAll(':', '');
    expect([bare.toLowerCase(), `SHA256: ${bare}`, bare.replace(/../g, '$& ')].map(parseFingerprint)).toEqual([
      ...[fingerprint, fingerprint, fingerprint],
    ]);
  });

  it.each(['', 'AB:CD', 'x'.repeat(64), `${'0'.repeat(64)}0`])('"%s" is none', (text) => {
    expect(parseFingerprint(text)).toBeNull();
  });
});
