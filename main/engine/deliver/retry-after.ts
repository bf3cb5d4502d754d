// The Retry-After header: seconds or a date (RFC 9110, 10.2.3).

const longestMs = 24 * 60 * 60 * 1000;

/** The wait in milliseconds, at most a day; null when the header is missing or makes no sense. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, longestMs);
  // Only a full HTTP date: Date.parse alone takes bare numbers for years.
  if (!/[a-z]{3}.*\d{2}:\d{2}/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), longestMs);
}
