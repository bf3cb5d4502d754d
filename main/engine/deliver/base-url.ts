// Checks the base URL of a credential: where user name and password will be sent.

export type BaseUrlResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: 'invalid-url' | 'plain-http' | 'has-credentials' | 'has-query' };

/**
 * Answers with the address without a trailing slash. `https:` is required off loopback unless the user accepted plain
 * HTTP for this credential. Somebody who pasted the whole endpoint gets its base.
 */
export function parseBaseUrl(text: string, { allowPlainHttp }: { allowPlainHttp: boolean }): BaseUrlResult {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return { ok: false, problem: 'invalid-url' };
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has-credentials' };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: 'has-query' };
  if (url.protocol === 'http:' && !allowPlainHttp && !isLoopback(url.hostname))
    return { ok: false, problem: 'plain-http' };
  const path = withoutSlash(withoutSlash(url.pathname).replace(/\/access\/klearstack(\/[a-z_]+)?$/i, ''));
  return { ok: true, url: `${url.origin}${path}` };
}

/** Whether a host name is this machine's own: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
