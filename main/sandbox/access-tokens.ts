// The sandbox's tokens: HS256 JWTs as the vendor's are, with an `exp` that is checked against the sandbox's clock.
import { randomBytes } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';

export interface AccessTokens {
  issue(username: string, kind: 'access' | 'refresh'): Promise<string>;
  /** Whether the token was issued here, for this use, and has not expired. An expired access token may be let pass. */
  check(token: string, kind: 'access' | 'refresh', options?: { expiredToo: boolean }): Promise<boolean>;
  /** Lets every token of these kinds expire that was issued until now. */
  expire(which: 'access' | 'access-and-refresh'): void;
}

/** Makes tokens that live this long, in milliseconds. Each sandbox has a key of its own, or the one given. */
export function createAccessTokens(
  lifetimeMs: { readonly access: number; readonly refresh: number },
  now: () => number,
  key: Uint8Array = randomBytes(32),
): AccessTokens {
  // Tokens of an earlier generation have expired, whatever their `exp` says.
  const generations = { access: 0, refresh: 0 };
  return {
    issue: (username, kind) =>
      new SignJWT({ username, kind, generation: generations[kind] })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setJti(randomBytes(8).toString('hex'))
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(Math.floor((now() + lifetimeMs[kind]) / 1000))
        .sign(key),
    check: async (token, kind, { expiredToo } = { expiredToo: false }) => {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: new Date(now()) });
        return payload['kind'] === kind && (expiredToo || payload['generation'] === generations[kind]);
      } catch (error) {
        return expiredToo && error instanceof errors.JWTExpired && error.payload['kind'] === kind;
      }
    },
    expire: (which) => {
      generations.access += 1;
      if (which === 'access-and-refresh') generations.refresh += 1;
    },
  };
}
