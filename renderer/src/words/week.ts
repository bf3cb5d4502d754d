// Names of weekdays and hours, as the window's locale writes them.
import { locale as windowLocale } from '../i18n/translate';

const aMonday = Date.UTC(2024, 0, 1);
const dayMs = 24 * 60 * 60 * 1_000;
const hourMs = 60 * 60 * 1_000;

/** Weekday 0 is Monday. */
export function weekdayName(weekday: number, form: 'short' | 'long', locale = windowLocale()): string {
  const at = aMonday + weekday * dayMs;
  return new Intl.DateTimeFormat(locale, { weekday: form, timeZone: 'UTC' }).format(at);
}

/** 14 -> "14:00" or "2:00 PM". */
export function formatHour(hour: number, locale = windowLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(aMonday + hour * hourMs);
}
