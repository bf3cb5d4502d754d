// What the window takes as locked, and the words for it.
import { describe, expect, it } from 'vitest';
import { managedSettings, type PolicyInForce, type PolicyProblemKind } from '../../../preload/contract';
import { askWhom, lockedSentence, managedBy, policyProblemSentence, setBy } from './lock-words';
import { keepLocked, locksOf } from './locks';

const policy: PolicyInForce = {
  ...{ organisation: 'Northwind IT', contact: 'it-help@northwind.example' },
  credentials: { 'policy-production': { locked: true }, 'policy-spare': { locked: false } },
  folders: { f1: { locked: true }, f2: { locked: false } },
  settings: { timetable: { locked: true }, keepZipsDays: { locked: false } },
  ...{ updateChannel: null, resting: [] },
};
const view = { file: '/etc/batchdrop/policy.json', policy, problem: null };
const lock = { organisation: 'Northwind IT', contact: 'it-help@northwind.example' };

describe('locks', () => {
  it('are those of the policy, with the organisation and whom to ask', () => {
    const locks = locksOf(view);
    expect(managedSettings.filter((name) => locks.setting(name) !== null)).toEqual(['timetable']);
    expect(locks.setting('timetable')).toEqual(lock);
    expect(locks.credential('policy-production')).toEqual(lock);
    expect(locks.folder('f1')).toEqual(lock);
  });

  it('are not what is only preset, of nobody, or about to be added', () => {
    const { setting, credential, folder } = locksOf(view);
    expect([setting('keepZipsDays'), setting('places')]).toEqual([null, null]);
    expect([credential('policy-spare'), credential('own'), credential(null)]).toEqual([null, null, null]);
    expect([folder('f2'), folder('f3'), folder(null)]).toEqual([null, null, null]);
  });

  it('are none without a policy, and none while it is not known', () => {
    const problem = { kind: 'invalid', details: ['places: wrong.'] } as const;
    expect(locksOf(undefined)).toMatchObject({ policy: null, problem: null, file: null });
    expect(locksOf(undefined).setting('timetable')).toBeNull();
    expect(locksOf({ ...view, policy: null, problem })).toMatchObject({ policy: null, problem });
    expect(locksOf({ ...view, policy: null }).folder('f1')).toBeNull();
  });
});

describe('what a form sends', () => {
  const inForce = { bytesPerSecond: 1_234_567, keepZipsDays: 30, places: 2 };
  const typed = { bytesPerSecond: 1_235_000, keepZipsDays: 7, places: 4 };

  it('has the value in force where a setting is locked, and what was typed elsewhere', () => {
    const settings = { bytesPerSecond: { locked: true }, keepZipsDays: { locked: false } };
    const locks = locksOf({ ...view, policy: { ...policy, settings } });
    expect(keepLocked(typed, inForce, locks)).toEqual({ bytesPerSecond: 1_234_567, keepZipsDays: 7, places: 4 });
  });

  it('is what was typed without a policy', () => {
    expect(keepLocked(typed, inForce, locksOf(undefined))).toEqual(typed);
  });
});

describe('the words', () => {
  it('say who set it and whom to ask', () => {
    expect(setBy(lock)).toBe('Set by Northwind IT');
    expect(askWhom(lock)).toContain('it-help@northwind.example');
    expect(askWhom({ contact: null })).toContain('whoever looks after this computer');
    expect(managedBy(policy)).toBe('Managed by Northwind IT, it-help@northwind.example.');
    expect(managedBy({ ...policy, contact: null })).toBe('Managed by Northwind IT.');
  });

  it('leave an organisation’s name as it is', () => {
    expect(setBy({ ...lock, organisation: 'Müller & Söhne <IT>' })).toBe('Set by Müller & Söhne <IT>');
  });

  it('say that passwords stay open, and that a folder can be looked at', () => {
    expect(lockedSentence('credential', lock)).toMatch(/Northwind IT.*passwords and tokens/);
    expect(lockedSentence('folder', lock)).toMatch(/Northwind IT.*look at it and test it/);
  });

  it('have a sentence of its own for each thing that is wrong with the file', () => {
    const kinds: readonly PolicyProblemKind[] = [
      ...(['unreadable', 'not-owned', 'writable', 'too-large', 'not-json', 'invalid'] as const),
    ];
    const sentences = kinds.map((kind) => policyProblemSentence({ kind, details: [] }));
    expect(new Set(sentences).size).toBe(kinds.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
