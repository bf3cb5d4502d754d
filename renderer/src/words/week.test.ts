import { expect, it } from 'vitest';
import { formatHour, weekdayName } from './week';

it('names weekdays from Monday and hours as the locale does', () => {
  expect(weekdayName(0, 'long', 'en')).toBe('Monday');
  expect(weekdayName(6, 'short', 'de')).toBe('So');
  expect(formatHour(14, 'de')).toBe('14:00');
  expect(formatHour(14, 'en-US')).toMatch(/^2:00\sPM$/);
});
