// Checks the preview of set names.
import { describe, expect, it } from 'vitest';
import { previewSetName, suggestedTemplates, templateProblem } from './set-name-preview';

const now = new Date(2026, 4, 3, 9, 5, 7).getTime();

describe('previewSetName', () => {
  it.each([
    ['{folder}', '/scans/invoices', 'invoices'],
    ['{folder} {date}', 'C:\\Scans\\Invoices\\', 'Invoices 2026-05-03'],
    ['{subfolder}/{time}#{number}', '/in', 'Acme Ltd/09:05:07#1'],
    ['  a \n b  ', '/in', 'a b'],
    ['{shoe}', '/in', '{shoe}'],
    ['   ', '/in', 'in'],
    ['{folder}', '', 'Scans'],
  ])('fills %j for %s', (template, path, name) => {
    expect(previewSetName(template, path, now)).toBe(name);
  });

  it('cuts long names between characters', () => {
    expect(Array.from(previewSetName('📄'.repeat(300), '/in', now))).toHaveLength(200);
  });
});

describe('templateProblem', () => {
  it('names the placeholder that is not known', () => {
    expect(templateProblem('{folder} {month}')).toContain('{month}');
  });

  it.each(['', '  ', 'x'.repeat(101)])('refuses %j', (template) => {
    expect(templateProblem(template)).not.toBeNull();
  });

  it('accepts what is suggested', () => {
    expect(Object.values(suggestedTemplates).map(templateProblem)).toEqual([null, null, null, null]);
  });
});
