// Where periods and the chart's days begin, also in the nights in which clocks are changed.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startOfDay, startOfPeriod, startsOfChart } from './periods';

const zoneBefore = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

const at = (text: string): number => Date.parse(text);
const hour = 3_600_000;

describe('a period', () => {
  it('begins at the local midnight of today, of 6 or of 29 days before, or never', () => {
    const now = at('2026-11-23T10:20:30+01:00');
    expect(startOfPeriod('today', now)).toBe(at('2026-11-23T00:00:00+01:00'));
    expect(startOfPeriod('7-days', now)).toBe(at('2026-11-17T00:00:00+01:00'));
    // In summer time: 29 days of 24 hours before would be 23:00 on the 24th.
    expect(startOfPeriod('30-days', now)).toBe(at('2026-10-25T00:00:00+02:00'));
    expect(startOfPeriod('all', now)).toBeNull();
  });

  it.each([
    ['the first instant of a day', '2026-11-23T00:00:00+01:00', '2026-11-23T00:00:00+01:00'],
    ['the last one', '2026-11-23T23:59:59.999+01:00', '2026-11-23T00:00:00+01:00'],
    ['the hour after the clocks went forward', '2026-03-29T03:00:00+02:00', '2026-03-29T00:00:00+01:00'],
    ['the second of the two hours from 2 to 3', '2026-10-25T02:30:00+01:00', '2026-10-25T00:00:00+02:00'],
  ])('knows the day of %s', (_which, now, start) => {
    expect(startOfPeriod('today', at(now))).toBe(at(start));
  });

  it('is the same in months and years before', () => {
    expect(startOfPeriod('7-days', at('2027-01-02T08:00:00+01:00'))).toBe(at('2026-12-27T00:00:00+01:00'));
    expect(startOfPeriod('30-days', at('2028-03-01T08:00:00+01:00'))).toBe(at('2028-02-01T00:00:00+01:00'));
  });

  it('follows the zone of the computer', () => {
    const now = at('2026-11-23T02:00:00Z');
    process.env['TZ'] = 'America/New_York';
    expect(startOfPeriod('today', now)).toBe(at('2026-11-22T00:00:00-05:00'));
    process.env['TZ'] = 'Pacific/Auckland';
    expect(startOfPeriod('today', now)).toBe(at('2026-11-23T00:00:00+13:00'));
  });

  it('begins with the first instant of a day that has no midnight', () => {
    // In Cuba the clocks go forward at midnight: 8 March 2026 begins at one o'clock.
    process.env['TZ'] = 'America/Havana';
    expect(startOfDay(at('2026-03-08T12:00:00-04:00'))).toBe(at('2026-03-08T01:00:00-04:00'));
  });
});

describe("the chart's days", () => {
  it('are 30, or 90 for all, and today is the last', () => {
    const now = at('2026-11-23T10:20:30+01:00');
    for (const [period, days] of [
      ['today', 30],
      ['7-days', 30],
      ['30-days', 30],
      ['all', 90],
    ] as const) {
      const starts = startsOfChart(period, now);
      expect(starts).toHaveLength(days);
      expect(starts.at(-1)).toBe(at('2026-11-23T00:00:00+01:00'));
    }
    expect(startsOfChart('30-days', now)[0]).toBe(startOfPeriod('30-days', now));
  });

  it('follow each other without a gap, 23 or 25 hours long when the clocks change', () => {
    expect(lengths(startsOfChart('30-days', at('2026-04-10T08:00:00+02:00')))).toEqual(oneOf(23));
    expect(lengths(startsOfChart('30-days', at('2026-11-10T08:00:00+01:00')))).toEqual(oneOf(25));
  });
});

function lengths(starts: readonly number[]): number[] {
  return starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / hour);
}

/** 29 days in all, all of 24 hours but one. */
function oneOf(hours: number) {
  return expect.toSatisfy((found: number[]) => {
    const others = found.filter((length) => length !== 24);
    return found.length === 29 && others.length === 1 && others[0] === hours;
  }) as number[];
}
