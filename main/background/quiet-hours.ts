// Quiet hours: local times of day between which nothing is shown.
import type { NotificationPreferences } from '../../preload/contract';

type QuietHours = Pick<NotificationPreferences, 'quietFrom' | 'quietTo'>;

/** When the quiet hours that are on now end, in milliseconds since 1970; null when none are on. */
export function quietUntil({ quietFrom, quietTo }: QuietHours, now: number): number | null {
  if (quietFrom === null || quietTo === null) return null;
  const [from, to, at] = [minutesOf(quietFrom), minutesOf(quietTo), minutesAt(now)];
  const isQuiet = from < to ? from <= at && at < to : at >= from || at < to;
  if (!isQuiet) return null;
  const end = new Date(now);
  end.setHours(Math.floor(to / 60), to % 60, 0, 0);
  // By the calendar, not by 24 hours: a day of the change to summer time is shorter.
  if (end.getTime() <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function minutesAt(time: number): number {
  const date = new Date(time);
  return date.getHours() * 60 + date.getMinutes();
}
