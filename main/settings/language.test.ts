import { describe, expect, it } from 'vitest';
import { speechFor } from './language';

describe('speechFor', () => {
  it.each([
    ['system', ['de-AT', 'en'], 'de', 'de-AT'],
    ['system', ['fr-FR', 'de-CH'], 'de', 'de-CH'],
    ['system', ['fr-FR'], 'en', 'en'],
    ['system', ['C', 'no such thing'], 'en', 'en'],
    ['system', [], 'en', 'en'],
    ['de', ['en-GB'], 'de', 'de'],
    ['de', ['en-GB', 'de-AT'], 'de', 'de-AT'],
    ['en', ['de-DE'], 'en', 'en'],
    ['en-XA', ['en-GB'], 'en-XA', 'en-GB'],
  ] as const)('%s on a computer that speaks %j is %s, written as in %s', (choice, system, language, locale) => {
    expect(speechFor(choice, system)).toEqual({ language, locale });
  });
});
