// Moments and spans as people say them. Times are milliseconds since 1970; without a locale: the window's.
import { locale as windowLocale, t } from '../i18n/translate';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Date and time in full, for tooltips and proofs. */
export function formatMoment(at: number, locale = windowLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** 1234 -> "1.2 sec", in the form of the locale. */
export function formatSeconds(spanMs: number, locale = windowLocale()): string {
  const form = { style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, form).format(spanMs / second);
}

/** The time of day to the second: "10:30:00 AM" in the form of the locale. */
export function formatClock(at: number, locale = windowLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at);
}

/** "Monday, 4 May 2026" in the form of the locale. */
export function formatDay(at: number, locale = windowLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at);
}

/** "just now", "in 5 minutes", "yesterday"; the date itself when it is more than a week away. */
export function formatRelative(at: number, now: number, locale = windowLocale()): string {
  const spanMs = at - now;
  const distance = Math.abs(spanMs);
  if (distance >= 7 * day) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
  if (distance < 10 * second) return spanMs > 0 ? t('common.inAMoment') : t('common.justNow');
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (distance < minute) return words.format(Math.round(spanMs / second), 'second');
  if (distance < hour) return words.format(Math.trunc(spanMs / minute), 'minute');
  if (distance < day) return words.format(Math.trunc(spanMs / hour), 'hour');
  return words.format(Math.trunc(spanMs / day), 'day');
}

/** As `formatRelative`, for what has happened: a clock that is a little ahead does not make it the future. */
export function formatSince(at: number, now: number, locale = windowLocale()): string {
  return formatRelative(Math.min(at, now), now, locale);
}

/** When the next attempt is due: a time that has passed means that it may start any second. */
export function formatDue(at: number, now: number, locale = windowLocale()): string {
  return at <= now ? t('common.now') : formatRelative(at, now, locale);
}

/** 5 -> "5 sec", 200 -> "3 min", 7300 -> "2 hr": how long something will take, roughly. */
export function formatSpan(seconds: number, locale = windowLocale()): string {
  const [value, unit] =
    seconds < 60
      ? ([Math.max(1, Math.round(seconds)), 'second'] as const)
      : seconds < 3_600
        ? ([Math.round(seconds / 60), 'minute'] as const)
        : ([Math.round(seconds / 3_600), 'hour'] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
