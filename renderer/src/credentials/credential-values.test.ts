// Checks the credential form's rules.
import { describe, expect, it } from 'vitest';
import {
  checkCredential,
  credentialDraft,
  credentialValues,
  isPlainHttp,
  type CredentialValues,
} from './credential-values';

const missing = { password: 'missing', token: 'missing' } as const;
const saved = { password: 'keyring', token: 'keyring' } as const;

describe('checkCredential', () => {
  it('accepts a complete form', () => {
    expect(checkCredential(filled(), missing)).toEqual({});
  });

  it('asks for everything that is missing', () => {
    expect(Object.keys(checkCredential(credentialValues(null), missing)).sort()).toEqual([
      ...['baseUrl', 'companyName', 'name', 'password', 'username'],
    ]);
  });

  it('lets saved secrets stay empty', () => {
    expect(checkCredential(filled({ password: '', tokenMode: 'pasted' }), saved)).toEqual({});
    expect(checkCredential(filled({ tokenMode: 'pasted', token: ' ' }), missing)).toHaveProperty('token');
  });

  it.each(['klearstack', 'ftp://x.example', 'https:x.example', 'https://u:p@x.example', 'https://x.example/?a=1'])(
    'refuses %s as an address',
    (baseUrl) => {
      expect(checkCredential(filled({ baseUrl }), missing)).toHaveProperty('baseUrl');
    },
  );

  it('wants a word before a password travels unencrypted', () => {
    const baseUrl = 'http://klear.example';
    expect(checkCredential(filled({ baseUrl }), missing)).toHaveProperty('allowPlainHttp');
    expect(checkCredential(filled({ baseUrl, allowPlainHttp: true }), missing)).toEqual({});
  });
});

describe('isPlainHttp', () => {
  it.each([
    ['http://klear.example', true],
    ['HTTP://10.0.0.1:8080/x', true],
    ['http://127.0.0.1.example.com', true],
    ['https://klear.example', false],
    ['http://localhost:9000', false],
    ['http://127.3.2.1', false],
    ['http://[::1]:80', false],
    ['http://', false],
  ])('of %s is %s', (baseUrl, is) => {
    expect(isPlainHttp(baseUrl)).toBe(is);
  });
});

describe('credentialDraft', () => {
  it('leaves secrets out that were not typed', () => {
    const draft = credentialDraft(filled({ password: '' }), 'a');
    expect(draft).toMatchObject({ id: 'a', name: 'Acme' });
    expect(draft).not.toHaveProperty('password');
    expect(draft).not.toHaveProperty('token');
  });

  it('keeps spaces of a password, trims the rest, and drops "Bearer"', () => {
    const values = filled({ name: ' Acme ', password: ' pw ', tokenMode: 'pasted', token: ' Bearer abc ' });
    expect(credentialDraft(values, null)).toMatchObject({ name: 'Acme', password: ' pw ', token: 'abc' });
  });

  it('asks about batches in doubt unless told otherwise', () => {
    expect(credentialDraft(filled(), null).inDoubt).toBe('ask');
    expect(credentialDraft(filled({ inDoubt: 'send-again' }), null).inDoubt).toBe('send-again');
  });

  it('forgets an accepted risk that is gone', () => {
    expect(credentialDraft(filled({ allowPlainHttp: true }), null).allowPlainHttp).toBe(false);
  });
});

function filled(over: Partial<CredentialValues> = {}): CredentialValues {
  return {
    ...credentialValues(null),
    ...{ name: 'Acme', baseUrl: 'https://klear.example', companyName: 'Acme Ltd', username: 'ap', password: 'pw' },
    ...over,
  };
}
