// The overview's periods and the days of its chart, in words.
import type { Counts, Period } from '../../../preload/contract';
import { locale as windowLocale, t } from '../i18n/translate';
import type { Tone } from './tones';

const asTree = { returnObjects: true } as const;

export const periodNames: Record<Period, string> = t('overview.periods.names', asTree);
/** What the numbers of a period count: documents by the day on which they were first seen. */
export const periodDocuments: Record<Period, string> = t('overview.periods.documents', asTree);
/** Said in place of a picture of nothing. */
export const periodNothing: Record<Period, string> = t('overview.periods.nothing', asTree);
export const periodNumbers: Record<Period, string> = t('overview.periods.numbers', asTree);

/** The five places that a document can be in, in the order in which people ask for them. */
export const places = [
  { key: 'delivered', tone: 'good' },
  { key: 'onTheWay', tone: 'moving' },
  { key: 'setAside', tone: 'attention' },
  { key: 'duplicates', tone: 'double' },
  { key: 'ignored', tone: 'quiet' },
] as const satisfies readonly { key: keyof Counts; tone: Tone }[];

/** Files ignored by name have no day: in a period they are left out, not shown as none (docs/decisions/0017-periods.md). */
export function placesIn(period: Period): readonly (typeof places)[number][] {
  return period === 'all' ? places : places.filter(({ key }) => key !== 'ignored');
}

/** All parts of the sum in one sentence, for those who do not see the bar. */
export function countsSentence(counts: Counts, period: Period): string {
  return period === 'all'
    ? t('overview.conservation.bar', { ...counts })
    : t('overview.conservation.barOfPeriod', { ...counts });
}

/** "23 Nov" in the form of the locale: what stands under a bar. */
export function formatShortDay(at: number, locale = windowLocale()): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
}
