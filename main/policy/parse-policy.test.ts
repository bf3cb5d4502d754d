// What may stand in a policy, and what the sentence about a wrong one says.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderIdOf } from '../engine/form-checks';
import { parsePolicy } from './parse-policy';
import { aManagedCredential, aManagedFolder, aPolicy, policyJson } from './testing/a-policy';

function sentences(more: Record<string, unknown>): readonly string[] {
  const parsed = parsePolicy(policyJson(more), { home: '/home/ap' });
  return parsed.kind === 'problem' ? parsed.problem.details : [];
}

const credentials = [aManagedCredential];
const folders = [aManagedFolder];

describe('a policy', () => {
  it('needs a version and an organisation, and nothing else', () => {
    const parsed = parsePolicy('{"version": 1, "organisation": "Acme IT"}', { home: '/' });
    expect(parsed).toMatchObject({
      kind: 'policy',
      policy: { organisation: 'Acme IT', contact: null, credentials: [] },
    });
    expect(parsePolicy('{}', { home: '/' })).toMatchObject({ kind: 'problem', problem: { kind: 'invalid' } });
  });

  it('gives entries ids that stay, and folders the id of their place', () => {
    const policy = aPolicy({ credentials, folders });
    expect(policy.credentials).toMatchObject([
      { locked: true, saved: { id: 'policy-main', name: 'Acme', inDoubt: 'ask' } },
    ]);
    expect(policy.folders).toMatchObject([
      {
        saved: {
          id: folderIdOf('/srv/scans'),
          credentialId: 'policy-main',
          path: '/srv/scans',
          set: { policy: 'none' },
        },
      },
    ]);
  });

  it('puts the home of whoever runs the program for {home}', () => {
    const [folder] = aPolicy({ credentials, folders: [{ ...aManagedFolder, path: '{home}/Scans' }] }).folders;
    expect(folder?.saved.path).toBe('/home/ap/Scans');
  });

  it('takes a week as seven days of letters', () => {
    const timetable = { value: Array<string>(7).fill('-'.repeat(24)), locked: true };
    expect(aPolicy({ settings: { timetable } }).settings.timetable?.value).toHaveLength(168);
  });

  it('is what the page about it shows', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/managed-set-up.md'), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(parsePolicy(example, { home: '/home/ap' })).toMatchObject({
      ...{ kind: 'policy', policy: { organisation: 'Northwind IT', folders: [{ locked: true }] } },
    });
  });

  it('may begin with the mark that Windows editors write', () => {
    expect(parsePolicy(`\ufeff${policyJson()}`, { home: '/' }).kind).toBe('policy');
  });
});

describe('a wrong policy', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'an unknown name',
      { organization: 'x' },
      'organization: this field is not known; correct its name or take it out.',
    ],
    ['an unknown setting', { settings: { speed: 1 } }, 'settings.speed: this field is not known'],
    [
      'a password',
      { credentials: [{ ...aManagedCredential, password: 'p' }] },
      'credentials[0].password: a policy holds no secrets',
    ],
    [
      'a token',
      { credentials: [{ ...aManagedCredential, accessToken: 'p' }] },
      'credentials[0].accessToken: a policy holds no secrets',
    ],
    [
      'an entry that does not say whether it is locked',
      { credentials: [{ ...aManagedCredential, locked: undefined }] },
      'credentials[0].locked: this field is missing; expected boolean.',
    ],
    ['another version', { version: 2 }, 'version: expected 1'],
    ['a number out of bounds', { settings: { places: { value: 99, locked: true } } }, 'settings.places.value:'],
    [
      'http:// without saying so',
      { credentials: [{ ...aManagedCredential, baseUrl: 'http://a.example' }] },
      'credentials[0].baseUrl: expected the https://',
    ],
    [
      'one id twice',
      { credentials: [aManagedCredential, { ...aManagedCredential, name: 'b' }] },
      'credentials[1].id: "main" is used twice',
    ],
    ['a folder of no credential', { folders }, 'folders[0].credential: expected the id of a credential in this policy'],
    [
      'a folder without a whole path',
      { credentials, folders: [{ ...aManagedFolder, path: 'scans' }] },
      'folders[0].path: expected a whole path',
    ],
    [
      'a folder in a folder',
      { credentials, folders: [aManagedFolder, { ...aManagedFolder, id: 'b', path: '/srv/scans/b' }] },
      'folders[1].path: "/srv/scans/b" overlaps',
    ],
    [
      'Insurances as B2B',
      { credentials, folders: [{ ...aManagedFolder, documentType: 'Insurances' }] },
      'folders[0].invoiceType: expected B2C',
    ],
    [
      'a template that says nothing',
      { credentials, folders: [{ ...aManagedFolder, set: { policy: 'new-per-day', name: '{month}' } }] },
      'folders[0].set.name:',
    ],
    ['an unknown channel', { updateChannel: { value: 'nightly', locked: true } }, 'updateChannel.value:'],
  ])('with %s is refused with a sentence that names the field', (_, more, sentence) => {
    expect(sentences(more).join('\n')).toContain(sentence);
  });

  it('says everything that is wrong at once', () => {
    expect(sentences({ a: 1, b: 2 })).toHaveLength(2);
  });

  it.each(['', '{', '[]', 'null', '"x"'])('as %j is refused', (source) => {
    expect(parsePolicy(source, { home: '/' }).kind).toBe('problem');
  });
});
