// "Test" for a credential: asks for a token where that is possible, without sending a document.
import { createTokenSource, type TokenSourceParts } from './tokens';

export type CredentialTestResult =
  | { readonly kind: 'works'; readonly releaseVersion: string | null; readonly expiresAt: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'unreachable'; readonly detail: string }
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
      return parts.credential.tokenMode === 'pasted'
        ? { kind: 'token-readable', expiresAt: result.expiresAt }
        : { kind: 'works', releaseVersion: result.releaseVersion, expiresAt: result.expiresAt };
    case 'refused':
      return { kind: 'refused', status: result.status, serverWords: result.serverWords };
    case 'busy':
      return { kind: 'unreachable', detail: result.serverWords ?? 'busy' };
    case 'unreachable':
      return { kind: 'unreachable', detail: result.detail };
    case 'not-klearstack':
      return { kind: 'not-klearstack', status: result.status, detail: result.serverWords ?? '' };
    case 'token-expired':
      return { kind: 'token-expired', expiresAt: result.expiresAt };
    case 'secret-missing':
      return { kind: 'no-secret' };
  }
}
