// Certificates as they go wrong in the world, made by openssl for one test run: nothing trusts them by itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface LeafChoice {
  /** Default: klear.example, localhost and 127.0.0.1. */
  readonly names?: string;
  /** Negative: it ended before it began. */
  readonly days?: number;
  readonly newKey?: readonly string[];
  readonly digest?: string;
}

export interface TestAuthorities {
  authority(name: string): TestAuthority;
  /** Signed by itself and no authority. */
  selfSigned(choice?: LeafChoice): KeyAndCertificate;
  /** A file in DER. */
  toDer(pem: string): Buffer;
  remove(): void;
}

export interface TestAuthority {
  readonly certificate: string;
  issue(choice?: LeafChoice): KeyAndCertificate;
}

const goodKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const goodNames = 'DNS:klear.example,DNS:localhost,IP:127.0.0.1';

/** A folder of keys; remove it when the tests are over. */
export function testAuthorities(): TestAuthorities {
  const folder = mkdtempSync(join(tmpdir(), 'batchdrop-certificates-'));
  let made = 0;
  const place = (ending: string): string => join(folder, `${(made += 1)}.${ending}`);
  const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const read = (path: string): string => readFileSync(path, 'utf8');

  function issueBy(signer: { key: string; certificate: string } | null, choice: LeafChoice): KeyAndCertificate {
    const { names = goodNames, days = 30, newKey = goodKey, digest = 'sha256' } = choice;
    const [key, request, extensions, certificate] = [place('key'), place('csr'), place('ext'), place('pem')];
    openssl('req', ...newKey, '-nodes', '-keyout', key, '-out', request, '-subj', '/O=Test server/CN=klear.example');
    writeFileSync(extensions, `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`);
    const signing = signer === null ? ['-signkey', key] : ['-CA', signer.certificate, '-CAkey', signer.key];
    const rest = ['-days', String(days), `-${digest}`, '-extfile', extensions, '-out', certificate];
    openssl('x509', '-req', '-in', request, ...signing, '-set_serial', String(Date.now() + made), ...rest);
    return { key: read(key), certificate: read(certificate) };
  }

  return {
    authority: (name) => {
      const [key, certificate] = [place('key'), place('pem')];
      const subject = ['-subj', `/O=${name}/CN=${name} root`, '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
      openssl('req', '-x509', ...goodKey, '-nodes', '-keyout', key, '-out', certificate, '-days', '30', ...subject);
      return { certificate: read(certificate), issue: (choice = {}) => issueBy({ key, certificate }, choice) };
    },
    selfSigned: (choice = {}) => issueBy(null, choice),
    toDer: (pem) => {
      const [from, to] = [place('pem'), place('der')];
      writeFileSync(from, pem);
      openssl('x509', '-in', from, '-outform', 'DER', '-out', to);
      return readFileSync(to);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
