// The values of the credential form, and what it checks before it asks the program.
import type { CredentialDraft, CredentialView } from '../../../preload/contract';

export interface CredentialValues {
  name: string;
  baseUrl: string;
  companyName: string;
  username: string;
  password: string;
  tokenMode: 'automatic' | 'pasted';
  token: string;
  allowPlainHttp: boolean;
}

/** What the form starts with. Secrets never come back from the program. */
export function credentialValues(saved: CredentialView | null): CredentialValues {
  return {
    name: saved?.name ?? '',
    baseUrl: saved?.baseUrl ?? '',
    companyName: saved?.companyName ?? '',
    username: saved?.username ?? '',
    password: '',
    tokenMode: saved?.tokenMode ?? 'automatic',
    token: '',
    allowPlainHttp: saved?.allowPlainHttp ?? false,
  };
}

/** What is sent. An empty secret is left out, so that the saved one stays. */
export function credentialDraft(values: CredentialValues, saved: CredentialView | null): CredentialDraft {
  return {
    ...(saved !== null && { id: saved.id }),
    name: values.name.trim(),
    baseUrl: values.baseUrl.trim(),
    companyName: values.companyName.trim(),
    username: values.username.trim(),
    tokenMode: values.tokenMode,
    allowPlainHttp: values.allowPlainHttp && needsConsent(values.baseUrl),
    ...(values.password !== '' && { password: values.password }),
    ...(values.tokenMode === 'pasted' && values.token.trim() !== '' && { token: values.token.trim() }),
  };
}

/** Whether the password would cross a network unencrypted: http:// to another machine. */
export function needsConsent(baseUrl: string): boolean {
  const text = baseUrl.trim();
  if (!/^http:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return !(hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname));
}
