// Checks the one sentence that answers "did everything arrive?".
import { beforeEach, describe, expect, it } from 'vitest';
import type { Counts, Overview } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { headline, unaccounted } from './headline';

beforeEach(() => setLanguage('en', 'en'));

describe('headline', () => {
  it('says that everything was delivered only when nothing is anywhere else', () => {
    expect(headline(anOverview({ seen: 12, delivered: 12 }))).toMatchObject({
      title: 'Everything was delivered',
      detail: 'All 12 documents have arrived at the server.',
    });
    expect(headline(anOverview({ seen: 12, delivered: 11, setAside: 1 })).title).not.toMatch(/everything/i);
  });

  it('counts a duplicate as arrived', () => {
    expect(headline(anOverview({ seen: 20, delivered: 12, duplicates: 5, ignored: 3 }))).toMatchObject({
      title: 'Everything was delivered',
      detail: 'All 12 documents have arrived at the server.',
    });
  });

  it('puts what needs a person before what is on the way', () => {
    const overview = anOverview({ seen: 5, delivered: 1, onTheWay: 3, setAside: 1 }, { attention: 1 });
    expect(headline(overview)).toMatchObject({ title: '1 thing needs your attention', tone: 'attention' });
  });

  it('does not call it done while a folder cannot be reached', () => {
    const overview = anOverview({ seen: 3, delivered: 3 }, { offline: true });
    expect(headline(overview).title).toBe('1 folder cannot be reached');
  });

  it('counts what is on the way', () => {
    expect(headline(anOverview({ seen: 3, delivered: 1, onTheWay: 2 }))).toMatchObject({
      title: '2 documents on the way',
      detail: '1 of 3 documents have arrived at the server.',
    });
  });

  it('waits for the first document when only ignored files were seen', () => {
    expect(headline(anOverview({ seen: 2, ignored: 2 })).title).toBe('Ready for the first document');
  });

  it('speaks of a single document without counting', () => {
    expect(headline(anOverview({ seen: 1, delivered: 1 })).detail).toBe('The one document has arrived.');
    expect(headline(anOverview({ seen: 1, onTheWay: 1 })).detail).toBe('The one document has not arrived yet.');
  });

  it('says it in German too', async () => {
    await setLanguage('de', 'de-DE');
    expect(headline(anOverview({ seen: 1200, delivered: 1200 }))).toMatchObject({
      title: 'Alles wurde ausgeliefert',
      detail: 'Alle 1.200 Dokumente sind auf dem Server angekommen.',
    });
    const overview = anOverview({ seen: 5, delivered: 1, setAside: 4 }, { attention: 4 });
    expect(headline(overview).title).toBe('4 Vorgänge brauchen Ihre Aufmerksamkeit');
  });
});

describe('unaccounted', () => {
  it('is what the parts leave of the sum', () => {
    expect(
      unaccounted(someCounts({ seen: 9, delivered: 3, onTheWay: 2, setAside: 1, duplicates: 1, ignored: 2 })),
    ).toBe(0);
    expect(unaccounted(someCounts({ seen: 9, delivered: 3 }))).toBe(6);
  });
});

function someCounts(counts: Partial<Counts>): Counts {
  return { seen: 0, delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0, ...counts };
}

function anOverview(
  counts: Partial<Counts>,
  { attention = 0, offline = false } = {},
): Pick<Overview, 'counts' | 'attentionTotal' | 'folders'> {
  const all = someCounts(counts);
  const folder = { id: 'a', path: '/in', health: offline ? 'offline' : 'watching', healthDetail: null, counts: all };
  return { counts: all, attentionTotal: attention, folders: [folder as FolderRow] };
}

type FolderRow = Overview['folders'][number];
