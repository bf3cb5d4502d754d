// What keeps a request from its server, told from the code of the failure: never from its message.
import type { NetworkProblem } from '../model';

/** Codes of this folder's own; the others are Node's, the system's and OpenSSL's. */
export const ownCodes = {
  certificateChanged: 'CERTIFICATE_CHANGED',
  certificateWeak: 'CERTIFICATE_WEAK',
  proxyUnreachable: 'PROXY_UNREACHABLE',
  proxyCertificate: 'PROXY_CERTIFICATE',
  proxyFailed: 'PROXY_FAILED',
  proxyRefusedPassword: 'PROXY_REFUSED_PASSWORD',
  connectTimeout: 'CONNECT_TIMEOUT',
  notEncrypted: 'NOT_ENCRYPTED',
  aborted: 'ABORTED',
} as const;

const byCode: Readonly<Record<string, NetworkProblem>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  EAI_FAIL: 'name-not-found',
  EPROTO: 'no-secure-connection',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-host',
  HOSTNAME_MISMATCH: 'certificate-wrong-host',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown-authority',
  CERT_UNTRUSTED: 'certificate-unknown-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  CA_MD_TOO_WEAK: 'certificate-weak',
  CA_KEY_TOO_SMALL: 'certificate-weak',
  EE_KEY_TOO_SMALL: 'certificate-weak',
  CERT_CHAIN_TOO_LONG: 'certificate-invalid',
  CERT_REVOKED: 'certificate-invalid',
  CERT_REJECTED: 'certificate-invalid',
  CERT_SIGNATURE_FAILURE: 'certificate-invalid',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'certificate-invalid',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'certificate-invalid',
  INVALID_CA: 'certificate-invalid',
  INVALID_PURPOSE: 'certificate-invalid',
  PATH_LENGTH_EXCEEDED: 'certificate-invalid',
  // What Node calls a check of OpenSSL that it has no name for.
  UNSPECIFIED: 'certificate-invalid',
  [ownCodes.certificateWeak]: 'certificate-weak',
  [ownCodes.notEncrypted]: 'no-secure-connection',
  [ownCodes.proxyUnreachable]: 'proxy-unreachable',
  [ownCodes.proxyCertificate]: 'proxy-certificate',
  PROXY_407: 'proxy-wants-password',
  PROXY_502: 'proxy-without-server',
  PROXY_503: 'proxy-without-server',
  PROXY_504: 'proxy-without-server',
};

/** What is known about a failure to reach the server; `network` when it is no more than that. */
export function networkProblemOf(code: string): NetworkProblem | 'network' {
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'no-secure-connection';
  return code.startsWith('PROXY_') ? 'proxy-refused' : 'network';
}

/** Whether a code says that the server's certificate was not taken. */
export function isCertificateProblem(code: string): boolean {
  return code === ownCodes.certificateChanged || networkProblemOf(code).startsWith('certificate-');
}
