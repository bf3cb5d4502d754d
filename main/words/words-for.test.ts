// Both languages say everything, with their own plurals, numbers and times.
import { describe, expect, it } from 'vitest';
import { wordsFor } from './words-for';

const now = new Date(2026, 10, 23, 12, 0).getTime();
const english = wordsFor({ language: 'en', locale: 'en-GB' }, () => now);
const german = wordsFor({ language: 'de', locale: 'de-DE' }, () => now);

describe('the system’s parts', () => {
  it('count in the singular and the plural', () => {
    expect(english.notices.delivered(1, 1).body).toBe('1 document delivered in 1 batch.');
    expect(english.notices.delivered(12, 3).body).toBe('12 documents delivered in 3 batches.');
    expect(german.notices.delivered(1, 1).body).toBe('1 Dokument in 1 Batch geliefert.');
    expect(german.notices.delivered(12, 3).body).toBe('12 Dokumente in 3 Batches geliefert.');
    expect(german.tray.needsAttention(1_234)).toContain('1.234 Einträgen');
    expect(english.tray.needsAttention(1_234)).toContain('1,234 items need');
  });

  it('name the day of a time that is not today', () => {
    expect(english.tray.paused(now + 3_600_000)).toBe('Batchdrop: deliveries are paused until 13:00.');
    expect(german.tray.paused(now + 86_400_000)).toMatch(/bis Dienstag.* 12:00\.$/);
  });

  it('have the same texts to offer, none of them empty, and no text in both but for names', () => {
    const [en, de] = [textsOf(english), textsOf(german)];
    expect([...de.keys()]).toEqual([...en.keys()]);
    const same = [...en].filter(([key, text]) => text === '' || text === de.get(key)).map(([key]) => key);
    expect(same).toEqual(['menu.sets', 'about.version', 'about.parts']);
  });
});

/** Every text by its place; functions are called with something that fits. */
function textsOf(part: object, place = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(part) as [string, unknown][]) {
    const here = place === '' ? key : `${place}.${key}`;
    const said: unknown = typeof value === 'function' ? call(value as (...given: unknown[]) => unknown, here) : value;
    if (typeof said === 'string') texts.set(here, said);
    else for (const [inner, text] of textsOf(said as object, here)) texts.set(inner, text);
  }
  return texts;
}

function call(say: (...given: unknown[]) => unknown, key: string): unknown {
  if (key === 'about.parts') return say({ electron: '1', chrome: '2', node: '3', system: '4' });
  return say(2, 2);
}
