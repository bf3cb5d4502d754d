// Checks how moments are told from a given now.
import { describe, expect, it } from 'vitest';
import { formatDay, formatDue, formatMoment, formatRelative, formatSeconds, formatSince } from './times';

const now = Date.UTC(2026, 4, 12, 10, 30);
const minute = 60_000;

describe('formatRelative', () => {
  it.each([
    [0, 'just now'],
    [-9_000, 'just now'],
    [4_000, 'in a moment'],
    [-30_000, '30 seconds ago'],
    [-119_000, '1 minute ago'],
    [15 * minute, 'in 15 minutes'],
    [-3 * 60 * minute, '3 hours ago'],
    [-25 * 60 * minute, 'yesterday'],
  ])('tells %d ms from now as "%s"', (spanMs, text) => {
    expect(formatRelative(now + spanMs, now, 'en')).toBe(text);
  });

  it('writes the date when it is more than a week away', () => {
    expect(formatRelative(now - 30 * 24 * 60 * minute, now, 'en')).toBe('Apr 12, 2026');
  });
});

describe('formatSince', () => {
  it('never tells the past as the future, not even by a clock that is ahead', () => {
    expect(formatSince(now + 4_000, now, 'en')).toBe('just now');
    expect(formatSince(now - 2 * minute, now, 'en')).toBe('2 minutes ago');
  });
});

describe('formatDue', () => {
  it('says now when the time has passed', () => {
    expect(formatDue(now - minute, now, 'en')).toBe('now');
    expect(formatDue(now + 2 * minute, now, 'en')).toBe('in 2 minutes');
  });
});

describe('formatDay', () => {
  it('names the day of the week', () => {
    expect(formatDay(new Date(2026, 4, 4).getTime(), 'en-GB')).toMatch(/^Monday,? 4 May 2026$/);
  });
});

describe('formatSeconds', () => {
  it('gives tenths, so that steps stand in line', () => {
    expect([formatSeconds(0, 'en'), formatSeconds(12_340, 'en')]).toEqual(['0.0 sec', '12.3 sec']);
  });
});

describe('formatMoment', () => {
  it('gives date and time to the second', () => {
    expect(formatMoment(now, 'en')).toMatch(/May 1[123], 2026.*:30:00/);
  });
});
