// Checks the preview of set names.
import { describe, expect, it } from 'vitest';
import { nextSetAt, previewSetName, suggestedTemplates, templateProblem } from './set-name-preview';

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
    const suggested = Object.values(suggestedTemplates);
    expect(suggested.length).toBeGreaterThan(0);
    expect(suggested.filter((template) => templateProblem(template) !== null)).toEqual([]);
  });
});

describe('nextSetAt', () => {
  it.each([
    // 2026-05-03 is a Sunday.
    ['new-per-day', [2026, 4, 3, 9], [2026, 4, 4]],
    ['new-per-week', [2026, 4, 3, 23], [2026, 4, 4]],
    ['new-per-week', [2026, 4, 4, 0], [2026, 4, 11]],
    ['new-per-week', [2026, 11, 30, 12], [2027, 0, 4]],
    ['new-per-month', [2026, 0, 31, 9], [2026, 1, 1]],
    ['new-per-month', [2026, 11, 1, 0], [2027, 0, 1]],
  ] as const)('%s at %j is %j', (policy, [year, month, day, hour], [nextYear, nextMonth, nextDay]) => {
    const at = nextSetAt(policy, new Date(year, month, day, hour).getTime());
    expect(at).toBe(new Date(nextYear, nextMonth, nextDay).getTime());
  });

  it('is never for sets that do not go by the calendar', () => {
    expect(nextSetAt('new-per-batch', now)).toBeNull();
    expect(nextSetAt('none', now)).toBeNull();
  });
});
