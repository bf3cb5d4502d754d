// Points in time as people read them: "just now", "5 minutes ago", "today at 14:05", "12 Mar 2026 at 09:30".

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const fullDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A time in the past or near future, as short as it can be said. Local time. */
export function timeText(time: number, now: number): string {
  const ago = now - time;
  if (Math.abs(ago) < minuteMs) return ago >= 0 ? 'just now' : 'in a moment';
  if (ago > 0 && ago < hourMs) return `${Math.floor(ago / minuteMs)} min ago`;
  return dayText(time, now);
}

/** The day and clock time: "today at 14:05". */
export function dayText(time: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / dayMs);
  const at = `at ${clock.format(time)}`;
  if (days === 0) return `today ${at}`;
  if (days === 1) return `yesterday ${at}`;
  if (days === -1) return `tomorrow ${at}`;
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? dayAndMonth : fullDay).format(time)} ${at}`;
}

/** How long until `time`: "now", "in 40 s", "in 12 min", "in 3 h 5 min". */
export function untilText(time: number, now: number): string {
  const left = time - now;
  if (left <= 0) return 'now';
  if (left < minuteMs) return `in ${Math.ceil(left / 1000)} s`;
  const minutes = Math.ceil(left / minuteMs);
  if (minutes < 60) return `in ${minutes} min`;
  const rest = minutes % 60;
  return `in ${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** Day, date and seconds, for tooltips. */
export function exactText(time: number): string {
  return exact.format(time);
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
