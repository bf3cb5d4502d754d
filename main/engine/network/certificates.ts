// What a certificate says about itself, and whether it is strong enough; a certificate is public.
import { X509Certificate } from 'node:crypto';

/** A certificate that a server showed. */
export interface SeenCertificate {
  /** Its names in one line each, such as `CN=klear.example`. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string;
  readonly pem: string;
}

// Names come from whoever answers; what is shown of them is short.
const longestName = 300;

/** The facts of a certificate as they may be shown. */
export function describeCertificate(certificate: X509Certificate): SeenCertificate {
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    pem: certificate.toString(),
  };
}

/** The certificates of a PEM text that was checked before. */
export function describePem(pem: string): SeenCertificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => describeCertificate(new X509Certificate(block)));
}

// With tag and length: sha1WithRSAEncryption, md5WithRSAEncryption, ecdsa-with-SHA1, dsa-with-SHA1.
const oldSignatures = [
  '06092a864886f70d010105',
  '06092a864886f70d010104',
  '06072a8648ce3d0401',
  '06072a8648ce380403',
].map((hex) => Buffer.from(hex, 'hex'));

/**
 * Whether its key is as long as TLS servers have had it for a decade (RSA 2048, elliptic curves 224), and its signature no
 * SHA-1 or MD5: OpenSSL refuses these, other TLS libraries may not.
 */
export function isStrong({ publicKey, raw }: X509Certificate): boolean {
  if (oldSignatures.some((algorithm) => raw.includes(algorithm))) return false;
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength >= 2048;
  return namedCurve === undefined || !/^(prime192|secp1[0-9]{2}|sect1|P-192)/.test(namedCurve);
}

/** A SHA-256 fingerprint as people paste it, in upper-case hex with colons; null when it is none. */
export function parseFingerprint(text: string): string | null {
  const hex = text
    .trim()
    .replace(/^sha-?256[\s:=]*(fingerprint)?[\s:=]*/i, '')
    .replace(/[\s:-]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(hex)) return null;
  return (hex.toUpperCase().match(/../g) ?? []).join(':');
}

/** The trusted fingerprint and the one that was shown instead, as they are kept and told in one text. */
export function bothFingerprints(trusted: string, shown: string): string {
  return `${trusted} ${shown}`;
}

function inOneLine(name: string | undefined): string {
  return (name ?? '')
    .replace(/\n/g, ', ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .slice(0, longestName);
}
