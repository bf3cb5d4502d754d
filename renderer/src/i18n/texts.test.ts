// Checks that no language lacks a text, a placeholder or a plural.
import { describe, expect, it } from 'vitest';
import { pseudoTexts, type TextTree } from './pseudo';
import { english, german } from './texts';

const flat = (tree: TextTree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${before}${key}`, text]] : flat(text, `${before}${key}.`),
  );
const placeholdersIn = (text: string): string[] => [...text.matchAll(/\{\{.*?\}\}/g)].map(([found]) => found).sort();

describe.each([
  ['German', german],
  ['the test language', pseudoTexts(english)],
])('%s', (_name, texts) => {
  const originals = flat(english);
  const translated = new Map(flat(texts));

  it('has the keys of English, each with a text', () => {
    expect([...translated.keys()].sort()).toEqual(originals.map(([key]) => key).sort());
    expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in what English fills in', () => {
    const differing = originals.filter(([key, text]) => {
      // "one" may spell out the number.
      if (key.endsWith('_one')) return false;
      return placeholdersIn(translated.get(key) ?? '').join() !== placeholdersIn(text).join();
    });
    expect(differing).toEqual([]);
  });
});

it('has both forms of every plural', () => {
  const keys = new Set(flat(english).map(([key]) => key));
  for (const key of keys) {
    if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
    if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'));
  }
});

it('says more than it did in the test language, and marks where a text begins and ends', () => {
  expect(pseudoTexts({ a: 'Retry {{count, number}}' })['a']).toMatch(/^\[Ŕéţŕý \{\{count, number\}\}~+\]$/);
});
