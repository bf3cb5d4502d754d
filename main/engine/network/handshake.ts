// The TLS handshake: what a server shows is checked before a byte of a request can leave.
import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { errorCode } from '../error-code';
import type { Trust } from '../model';
import { systemAuthorities } from './authorities';
import { describeCertificate, isStrong, type SeenCertificate } from './certificates';
import { ownCodes } from './problems';

export type Handshake =
  | { readonly kind: 'secure'; readonly socket: TLSSocket }
  /** `certificate`: what was shown, if it came so far. */
  | { readonly kind: 'failed'; readonly code: string; readonly certificate: SeenCertificate | null };

/** `host` without the brackets of an IPv6 address. */
export interface Peer {
  readonly host: string;
  readonly trust: Trust;
}

/**
 * Speaks TLS over a connection to the server. The check is never off: `rejectUnauthorized` is spelled out because an
 * environment variable could turn it off otherwise, and no session is resumed, because that would skip the check of the
 * name. A signal that fires answers `ABORTED`.
 */
export function handshake(
  socket: Socket,
  { host, trust }: Peer,
  { signal }: { signal: AbortSignal },
): Promise<Handshake> {
  return new Promise((resolve) => {
    let seen: X509Certificate | undefined;
    const end = (result: Handshake): void => {
      signal.removeEventListener('abort', onAbort);
      if (result.kind === 'failed') secured.destroy();
      resolve(result);
    };
    const failed = (code: string): void => {
      end({ kind: 'failed', code, certificate: seen === undefined ? null : describeCertificate(seen) });
    };
    const onAbort = (): void => failed(ownCodes.aborted);
    const secured = connect({
      socket,
      host,
      // RFC 6066: an address is no name.
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      secureContext: contextFor(trust),
      checkServerIdentity: (name, certificate) => {
        const problem = problemOf(shownBy(certificate), trust);
        if (problem !== null) return Object.assign(new Error(problem), { code: problem });
        // A pin is about one certificate, whatever names it has.
        return trust.kind === 'pinned' ? undefined : checkServerIdentity(name, certificate);
      },
    });
    // Node's own check listens to the same event, and takes the certificate away with the connection.
    secured.prependOnceListener('secure', () => {
      // Not getPeerX509Certificate: in Node 20 it leaves nothing for the check that follows.
      seen = shownBy(secured.getPeerCertificate());
    });
    secured.once('secureConnect', () => {
      seen = shownBy(secured.getPeerCertificate());
      const problem = problemOf(seen, trust);
      if (problem !== null || !secured.authorized) failed(problem ?? 'UNSPECIFIED');
      else end({ kind: 'secure', socket: secured });
    });
    // Stays: whoever gets the socket adds its own, and a late error must not end the process.
    secured.on('error', (error: Error) => failed(codeOf(error, seen, trust)));
    secured.once('close', () => failed('ECONNRESET'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Of a certificate that Node refused: what matters most to the person who has to act. */
function codeOf(error: Error, seen: X509Certificate | undefined, trust: Trust): string {
  if (seen === undefined) return errorCode(error);
  if (trust.kind === 'pinned' && seen.fingerprint256 !== trust.fingerprint) return ownCodes.certificateChanged;
  return isStrong(seen) ? errorCode(error) : ownCodes.certificateWeak;
}

/** No certificate is never the right one. */
function problemOf(certificate: X509Certificate | undefined, trust: Trust): string | null {
  if (certificate === undefined) return 'CERT_REJECTED';
  if (trust.kind === 'pinned' && certificate.fingerprint256 !== trust.fingerprint) return ownCodes.certificateChanged;
  return isStrong(certificate) ? null : ownCodes.certificateWeak;
}

/** `raw` is missing where nothing was shown, whatever the type says. */
function shownBy({ raw }: { readonly raw?: Buffer }): X509Certificate | undefined {
  return raw === undefined ? undefined : new X509Certificate(raw);
}

const kept = new Map<string, { readonly context: SecureContext; readonly authorities: readonly string[] }>();
const mostKept = 50;

/** Reading hundreds of authorities takes a while, so their context is kept until the system's list changes. */
function contextFor(trust: Trust): SecureContext {
  const authorities = authoritiesOf(trust);
  const key = trust.kind === 'system' ? 'system' : JSON.stringify(trust);
  const known = kept.get(key);
  if (known?.authorities.join() === authorities.join()) return known.context;
  const context = createSecureContext({
    ca: [...authorities],
    minVersion: 'TLSv1.2',
    // The pinned certificate alone is what is trusted, though another may have signed it.
    ...(trust.kind === 'pinned' && { allowPartialTrustChain: true }),
  });
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { context, authorities });
  return context;
}

function authoritiesOf(trust: Trust): readonly string[] {
  if (trust.kind === 'pinned') return trust.pem === undefined ? [] : [trust.pem];
  return trust.kind === 'authority' ? [...systemAuthorities(), trust.pem] : systemAuthorities();
}
