// What the credential's form holds, how it is checked, and what is sent.
import type { CredentialDraft, CredentialView, InDoubtRule } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { problemSentence } from '../words/problems';
import { isTrustKept, networkDraft, networkProblems, networkValues, type NetworkValues } from './network-values';

export interface CredentialValues extends NetworkValues {
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly password: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly token: string;
  readonly inDoubt: InDoubtRule;
}

/** How the secrets are kept that were saved before. */
export type SavedSecrets = Pick<CredentialView, 'password' | 'token' | 'trust'>;

/** A form for a new credential, or for one that is saved. Secrets never come back from the program. */
export function credentialValues(saved: CredentialView | null): CredentialValues {
  return {
    name: saved?.name ?? '',
    baseUrl: saved?.baseUrl ?? '',
    companyName: saved?.companyName ?? '',
    username: saved?.username ?? '',
    password: '',
    tokenMode: saved?.tokenMode ?? 'automatic',
    token: '',
    inDoubt: saved?.inDoubt ?? 'ask',
    ...networkValues(saved),
  };
}

/** Fields without an entry are fine. The program checks again when saving. */
export function checkCredential(
  values: CredentialValues,
  saved: SavedSecrets,
): Partial<Record<keyof CredentialValues, string>> {
  const required = problemSentence({ code: 'required' });
  const { name, baseUrl, companyName, username, password, tokenMode, token } = values;
  const address = addressProblem(baseUrl);
  return {
    ...(name.trim() === '' && { name: required }),
    ...(address !== null && { baseUrl: address }),
    ...(companyName.trim() === '' && { companyName: required }),
    ...(username.trim() === '' && { username: required }),
    ...(password === '' && saved.password === 'missing' && { password: required }),
    // The program asks for it as well: what is saved is for the server whose certificate was trusted.
    ...(password === '' &&
      saved.password !== 'missing' &&
      !isTrustKept(values, saved.trust) && { password: t('credentials.network.passwordAgain') }),
    ...networkProblems(values),
    ...(tokenMode === 'pasted' && bareToken(token) === '' && saved.token === 'missing' && { token: required }),
  };
}

/** What is sent. A secret that was not typed is left out, so that the saved one stays. */
export function credentialDraft(values: CredentialValues, id: string | null): CredentialDraft {
  const token = values.tokenMode === 'pasted' ? bareToken(values.token) : '';
  return {
    ...(id !== null && { id }),
    name: values.name.trim(),
    baseUrl: values.baseUrl.trim(),
    companyName: values.companyName.trim(),
    username: values.username.trim(),
    tokenMode: values.tokenMode,
    inDoubt: values.inDoubt,
    ...(values.password !== '' && { password: values.password }),
    ...(token !== '' && { token }),
    ...networkDraft(values),
  };
}

/** Whether the password would cross a network unencrypted, by the engine's rules (main/engine/deliver/base-url.ts). */
function isPlainHttp(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'http:') return false;
  return !(hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname));
}

function addressProblem(baseUrl: string): string | null {
  const text = baseUrl.trim();
  if (text === '') return problemSentence({ code: 'required' });
  const invalid = problemSentence({ code: 'invalid-url' });
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return invalid;
  const { username, password, search, hash } = new URL(text);
  if (username + password + search + hash !== '') return invalid;
  return isPlainHttp(text) ? problemSentence({ code: 'plain-http' }) : null;
}

function bareToken(token: string): string {
  return token.trim().replace(/^bearer\s+/i, '');
}
