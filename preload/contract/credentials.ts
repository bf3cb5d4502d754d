// Credentials as the window shows and edits them. Secrets go in only, never out.
import type { InDoubtRule } from './profile';

export type CredentialStatus =
  | { readonly state: 'ok' }
  | { readonly state: 'paused'; readonly reason: string; readonly serverWords: string | null; readonly since: number };

/** How a secret is kept: encrypted by the system's keyring, weakly (a fixed key, accepted by the user), in memory only, or not at all. */
export type SecretKeeping = 'keyring' | 'weak' | 'session' | 'missing';

export interface CredentialView {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly allowPlainHttp: boolean;
  readonly inDoubt: InDoubtRule;
  readonly password: SecretKeeping;
  readonly token: SecretKeeping;
  readonly status: CredentialStatus;
  /** Number of watched folders that use it. */
  readonly folders: number;
  readonly sandbox: boolean;
}

/** What the form sends. Secrets go in only; an absent one keeps what is saved. */
export interface CredentialDraft {
  readonly id?: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly allowPlainHttp: boolean;
  readonly inDoubt: InDoubtRule;
  readonly password?: string;
  readonly token?: string;
}

/** What came of testing a credential. `serverWords` is what the server itself said. */
export type CredentialTest =
  | { readonly kind: 'works'; readonly releaseVersion: string | null; readonly expiresAt: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly detail: string }
  /** Pasted mode: nothing can be asked without sending documents; only the token's own expiry is known. */
  | { readonly kind: 'token-readable'; readonly expiresAt: number | null }
  | { readonly kind: 'token-expired'; readonly expiresAt: number };

export interface CredentialCalls {
  'credentials.list': { request: null; value: readonly CredentialView[] };
  'credentials.save': { request: CredentialDraft; value: CredentialView };
  'credentials.remove': { request: { id: string }; value: null };
  'credentials.test': { request: CredentialDraft; value: CredentialTest };
  'credentials.resume': { request: { id: string }; value: null };
}
