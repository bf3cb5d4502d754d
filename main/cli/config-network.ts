// The config's part about certificates and proxies of a credential (decision 22).
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ProxyChoice, Trust } from '../engine/model';
import { parseAuthority, type AuthorityProblem } from '../engine/network/added-authority';
import { parseFingerprint } from '../engine/network/certificates';

const text = z.string().trim().min(1);

/** The system's certificates, and those of an authority; or one certificate by its SHA-256 fingerprint. */
export const trustOfConfig = z.strictObject({ caFile: text.optional(), fingerprint: text.optional() }).optional();

/** `system`: what the environment variables say. */
export const proxyOfConfig = z
  .union([
    z.enum(['system', 'none']),
    z.strictObject({
      host: text,
      port: z.int().min(1).max(65_535),
      username: text.optional(),
      passwordEnv: text.optional(),
      passwordFile: text.optional(),
    }),
  ])
  .default('system');

interface NetworkPart {
  readonly trust: z.infer<typeof trustOfConfig>;
  readonly proxy: z.infer<typeof proxyOfConfig>;
}

const authoritySentences: Readonly<Record<AuthorityProblem, string>> = {
  empty: 'is empty',
  'private-key': 'holds a private key; give the certificate of the authority alone',
  'not-certificates': 'holds no certificate that can be read',
  'no-authority': 'holds no certificate of an authority (basicConstraints CA:TRUE)',
  expired: 'holds only certificates that have expired',
  'too-many': 'holds more than 500 certificates',
};

/** What is wrong with it, each a sentence that names its field. */
export function* networkProblems({ trust, proxy }: NetworkPart, at: string, baseDir: string): Generator<string> {
  if (trust?.caFile !== undefined && trust.fingerprint !== undefined) {
    yield `${at}.trust: expected either caFile or fingerprint.`;
  } else if (trust?.fingerprint !== undefined && parseFingerprint(trust.fingerprint) === null) {
    yield `${at}.trust.fingerprint: expected the SHA-256 fingerprint of a certificate, 64 hexadecimal digits.`;
  } else if (trust?.caFile !== undefined) {
    const read = readAuthority(trust.caFile, baseDir);
    if (read === null)
      yield `${at}.trust.caFile: expected a file that can be read at ${resolve(baseDir, trust.caFile)}.`;
    else if (!read.ok)
      yield `${at}.trust.caFile: ${resolve(baseDir, trust.caFile)} ${authoritySentences[read.problem]}.`;
  }
  if (typeof proxy !== 'object') return;
  const hasPassword = proxy.passwordEnv !== undefined || proxy.passwordFile !== undefined;
  if (
    proxy.username === undefined
      ? hasPassword
      : (proxy.passwordEnv === undefined) === (proxy.passwordFile === undefined)
  ) {
    yield `${at}.proxy: expected a username together with either passwordEnv or passwordFile, or none of them.`;
  }
  if (/[\s/@?#]/.test(proxy.host))
    yield `${at}.proxy.host: expected a host name alone, found "${proxy.host.split('@').at(-1)}".`;
}

/** Of a checked config. */
export function trustOf(trust: NetworkPart['trust'], baseDir: string): Trust {
  const fingerprint = trust?.fingerprint === undefined ? null : parseFingerprint(trust.fingerprint);
  if (fingerprint !== null) return { kind: 'pinned', fingerprint };
  const read = trust?.caFile === undefined ? null : readAuthority(trust.caFile, baseDir);
  return read?.ok === true ? { kind: 'authority', pem: read.pem } : { kind: 'system' };
}

export function proxyOf(proxy: NetworkPart['proxy']): ProxyChoice {
  if (typeof proxy !== 'object') return { kind: proxy };
  return { kind: 'manual', host: proxy.host, port: proxy.port, username: proxy.username ?? null };
}

function readAuthority(file: string, baseDir: string): ReturnType<typeof parseAuthority> | null {
  try {
    return parseAuthority(readFileSync(resolve(baseDir, file)), Date.now());
  } catch {
    return null;
  }
}
