// The authorities that this computer trusts: the system's list where it can be had, and always Node's own (decision 22).
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/** Where distributions keep the list of all authorities in one file, as curl and Go look for it. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Alpine
  '/etc/pki/tls/certs/ca-bundle.crt', // Fedora, RHEL 6
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // Fedora, RHEL 7 and later
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/var/lib/ca-certificates/ca-bundle.pem', // openSUSE
  '/etc/ssl/cert.pem', // Alpine, BSD, macOS
] as const;

/** An authority that was added to the system is taken within this time, without a restart. */
const keptMs = 10 * 60_000;

let kept: { readonly pems: readonly string[]; readonly readAt: number } | null = null;

/** PEM texts, each of one or more certificates. Kept for ten minutes. */
export function systemAuthorities(now: number = Date.now()): readonly string[] {
  if (kept === null || now < kept.readAt || now - kept.readAt > keptMs) {
    kept = { pems: [...new Set([...tls.rootCertificates, ...fromSystem(), ...fromFiles(process.env)])], readAt: now };
  }
  return kept.pems;
}

/** From Node 22.15 on, which Electron has: Windows' store, macOS' keychain. Node 20 has no such function. */
function fromSystem(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  try {
    return getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}

/** The distribution's file, or the one that SSL_CERT_FILE names in its place; and what Node would add by its variable. */
export function fromFiles(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { SSL_CERT_FILE: named, NODE_EXTRA_CA_CERTS: extra } = environment;
  const bundle = firstReadable(isSet(named) ? [named] : bundles);
  return [...bundle, ...(isSet(extra) ? firstReadable([extra]) : [])];
}

function firstReadable(paths: readonly string[]): readonly string[] {
  for (const path of paths) {
    try {
      const text = readFileSync(path, 'utf8');
      if (text.includes('-----BEGIN')) return [text];
    } catch {
      // Another distribution.
    }
  }
  return [];
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
