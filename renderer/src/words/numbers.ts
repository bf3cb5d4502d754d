// Counts, sizes and shares as people of a locale write them. Without a locale: the window's.
import { locale as windowLocale } from '../i18n/translate';

/** 1204 -> "1,204". */
export function formatCount(count: number, locale = windowLocale()): string {
  return new Intl.NumberFormat(locale).format(count);
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** 1536 -> "1.5 kB". Steps of 1024, as file managers count. */
export function formatSize(sizeBytes: number, locale = windowLocale()): string {
  let value = sizeBytes;
  let step = 0;
  // 1023.95 of a unit would be rounded to 1,024 of it.
  while (value >= 1023.95 && step < sizeUnits.length - 1) {
    value /= 1024;
    step += 1;
  }
  const unit = sizeUnits[step] ?? 'byte';
  const maximumFractionDigits = step === 0 || value >= 100 ? 0 : 1;
  const unitDisplay = step === 0 ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}

/** Whole percent of a part; never 100 % before everything is there, never more than 100 %. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.max(0, Math.min(100, Math.floor((part / whole) * 100)));
}

/** 42 -> "42%" in the form of the locale. */
export function formatPercent(percent: number, locale = windowLocale()): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);
}
