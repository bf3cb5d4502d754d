// What a credential has to have before it is saved.
import { describe, expect, it } from 'vitest';
import type { CredentialDraft } from '../../preload/contract';
import { checkCredential, credentialFromDraft, type CredentialSurroundings } from './check-credential';
import { aCredentialDraft } from './testing/drafts';

const nothingSaved: CredentialSurroundings = { credentials: [], has: () => false };

describe('a new credential', () => {
  const rows: [Partial<CredentialDraft>, object | null][] = [
    [{}, null],
    [{ name: ' ' }, { code: 'required', field: 'name' }],
    [{ baseUrl: '' }, { code: 'required', field: 'baseUrl' }],
    [{ companyName: '' }, { code: 'required', field: 'companyName' }],
    [{ username: '' }, { code: 'required', field: 'username' }],
    [{ baseUrl: 'klearstack' }, { code: 'invalid-url', field: 'baseUrl' }],
    [{ baseUrl: 'ftp://klearstack.example' }, { code: 'invalid-url', field: 'baseUrl' }],
    [{ baseUrl: 'https://ap:secret@klearstack.example' }, { code: 'invalid-url', field: 'baseUrl' }],
    [{ baseUrl: 'http://klearstack.example' }, { code: 'plain-http', field: 'baseUrl' }],
    [{ baseUrl: 'http://127.0.0.1:9000' }, null],
    [{ password: '' }, { code: 'no-secret', field: 'password' }],
    [{ tokenMode: 'pasted' }, { code: 'no-secret', field: 'token' }],
    [{ tokenMode: 'pasted', token: 'tok' }, null],
  ];
  it.each(rows)('%j is answered with %j', (overrides, answer) => {
    expect(checkCredential(aCredentialDraft(overrides), nothingSaved)).toEqual(answer);
  });
});

describe('a saved credential', () => {
  const { password, ...withoutPassword } = aCredentialDraft({ id: 'c1' });

  it('keeps a saved secret when the field is left empty', () => {
    const has = (kind: string): boolean => kind === 'password';
    expect(checkCredential({ ...withoutPassword }, { credentials: [], has })).toBeNull();
    expect(checkCredential({ ...withoutPassword, password: '' }, { credentials: [], has })).toBeNull();
    expect(password).toBeDefined();
  });

  it('may keep its own name but not take that of another', () => {
    const credentials = [
      { id: 'c1', name: 'acme' },
      { id: 'c2', name: 'other' },
    ];
    const around = { credentials, has: () => true };
    expect(checkCredential(aCredentialDraft({ id: 'c1', name: 'acme' }), around)).toBeNull();
    expect(checkCredential(aCredentialDraft({ id: 'c1', name: ' other ' }), around)).toEqual({
      code: 'name-taken',
      field: 'name',
    });
  });

  it('is kept trimmed, with the base of its address, and without its secrets', () => {
    const draft = aCredentialDraft({ name: ' acme ', baseUrl: ' https://k.example/access/klearstack/uploadbatch ' });
    const saved = credentialFromDraft({ ...draft, token: 'tok' }, 'c1', false);
    expect(saved).toMatchObject({ id: 'c1', name: 'acme', baseUrl: 'https://k.example' });
    expect(JSON.stringify(saved)).not.toMatch(/p4ssword|tok"/);
  });
});
