// Checks the words about certificates and proxies.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { changedCertificate, proxyWords, trustWords } from './certificates';
import { networkCause } from './credential-tests';

beforeEach(() => setLanguage('en', 'en'));

describe('a changed certificate', () => {
  it('is told with both fingerprints', () => {
    const sentence = changedCertificate('certificate-changed', 'AA:BB CC:DD');
    expect(sentence).toMatch(/Trusted.*AA:BB.*now.*CC:DD/);
  });

  it('is not read into the words of a server', () => {
    expect(changedCertificate('credential-refused', 'Wrong password')).toBeNull();
    expect(changedCertificate('certificate-changed', null)).toBeNull();
  });
});

describe('the card', () => {
  it('names what is trusted and how the server is reached', () => {
    expect(trustWords({ kind: 'pinned', fingerprint: Array<string>(32).fill('AB').join(':') })).toBe(
      'Only AB:AB:AB:AB:AB:AB:AB:AB…',
    );
    expect(proxyWords({ kind: 'manual', host: 'proxy.example', port: 3128, username: 'clerk' })).not.toContain('clerk');
  });

  it('has words of its own for what pauses and for what is waited for', () => {
    const causes = ['certificate-changed', 'proxy-password-refused', 'certificate-expired', 'network'].map(
      networkCause,
    );
    expect(causes.filter((words) => words.startsWith('Reason:'))).toEqual([]);
    expect(new Set(causes).size).toBe(4);
  });
});
