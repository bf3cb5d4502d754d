// "Test" for a credential: asks for a token where that is possible, without sending a document.
import type { Credential } from '../model';
import type { SeenCertificate } from '../network/certificates';
import { defaultLimits } from './http';
import { networkCauseOf, type NetworkCause } from './outcome';
import { createTokenSource, type TokenResult, type TokenSourceParts } from './tokens';

export type CredentialTestResult =
  | { readonly kind: 'works'; readonly releaseVersion: string | null; readonly expiresAt: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'unreachable'; readonly cause: NetworkCause | 'server-busy'; readonly detail: string }
  | {
      readonly kind: 'certificate';
      readonly cause: NetworkCause;
      readonly certificate: SeenCertificate;
      readonly pinned: string | null;
      readonly canBePinned: boolean;
    }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly detail: string }
  | { readonly kind: 'token-readable'; readonly expiresAt: number | null }
  | { readonly kind: 'token-expired'; readonly expiresAt: number }
  | { readonly kind: 'no-secret' };

/** Tries a credential as it stands in the form; `secrets` answers with what was typed, or else what is saved. */
export async function testCredential(
  parts: TokenSourceParts,
  options: { signal: AbortSignal },
): Promise<CredentialTestResult> {
  const result = await createTokenSource(parts).token(options);
  switch (result.kind) {
    case 'token':
      if (parts.credential.tokenMode === 'pasted') {
        const refused = await refusedCertificate(parts, options);
        if (refused !== null) return refused;
      }
      return parts.credential.tokenMode === 'pasted'
        ? { kind: 'token-readable', expiresAt: result.expiresAt }
        : { kind: 'works', releaseVersion: result.releaseVersion, expiresAt: result.expiresAt };
    case 'refused':
      return { kind: 'refused', status: result.status, serverWords: result.serverWords };
    case 'busy':
      return { kind: 'unreachable', cause: 'server-busy', detail: result.serverWords ?? 'busy' };
    case 'unreachable':
      return unreachable(parts.credential, result);
    case 'not-klearstack':
      return { kind: 'not-klearstack', status: result.status, detail: result.serverWords ?? '' };
    case 'token-expired':
      return { kind: 'token-expired', expiresAt: result.expiresAt };
    case 'secret-missing':
      return { kind: 'no-secret' };
  }
}

/** With a pasted token nothing is asked of the server, but its certificate can be looked at. */
async function refusedCertificate(
  { credential, network, limits = defaultLimits }: TokenSourceParts,
  { signal }: { signal: AbortSignal },
): Promise<CredentialTestResult | null> {
  const opened = await network?.open(new URL(credential.baseUrl), {
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.connectMs)]),
  });
  if (opened?.kind === 'open') opened.socket.destroy();
  if (opened?.kind !== 'failed' || opened.certificate === null) return null;
  return unreachable(credential, { kind: 'unreachable', detail: opened.code, certificate: opened.certificate });
}

/** A pin takes the place of an authority and of the host's name, never of dates and strength. */
const pinHelps: readonly NetworkCause[] = [
  'certificate-changed',
  'certificate-unknown-authority',
  'certificate-self-signed',
  'certificate-wrong-host',
];

function unreachable(
  { trust }: Credential,
  { detail, certificate }: Extract<TokenResult, { kind: 'unreachable' }>,
): CredentialTestResult {
  const cause = networkCauseOf(detail);
  if (certificate === undefined) return { kind: 'unreachable', cause, detail };
  const pinned = cause === 'certificate-changed' && trust?.kind === 'pinned' ? trust.fingerprint : null;
  const isValid = certificate.validTo > Date.now();
  return { kind: 'certificate', cause, certificate, pinned, canBePinned: pinHelps.includes(cause) && isValid };
}
