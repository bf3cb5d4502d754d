// The hours of the week as local clocks show them, also in the nights in which clocks are changed.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hoursOfWeek, type HourRule } from '../upload-limits';
import { hourRuleAt, nextHourThat } from './timetable';

const zoneBefore = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

const [monday, sunday] = [0, 6];
const at = (text: string): number => Date.parse(text);
const isOpen = (rule: HourRule): boolean => rule !== 'closed';

/** Full speed, but for these hours of these days. */
function timetable(rules: readonly (readonly [day: number, hour: number, rule: HourRule])[]) {
  const week = Array.from({ length: hoursOfWeek }, (): HourRule => 'full');
  for (const [day, hour, rule] of rules) week[day * 24 + hour] = rule;
  return { timetable: week };
}

describe('a timetable', () => {
  it('begins on Monday at midnight and ends with Sunday', () => {
    const limits = timetable([
      [monday, 0, 'closed'],
      [sunday, 23, 'limited'],
    ]);
    expect(hourRuleAt(limits, at('2026-11-23T00:00:00+01:00'))).toBe('closed');
    expect(hourRuleAt(limits, at('2026-11-23T00:59:59+01:00'))).toBe('closed');
    expect(hourRuleAt(limits, at('2026-11-23T01:00:00+01:00'))).toBe('full');
    expect(hourRuleAt(limits, at('2026-11-22T23:30:00+01:00'))).toBe('limited');
  });

  it('says when the next hour is that lets batches go', () => {
    const limits = timetable([9, 10, 11].map((hour) => [monday, hour, 'closed'] as const));
    expect(nextHourThat(limits, at('2026-11-23T09:20:30+01:00'), isOpen)).toBe(at('2026-11-23T12:00:00+01:00'));
    expect(nextHourThat(limits, at('2026-11-23T12:00:00+01:00'), (rule) => !isOpen(rule))).toBe(
      at('2026-11-30T09:00:00+01:00'),
    );
  });

  it('that never lets anything go has no next hour, and the absence of one limits every hour', () => {
    const closed = { timetable: Array.from({ length: hoursOfWeek }, (): HourRule => 'closed') };
    expect(nextHourThat(closed, at('2026-11-23T09:00:00+01:00'), isOpen)).toBeNull();
    expect(hourRuleAt({ timetable: null }, 0)).toBe('limited');
    expect(nextHourThat({ timetable: null }, 0, (rule) => rule !== 'limited')).toBeNull();
  });
});

describe('a timetable in the night of a clock change', () => {
  it('holds an hour that comes twice for both of them', () => {
    // 03:00 becomes 02:00 on 25 October 2026.
    const limits = timetable([[sunday, 2, 'closed']]);
    expect(hourRuleAt(limits, at('2026-10-25T02:30:00+02:00'))).toBe('closed');
    expect(hourRuleAt(limits, at('2026-10-25T02:30:00+01:00'))).toBe('closed');
    expect(nextHourThat(limits, at('2026-10-25T02:00:00+02:00'), isOpen)).toBe(at('2026-10-25T03:00:00+01:00'));
  });

  it('passes over an hour that is left out, and finds it a week later', () => {
    // 02:00 becomes 03:00 on 28 March 2027.
    const limits = timetable([[sunday, 2, 'closed']]);
    expect(hourRuleAt(limits, at('2027-03-28T01:59:59+01:00'))).toBe('full');
    expect(hourRuleAt(limits, at('2027-03-28T03:00:00+02:00'))).toBe('full');
    const onlyHour = timetable([]).timetable.map((_, hour): HourRule => (hour === sunday * 24 + 2 ? 'full' : 'closed'));
    const afterLast = at('2027-03-21T03:00:00+01:00');
    expect(nextHourThat({ timetable: onlyHour }, afterLast, isOpen)).toBe(at('2027-04-04T02:00:00+02:00'));
  });

  it.each([
    ['Asia/Kolkata', '2026-11-23T09:00:00+05:30'],
    ['Asia/Kathmandu', '2026-11-23T09:00:00+05:45'],
    ['Australia/Lord_Howe', '2026-11-23T09:00:00+11:00'],
    ['America/St_Johns', '2026-11-23T09:00:00-03:30'],
  ])('begins its hours when the clocks of %s do', (zone, nine) => {
    process.env['TZ'] = zone;
    const limits = timetable([[monday, 9, 'limited']]);
    expect(nextHourThat(limits, at(nine) - 5 * 3_600_000, (rule) => rule === 'limited')).toBe(at(nine));
    expect(hourRuleAt(limits, at(nine) - 1)).toBe('full');
  });
});
