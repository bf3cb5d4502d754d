// Checks the base URL of a credential: where user name and password will be sent.
import { isLoopback } from '../loopback';

export type BaseUrlResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: 'invalid-url' | 'plain-http' | 'has-credentials' | 'has-query' };

/**
 * Answers with the address without a trailing slash. `https:` is required off loopback. Somebody who pasted the whole
 * endpoint gets its base.
 */
export function parseBaseUrl(text: string): BaseUrlResult {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return { ok: false, problem: 'invalid-url' };
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has-credentials' };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: 'has-query' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { ok: false, problem: 'plain-http' };
  const path = withoutSlash(withoutSlash(url.pathname).replace(/\/access\/klearstack(\/[a-z_]+)?$/i, ''));
  return { ok: true, url: `${url.origin}${path}` };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
