// The Retry-After header: seconds or a date (RFC 9110, 10.2.3).
import { longestRetryMs } from '../limits';

/**
 * The wait in milliseconds, at most a day; null when the header is missing or makes no sense. A date is measured from the
 * reply's own Date header where it has one: this computer's clock may be a day behind the server's.
 */
export function retryAfterMs(header: string | undefined, now: number, date?: string): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, longestRetryMs);
  // Only a full HTTP date: Date.parse alone takes bare numbers for years.
  if (!/[a-z]{3}.*\d{2}:\d{2}/i.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  const repliedAt = date === undefined ? NaN : Date.parse(date);
  return Math.min(Math.max(0, at - (Number.isNaN(repliedAt) ? now : repliedAt)), longestRetryMs);
}
