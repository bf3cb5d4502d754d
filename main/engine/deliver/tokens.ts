// Access tokens of one credential: fetched, kept, refreshed before they expire; or pasted, and only checked.
import { decodeJwt } from 'jose';
import type { Credential } from '../model';
import type { Clock, Secrets } from '../ports';
import type { Network } from '../network/network';
import { defaultLimits, type HttpLimits } from './http';
import { askForToken, type TokenAnswer, type TokenFailure } from './token-endpoint';

export type TokenResult =
  | {
      readonly kind: 'token';
      readonly value: string;
      readonly expiresAt: number | null;
      readonly releaseVersion: string | null;
    }
  | TokenFailure
  | { readonly kind: 'secret-missing' }
  | { readonly kind: 'token-expired'; readonly expiresAt: number };

export interface TokenSource {
  /** A token that is good for now; concurrent callers share one request. */
  token(options: { signal: AbortSignal }): Promise<TokenResult>;
  /** A new token, because the server refused this one. A pasted token cannot be renewed. */
  renew(refused: string, options: { signal: AbortSignal }): Promise<TokenResult>;
}

export interface TokenSourceParts {
  readonly credential: Credential;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly limits?: HttpLimits;
  readonly network?: Network | undefined;
}

interface Held {
  readonly access: string;
  readonly refresh: string | null;
  readonly expiresAt: number;
  readonly refreshAt: number;
  readonly releaseVersion: string | null;
}

// The vendor advises a refresh about every ten minutes; a token lives fifteen.
const refreshAfterMs = 10 * 60_000;
const refreshBeforeExpiryMs = 2 * 60_000;
const lifetimeWithoutExpMs = 10 * 60_000;

/** Makes the token source of one credential; it keeps its tokens in memory only. */
export function createTokenSource(parts: TokenSourceParts): TokenSource {
  const { credential, clock, limits = defaultLimits, network } = parts;
  let held: Held | null = null;
  let running: Promise<TokenResult> | null = null;

  async function shared(work: () => Promise<TokenResult>, { signal }: { signal: AbortSignal }): Promise<TokenResult> {
    for (;;) {
      const isOwn = running === null;
      running ??= work().finally(() => {
        running = null;
      });
      const result = await running;
      // The caller whose request this was went away; that is no answer for the others.
      const isEndedByOther = !isOwn && result.kind === 'unreachable' && result.detail === 'ABORTED' && !signal.aborted;
      if (!isEndedByOther) return result;
    }
  }

  async function fresh(options: { signal: AbortSignal }): Promise<TokenResult> {
    const known = held;
    if (known?.refresh !== undefined && known.refresh !== null) {
      const refreshed = await refresh(known.refresh, known.access, options);
      // Only a refresh that was answered "no" is worth a login; a server that cannot be had now gets no second call.
      if (refreshed.kind === 'token' || refreshed.kind === 'unreachable' || refreshed.kind === 'busy') return refreshed;
    }
    return login(options);
  }

  async function login(options: { signal: AbortSignal }): Promise<TokenResult> {
    const password = await parts.secrets.password(credential.id);
    if (password === null) return { kind: 'secret-missing' };
    const { username, companyName } = credential;
    const fields = { username, password, company_name: companyName };
    return take(await call('get_access_token', fields, null, [password], options), null);
  }

  async function refresh(token: string, access: string, options: { signal: AbortSignal }): Promise<TokenResult> {
    const fields = { refresh_token: token, company_name: credential.companyName };
    return take(await call('getaccesstokenfromrefreshtoken', fields, access, [token, access], options), token);
  }

  function call(
    endpoint: string,
    fields: Readonly<Record<string, string>>,
    bearer: string | null,
    secrets: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<TokenAnswer> {
    const url = `${credential.baseUrl}/access/klearstack/${endpoint}`;
    return askForToken({ url, bearer, fields, secrets, limits, network }, { now: clock.now, signal });
  }

  function take(answer: TokenAnswer, refreshToken: string | null): TokenResult {
    if (answer.kind !== 'tokens') return answer;
    const now = clock.now();
    const expiresAt = expiryOf(answer.access) ?? now + lifetimeWithoutExpMs;
    held = {
      access: answer.access,
      refresh: answer.refresh ?? refreshToken,
      expiresAt,
      refreshAt: Math.min(now + refreshAfterMs, Math.max(now, expiresAt - refreshBeforeExpiryMs)),
      releaseVersion: answer.releaseVersion,
    };
    return asToken(held);
  }

  async function pasted(): Promise<TokenResult> {
    const text = await parts.secrets.pastedToken(credential.id);
    // Copied from a console it often comes with the word before it and a line break after it.
    const value = text?.trim().replace(/^Bearer\s+/i, '') ?? '';
    if (value === '') return { kind: 'secret-missing' };
    const expiresAt = expiryOf(value);
    if (expiresAt !== null && expiresAt <= clock.now()) return { kind: 'token-expired', expiresAt };
    return { kind: 'token', value, expiresAt, releaseVersion: null };
  }

  return {
    token: async (options) => {
      if (credential.tokenMode === 'pasted') return pasted();
      if (held !== null && clock.now() < held.refreshAt) return asToken(held);
      return shared(() => fresh(options), options);
    },
    renew: async (refused, options) => {
      if (credential.tokenMode === 'pasted') return pasted();
      // Another upload may have renewed it meanwhile.
      if (held !== null && held.access !== refused) return asToken(held);
      held = null;
      return shared(() => login(options), options);
    },
  };
}

function asToken({ access, expiresAt, releaseVersion }: Held): TokenResult {
  return { kind: 'token', value: access, expiresAt, releaseVersion };
}

/** When a JWT expires (milliseconds since 1970); null when it is none or does not say. The signature is the server's. */
export function expiryOf(token: string): number | null {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? null : exp * 1000;
  } catch {
    return null;
  }
}
