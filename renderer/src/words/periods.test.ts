// Checks what a period's sum shows and says.
import { beforeEach, describe, expect, it } from 'vitest';
import { periods, type Counts } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { countsSentence, formatShortDay, periodDocuments, periodNames, periodNothing, placesIn } from './periods';

beforeEach(() => setLanguage('en', 'en'));

const counts: Counts = { seen: 1_710, delivered: 1_604, onTheWay: 45, setAside: 4, duplicates: 14, ignored: 43 };

describe('a period', () => {
  it('has its own words, each of them', () => {
    for (const words of [periodNames, periodDocuments, periodNothing]) {
      expect(new Set(periods.map((period) => words[period])).size).toBe(periods.length);
    }
  });

  it('shows every place that a document can be in; ignored files have no day', () => {
    const parts = Object.keys(counts).filter((key) => key !== 'seen');
    expect(placesIn('all').map(({ key }) => key)).toEqual(parts);
    for (const period of ['today', '7-days', '30-days'] as const) {
      expect(placesIn(period).map(({ key }) => key)).toEqual(['delivered', 'onTheWay', 'setAside', 'duplicates']);
    }
  });
});

describe('the sum in one sentence', () => {
  it('has every number', async () => {
    expect(countsSentence(counts, 'all')).toBe(
      '1,710 seen: 1,604 delivered, 45 on the way, 4 set aside, 14 duplicates, 43 ignored',
    );
    await setLanguage('de', 'de-DE');
    expect(countsSentence(counts, 'all')).toBe(
      '1.710 gesehen: 1.604 ausgeliefert, 45 unterwegs, 4 zurückgelegt, 14 Duplikate, 43 übergangen',
    );
  });
});

describe('the sum of a period in one sentence', () => {
  it('does not say that none were ignored', () => {
    expect(countsSentence(counts, '7-days')).not.toContain('ignored');
    expect(countsSentence(counts, '7-days')).toContain('14 duplicates');
  });
});

describe('a day under its bar', () => {
  it('is written as people of the locale do, in local time', () => {
    const lastInstant = new Date(2026, 10, 23, 23, 59, 59).getTime();
    expect(formatShortDay(lastInstant, 'en-US')).toBe('Nov 23');
    expect(formatShortDay(lastInstant, 'en-GB')).toBe('23 Nov');
    expect(formatShortDay(lastInstant, 'de-DE')).toBe('23. Nov.');
  });
});
