// Checks a credential before it is saved; the answer names the form field.
import type { CredentialDraft, Problem } from '../../preload/contract';
import { parseAuthority, parseBaseUrl, parseFingerprint } from '../engine/form-checks';
import type { ProxyChoice, Trust } from '../engine/model';
import type { SavedCredential } from './settings-file';

export interface CredentialSurroundings {
  readonly credentials: readonly Pick<SavedCredential, 'id' | 'name'>[];
  /** Whether a secret of this kind is known already, so that an empty field keeps it. */
  readonly has: (kind: 'password' | 'token') => boolean;
}

/** null when the credential may be saved; else the first thing that is wrong, with its field. */
export function checkCredential(draft: CredentialDraft, { credentials, has }: CredentialSurroundings): Problem | null {
  for (const field of ['name', 'baseUrl', 'companyName', 'username'] as const) {
    if (draft[field].trim() === '') return { code: 'required', field };
  }
  const taken = credentials.some(({ id, name }) => id !== draft.id && name === draft.name.trim());
  if (taken) return { code: 'name-taken', field: 'name' };
  const url = parseBaseUrl(draft.baseUrl);
  if (!url.ok) return { code: url.problem === 'plain-http' ? 'plain-http' : 'invalid-url', field: 'baseUrl' };
  if (isEmpty(draft.password) && !has('password')) return { code: 'no-secret', field: 'password' };
  if (draft.tokenMode === 'pasted' && isEmpty(draft.token) && !has('token'))
    return { code: 'no-secret', field: 'token' };
  return checkNetwork(draft);
}

/** The saved form of a checked draft. */
export function credentialFromDraft(
  draft: CredentialDraft,
  id: string,
  sandbox: boolean,
  trust: Trust = { kind: 'system' },
): SavedCredential {
  const url = parseBaseUrl(draft.baseUrl);
  if (!url.ok) throw new Error('credentialFromDraft needs a checked draft');
  const { tokenMode, inDoubt } = draft;
  const [name, companyName, username] = [draft.name.trim(), draft.companyName.trim(), draft.username.trim()];
  const proxy = proxyFromDraft(draft);
  return {
    ...{ id, name, baseUrl: url.url, companyName, username, tokenMode, inDoubt, sandbox },
    ...(trust.kind !== 'system' && { trust }),
    ...(proxy.kind !== 'system' && { proxy }),
  };
}

/**
 * What a draft says about certificates; null when it is not in order. `saved`: what an authority without a text stands for,
 * and where the certificate of a pin that stays is known from.
 */
export function trustFromDraft({ trust }: CredentialDraft, saved: Trust | undefined, now: number): Trust | null {
  if (trust === undefined || trust.kind === 'system') return { kind: 'system' };
  if (trust.kind === 'pinned') {
    const fingerprint = parseFingerprint(trust.fingerprint);
    if (fingerprint === null) return null;
    return saved?.kind === 'pinned' && saved.fingerprint === fingerprint ? saved : { kind: 'pinned', fingerprint };
  }
  if (trust.pem === undefined) return saved?.kind === 'authority' ? saved : null;
  const checked = parseAuthority(Buffer.from(trust.pem), now);
  return checked.ok ? { kind: 'authority', pem: checked.pem } : null;
}

function proxyFromDraft({ proxy = { kind: 'system' } }: CredentialDraft): ProxyChoice {
  if (proxy.kind !== 'manual') return proxy;
  const username = proxy.username?.trim() ?? '';
  return { ...proxy, host: proxy.host.trim(), username: username === '' ? null : username };
}

function checkNetwork({ proxy }: CredentialDraft): Problem | null {
  if (proxy?.kind !== 'manual') return null;
  const host = proxy.host.trim();
  if (host === '') return { code: 'required', field: 'proxyHost' };
  // A host alone: with a scheme, a path or a user in it, it would be an address of something else.
  const isHost = !/[\s/@?#]/.test(host) && URL.canParse(`http://${host.includes(':') ? `[${host}]` : host}`);
  return isHost ? null : { code: 'invalid-url', field: 'proxyHost' };
}

/** Whether a write-only field was left empty. */
export function isEmpty(secret: string | undefined): boolean {
  return secret === undefined || secret === '';
}
