// The overview's periods in local days: when they begin, and the days of their chart (docs/decisions/0017-periods.md).
import type { Period } from '../../preload/contract';

const daysOf: Readonly<Record<Exclude<Period, 'all'>, number>> = { today: 1, '7-days': 7, '30-days': 30 };
const chartDays = 30;
const chartDaysOfAll = 90;

/** Local midnight that the period begins with; null: it has no beginning. */
export function startOfPeriod(period: Period, now: number): number | null {
  return period === 'all' ? null : startOfDay(now, daysOf[period] - 1);
}

/** Local midnights, oldest first, today last. */
export function startsOfChart(period: Period, now: number): number[] {
  const days = period === 'all' ? chartDaysOfAll : chartDays;
  return Array.from({ length: days }, (_, index) => startOfDay(now, days - 1 - index));
}

/** Counted in the calendar: a day has 23 hours when the clocks go forward. */
export function startOfDay(now: number, daysAgo = 0): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
}
