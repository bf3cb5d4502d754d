// Checks a file that somebody chose as a certificate authority, and says what else it is when it is none.
import { X509Certificate } from 'node:crypto';
import { describeCertificate, type SeenCertificate } from './certificates';

export type AuthorityProblem =
  | 'empty'
  /** It has a private key in it, which is nobody's business here. */
  | 'private-key'
  | 'not-certificates'
  /** Certificates, but of servers or people: none that may sign others. */
  | 'no-authority'
  | 'expired'
  | 'too-many';

export type AddedAuthority =
  /** `pem`: the authorities of the file in PEM; a file in DER comes out as PEM too. */
  | { readonly ok: true; readonly pem: string; readonly certificates: readonly SeenCertificate[] }
  | { readonly ok: false; readonly problem: AuthorityProblem };

/** A file of authorities is some kilobytes; a whole system's list has about 150 of them. */
export const authorityFileBytes = 1024 * 1024;
const mostCertificates = 500;

/**
 * Reads PEM or DER. Only authorities that are valid at `now` (ms) are kept: a chain file may have a server's certificate in
 * it, and trusting that by accident would be a pin that nobody chose.
 */
export function parseAuthority(content: Buffer, now: number): AddedAuthority {
  if (content.length === 0 || content.toString('latin1').trim() === '') return { ok: false, problem: 'empty' };
  const text = content.toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { ok: false, problem: 'private-key' };
  const blocks = text.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END [^-]+-----/g) ?? [];
  if (blocks.length > mostCertificates) return { ok: false, problem: 'too-many' };
  const found = blocks.length === 0 ? [certificateOf(content)] : blocks.map(certificateOf);
  const certificates = found.flatMap((certificate) => certificate ?? []);
  if (certificates.length === 0) return { ok: false, problem: 'not-certificates' };
  const authorities = certificates.filter(({ ca }) => ca);
  if (authorities.length === 0) return { ok: false, problem: 'no-authority' };
  const valid = authorities.map(describeCertificate).filter(({ validTo }) => validTo > now);
  if (valid.length === 0) return { ok: false, problem: 'expired' };
  return { ok: true, pem: valid.map(({ pem }) => pem).join(''), certificates: valid };
}

function certificateOf(content: Buffer | string): X509Certificate | null {
  try {
    return new X509Certificate(content);
  } catch {
    return null;
  }
}
