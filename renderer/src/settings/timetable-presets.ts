// Ready-made timetables. Hours count from Monday 00:00, local time.
import { hoursOfWeek, type HourRule } from '../../../preload/contract';

export const hoursOfDay = 24;

type Rule = (weekday: number, hour: number) => HourRule;

const isOffice = (weekday: number, hour: number): boolean => weekday < 5 && hour >= 7 && hour < 18;

/** One rule for each hour of the week; weekday 0 is Monday. */
function week(rule: Rule): HourRule[] {
  return Array.from({ length: hoursOfWeek }, (_, index) => rule(Math.floor(index / hoursOfDay), index % hoursOfDay));
}

export const presets = {
  always: week(() => 'full'),
  officeLimited: week((weekday, hour) => (isOffice(weekday, hour) ? 'limited' : 'full')),
  nightsOnly: week((weekday, hour) => (isOffice(weekday, hour) ? 'closed' : 'full')),
} as const;
