// Checks the words for what came of a credential's test.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { testWords } from './credential-tests';

const now = Date.UTC(2026, 4, 12);

beforeEach(() => setLanguage('en', 'en'));

describe('testWords', () => {
  it('passes on what the server itself said', () => {
    const words = testWords({ kind: 'refused', status: 401, serverWords: 'Incorrect username or password.' }, now);
    expect(words.serverWords).toBe('Incorrect username or password.');
    expect(words.text).toContain('status 401');
  });

  it('does not claim that a pasted token works', () => {
    const words = testWords({ kind: 'token-readable', expiresAt: now + 15 * 60_000 }, now);
    expect(words.tone).not.toBe('good');
    expect(words.text).toContain('in 15 minutes');
  });

  it('names the release when the server told it', () => {
    expect(testWords({ kind: 'works', releaseVersion: '7.8.9', expiresAt: null }, now).text).toContain('7.8.9');
  });

  it('does not mix languages: the time is in the window’s too', async () => {
    await setLanguage('de', 'de-DE');
    const words = testWords({ kind: 'token-readable', expiresAt: now + 15 * 60_000 }, now);
    expect(words.text).toContain('Ablauf: in 15 Minuten.');
  });
});
