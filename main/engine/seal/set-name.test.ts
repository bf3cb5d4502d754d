// Tests of set keys and set names.
import { describe, expect, it } from 'vitest';
import type { FolderId, SetPolicy } from '../model';
import { checkTemplate, renderSetName, setKey, subfolderOf, type SetOccasion } from './set-name';

const readyAt = new Date(2026, 10, 22, 9, 5, 7).getTime();

function anOccasion(changes: Partial<SetOccasion> = {}): SetOccasion {
  return { relativePath: 'invoice.pdf', readyAt, number: 3, ...changes };
}

function aFolder(set: SetPolicy): Parameters<typeof setKey>[0] {
  return { id: 'f1' as FolderId, set };
}

describe('checkTemplate', () => {
  it.each(['{folder}', '{folder} / {subfolder} {date} {time} #{number}', 'Invoices', 'a } b'])('accepts %j', (text) => {
    expect(checkTemplate('new-per-batch', text)).toBe('ok');
  });

  it.each(['Folder', 'month', '', ' folder', 'constructor'])('names the unknown placeholder %j', (name) => {
    const expected = { problem: 'unknown-placeholder', placeholder: name };
    expect(checkTemplate('new-per-day', `{folder} {${name}}`)).toEqual(expected);
  });

  it.each(['', '   '])('refuses the empty template %j', (text) => {
    expect(checkTemplate('new-per-folder', text)).toEqual({ problem: 'empty' });
  });

  it('refuses more than 100 characters', () => {
    expect(checkTemplate('new-per-folder', 'x'.repeat(100))).toBe('ok');
    expect(checkTemplate('new-per-folder', 'x'.repeat(101))).toEqual({ problem: 'too-long' });
  });

  it.each(['none', 'existing'] as const)('asks for no template with the policy %s', (policy) => {
    expect(checkTemplate(policy, '')).toBe('ok');
  });
});

describe('renderSetName', () => {
  it.each([
    ['{folder}', 'invoice.pdf', 'In box'],
    ['{folder} - {subfolder}', 'Acme/2026/invoice.pdf', 'In box - Acme'],
    ['{subfolder}', 'invoice.pdf', 'In box'],
    ['{date} {time}', 'invoice.pdf', '2026-11-22 09:05:07'],
    ['No. {number}', 'invoice.pdf', 'No. 3'],
    ['{toString} {month}', 'invoice.pdf', '{toString} {month}'],
    ['{subfolder}', '{date}/invoice.pdf', '{date}'],
    ['  {folder}\n\tagain ', 'invoice.pdf', 'In box again'],
  ])('renders %j for %s as %j', (template, relativePath, expected) => {
    expect(renderSetName(template, '/scans/In box', anOccasion({ relativePath }))).toBe(expected);
  });

  it('names a root by its path', () => {
    expect(renderSetName('{folder}', '/', anOccasion())).toBe('/');
  });

  it('cuts a very long name between characters', () => {
    const relativePath = `${'😀'.repeat(250)}/invoice.pdf`;
    expect(renderSetName('{subfolder}', '/scans/in', anOccasion({ relativePath }))).toBe('😀'.repeat(200));
  });
});

describe('setKey', () => {
  const name = '{folder}';

  it.each<[SetPolicy, string | null]>([
    [{ policy: 'none' }, null],
    [{ policy: 'existing', referenceNumber: '12345' }, 'existing:12345'],
    [{ policy: 'new-per-folder', name }, 'folder:f1'],
    [{ policy: 'new-per-subfolder', name }, 'subfolder:f1:Acme'],
    [{ policy: 'new-per-day', name }, 'day:f1:2026-11-22'],
    [{ policy: 'new-per-batch', name }, 'batch:f1:3'],
  ])('for %j is %s', (set, expected) => {
    expect(setKey(aFolder(set), anOccasion({ relativePath: 'Acme/2026/invoice.pdf' }))).toBe(expected);
  });

  it("keeps the folder's own documents apart from a sub-folder of the same name", () => {
    const folder = aFolder({ policy: 'new-per-subfolder', name });
    const own = setKey(folder, anOccasion({ relativePath: 'invoice.pdf' }));
    expect(own).not.toBe(setKey(folder, anOccasion({ relativePath: 'invoice.pdf/invoice.pdf' })));
    expect(own).toBe(setKey(folder, anOccasion({ relativePath: 'other.pdf' })));
  });

  it('changes at local midnight with one set per day', () => {
    const folder = aFolder({ policy: 'new-per-day', name });
    const lastMoment = new Date(2026, 11, 31, 23, 59, 59, 999).getTime();
    expect(setKey(folder, anOccasion({ readyAt: lastMoment }))).toBe('day:f1:2026-12-31');
    expect(setKey(folder, anOccasion({ readyAt: lastMoment + 1 }))).toBe('day:f1:2027-01-01');
  });
});

describe('subfolderOf', () => {
  it.each([
    ['a.pdf', null],
    ['x/a.pdf', 'x'],
    ['x/y/a.pdf', 'x'],
  ])('of %s is %s', (path, expected) => {
    expect(subfolderOf(path)).toBe(expected);
  });
});
