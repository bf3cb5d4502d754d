// Checks a credential before it is saved; the answer names the form field.
import type { CredentialDraft, Problem } from '../../preload/contract';
import { parseBaseUrl } from '../engine/form-checks';
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
  const url = parseBaseUrl(draft.baseUrl, draft);
  if (!url.ok) return { code: url.problem === 'plain-http' ? 'plain-http' : 'invalid-url', field: 'baseUrl' };
  if (isEmpty(draft.password) && !has('password')) return { code: 'no-secret', field: 'password' };
  if (draft.tokenMode === 'pasted' && isEmpty(draft.token) && !has('token'))
    return { code: 'no-secret', field: 'token' };
  return null;
}

/** The saved form of a checked draft. */
export function credentialFromDraft(draft: CredentialDraft, id: string, sandbox: boolean): SavedCredential {
  const url = parseBaseUrl(draft.baseUrl, draft);
  if (!url.ok) throw new Error('credentialFromDraft needs a checked draft');
  const { tokenMode, allowPlainHttp, inDoubt } = draft;
  const [name, companyName, username] = [draft.name.trim(), draft.companyName.trim(), draft.username.trim()];
  return { ...{ id, name, baseUrl: url.url, companyName, username, tokenMode, allowPlainHttp, inDoubt, sandbox } };
}

/** Whether a write-only field was left empty. */
export function isEmpty(secret: string | undefined): boolean {
  return secret === undefined || secret === '';
}
