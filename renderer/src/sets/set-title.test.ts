// Checks what sets are called.
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { setTitle } from './set-title';

afterEach(() => setLanguage('en', 'en'));

describe('setTitle', () => {
  it.each([
    [{ id: null, name: null, referenceNumber: null }, 'Not in a set'],
    [{ id: 1, name: 'May 2026', referenceNumber: '4711' }, 'May 2026'],
    [{ id: 1, name: null, referenceNumber: '4711' }, 'Set 4711'],
    [{ id: 1, name: null, referenceNumber: null }, 'Set 1'],
  ])('of %o is %s', (set, title) => {
    expect(setTitle(set)).toBe(title);
  });

  it('is German in a German window', async () => {
    await setLanguage('de', 'de-DE');
    expect(setTitle({ id: null, name: null, referenceNumber: null })).toBe('In keinem Set');
  });
});
