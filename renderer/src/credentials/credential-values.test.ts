// Checks the credential form's rules.
import { describe, expect, it } from 'vitest';
import { checkCredential, credentialDraft, credentialValues, type CredentialValues } from './credential-values';

const missing = { password: 'missing', token: 'missing', trust: { kind: 'system' } } as const;
const saved = { password: 'keyring', token: 'keyring', trust: { kind: 'system' } } as const;

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

  it.each([
    ['http://klear.example', true],
    ['HTTP://10.0.0.1:8080/x', true],
    ['http://127.0.0.1.example.com', true],
    ['https://klear.example', false],
    ['http://localhost:9000', false],
    ['http://127.3.2.1', false],
    ['http://[::1]:80', false],
  ])('lets a password travel unencrypted on this machine only: %s is refused: %s', (baseUrl, isRefused) => {
    const { baseUrl: problem } = checkCredential(filled({ baseUrl }), missing);
    expect(problem !== undefined).toBe(isRefused);
    if (isRefused) expect(problem).toContain('https://');
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
});

function filled(over: Partial<CredentialValues> = {}): CredentialValues {
  return {
    ...credentialValues(null),
    ...{ name: 'Acme', baseUrl: 'https://klear.example', companyName: 'Acme Ltd', username: 'ap', password: 'pw' },
    ...over,
  };
}
