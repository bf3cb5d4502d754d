// Access tokens of one credential: fetched, kept, refreshed before they expire; or pasted, and only checked.
import FormData from 'form-data';
import { decodeJwt } from 'jose';
import type { Credential } from '../model';
import type { Clock, Secrets } from '../ports';
import { defaultLimits, post, type HttpLimits } from './http';
import { parseReply, serverWords } from './reply';
import { retryAfterMs } from './retry-after';

export type TokenResult =
  | {
      readonly kind: 'token';
      readonly value: string;
      readonly expiresAt: number | null;
      readonly releaseVersion: string | null;
    }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null; readonly serverWords: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly serverWords: string | null }
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
  const { credential, clock } = parts;
  let held: Held | null = null;
  let running: Promise<TokenResult> | null = null;

  function shared(work: () => Promise<TokenResult>): Promise<TokenResult> {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  }

  async function fresh(options: { signal: AbortSignal }): Promise<TokenResult> {
    const known = held;
    if (known?.refresh !== undefined && known.refresh !== null) {
      const refreshed = await refresh(known.refresh, known.access, options);
      if (refreshed.kind === 'token') return refreshed;
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

  function take(result: Called, refreshToken: string | null): TokenResult {
    if (result.kind !== 'tokens') return result;
    const now = clock.now();
    const expiresAt = expiryOf(result.access) ?? now + lifetimeWithoutExpMs;
    held = {
      access: result.access,
      refresh: result.refresh ?? refreshToken,
      expiresAt,
      refreshAt: Math.min(now + refreshAfterMs, Math.max(now, expiresAt - refreshBeforeExpiryMs)),
      releaseVersion: result.releaseVersion,
    };
    return asToken(held);
  }

  async function call(
    endpoint: string,
    fields: Readonly<Record<string, string>>,
    bearer: string | null,
    secrets: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<Called> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const url = `${credential.baseUrl}/access/klearstack/${endpoint}`;
    const { answer } = await post({ url, bearer, form, limits: parts.limits ?? defaultLimits }, options);
    if (answer.kind === 'failure') return { kind: 'unreachable', detail: answer.code };
    const { status, headers, text } = answer;
    const words = serverWords(text, secrets);
    if (status >= 200 && status < 300) return tokensOf(text, status, words);
    if (status === 408 || status === 429 || status === 502 || status === 503 || status === 504) {
      return { kind: 'busy', retryAfterMs: retryAfterMs(headers['retry-after'], clock.now()), serverWords: words };
    }
    if (status >= 300 && status < 400) return { kind: 'not-klearstack', status, serverWords: words };
    return { kind: 'refused', status, serverWords: words };
  }

  async function pasted(): Promise<TokenResult> {
    const value = await parts.secrets.pastedToken(credential.id);
    if (value === null) return { kind: 'secret-missing' };
    const expiresAt = expiryOf(value);
    if (expiresAt !== null && expiresAt <= clock.now()) return { kind: 'token-expired', expiresAt };
    return { kind: 'token', value, expiresAt, releaseVersion: null };
  }

  return {
    token: async (options) => {
      if (credential.tokenMode === 'pasted') return pasted();
      if (held !== null && clock.now() < held.refreshAt) return asToken(held);
      return shared(() => fresh(options));
    },
    renew: async (refused, options) => {
      if (credential.tokenMode === 'pasted') return pasted();
      // Another upload may have renewed it meanwhile.
      if (held !== null && held.access !== refused) return asToken(held);
      held = null;
      return shared(() => login(options));
    },
  };
}

type Called =
  | {
      readonly kind: 'tokens';
      readonly access: string;
      readonly refresh: string | null;
      readonly releaseVersion: string | null;
    }
  | Exclude<TokenResult, { kind: 'token' }>;

function tokensOf(text: string, status: number, words: string | null): Called {
  const reply = parseReply(text);
  const value = reply.kind === 'json' ? reply.value : {};
  const { access_token: access, refresh_token: refresh, release_version: release } = value;
  if (typeof access !== 'string' || access === '') return { kind: 'not-klearstack', status, serverWords: words };
  return {
    kind: 'tokens',
    access,
    refresh: typeof refresh === 'string' && refresh !== '' ? refresh : null,
    releaseVersion: typeof release === 'string' ? release : null,
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
