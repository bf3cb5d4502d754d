// Credentials as the window shows and edits them. Secrets go in only, never out.
import type { InDoubtRule } from './profile';

export type CredentialStatus =
  | { readonly state: 'ok' }
  | { readonly state: 'paused'; readonly reason: string; readonly serverWords: string | null; readonly since: number };

/** How a secret is kept: encrypted by the system's keyring, weakly (a fixed key, accepted by the user), in memory only, or not at all. */
export type SecretKeeping = 'keyring' | 'weak' | 'session' | 'missing';

/** A certificate as a person compares it. */
export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string;
}

/** Which certificates of the server are taken. They are always checked: there is no way to say otherwise. */
export type TrustView =
  | { readonly kind: 'system' }
  /** The system's, and those of these authorities. */
  | { readonly kind: 'authority'; readonly certificates: readonly CertificateView[] }
  | { readonly kind: 'pinned'; readonly fingerprint: string };

/** Certificates are public, so an authority's text passes through the window; the program checks it again. */
export type TrustDraft =
  | { readonly kind: 'system' }
  /** `pem` absent: as it is saved. */
  | { readonly kind: 'authority'; readonly pem?: string }
  | { readonly kind: 'pinned'; readonly fingerprint: string };

/** How the server is reached. The password of a proxy is a secret like the others. */
export type CredentialProxy =
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  | { readonly kind: 'manual'; readonly host: string; readonly port: number; readonly username: string | null };

/** Why a chosen file is no authority. */
export type AuthorityProblem =
  'unreadable' | 'empty' | 'private-key' | 'not-certificates' | 'no-authority' | 'expired' | 'too-many';

export type PickedAuthority =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'authority'; readonly pem: string; readonly certificates: readonly CertificateView[] }
  | { readonly kind: 'refused'; readonly problem: AuthorityProblem };

export interface CredentialView {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly inDoubt: InDoubtRule;
  readonly password: SecretKeeping;
  readonly token: SecretKeeping;
  readonly trust: TrustView;
  readonly proxy: CredentialProxy;
  readonly proxyPassword: SecretKeeping;
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
  readonly inDoubt: InDoubtRule;
  readonly password?: string;
  readonly token?: string;
  /** Absent: the system's certificates. */
  readonly trust?: TrustDraft;
  /** Absent: as the system says. */
  readonly proxy?: CredentialProxy;
  readonly proxyPassword?: string;
}

/** What came of testing a credential. `serverWords` is what the server itself said. */
export type CredentialTest =
  | { readonly kind: 'works'; readonly releaseVersion: string | null; readonly expiresAt: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  /** `cause`: a kind of wait. */
  | { readonly kind: 'unreachable'; readonly cause: string; readonly detail: string }
  /** The server showed a certificate that does not verify, so nothing was sent. `pinned`: the trusted one, if it is another. */
  | {
      readonly kind: 'certificate';
      readonly cause: string;
      readonly certificate: CertificateView;
      readonly pinned: string | null;
      /** Trusting it would not help: it has expired or is too weak. */
      readonly canBePinned: boolean;
    }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly detail: string }
  /** Pasted mode: nothing can be asked without sending documents; only the token's own expiry is known. */
  | { readonly kind: 'token-readable'; readonly expiresAt: number | null }
  | { readonly kind: 'token-expired'; readonly expiresAt: number };

export interface CredentialCalls {
  'credentials.list': { request: null; value: readonly CredentialView[] };
  'credentials.save': { request: CredentialDraft; value: CredentialView };
  'credentials.remove': { request: { id: string }; value: null };
  'credentials.test': { request: CredentialDraft; value: CredentialTest };
  /** Asks for a file with a certificate authority, and reads it. */
  'credentials.pickAuthority': { request: null; value: PickedAuthority };
  'credentials.resume': { request: { id: string }; value: null };
}
