// What the timetable says about an hour of the week, and when it says something else. Local time, as people read clocks.
import { hoursOfWeek, type HourRule, type UploadLimits } from '../upload-limits';

/**
 * The rule of the hour that local clocks show at this time, in milliseconds since 1970. Without a timetable every hour is
 * `limited`: the bandwidth limit, where there is one, always holds.
 */
export function hourRuleAt({ timetable }: Pick<UploadLimits, 'timetable'>, now: number): HourRule {
  if (timetable === null) return 'limited';
  const local = new Date(now);
  // Sunday is day 0 of a Date and the last of a week.
  const day = (local.getDay() + 6) % 7;
  return timetable[day * 24 + local.getHours()] ?? 'full';
}

/** When the rule next becomes one that `fits`, after this time; null when it does not within two weeks. */
export function nextHourThat(
  limits: Pick<UploadLimits, 'timetable'>,
  now: number,
  fits: (rule: HourRule) => boolean,
): number | null {
  // Most timetables know no such hour, and nobody has to look for it.
  if (limits.timetable?.some(fits) !== true) return null;
  let at = now - (now % quarterMs) + quarterMs;
  for (const end = now + longestMs; at <= end; at += quarterMs) if (fits(hourRuleAt(limits, at))) return at;
  return null;
}

// [Note: Quarter hours] Every time zone is off by whole quarters of an hour, before and after a clock change. So an hour of
// the week begins at one of these moments wherever the program runs, and none has to be computed from local time, where
// an hour may be missing or come twice.
const quarterMs = 15 * 60 * 1000;
// A rule of one hour may fall into the hour that a clock change leaves out; then it comes a week later.
const longestMs = 2 * hoursOfWeek * 60 * 60 * 1000;
