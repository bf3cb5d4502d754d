// Checks that the evidence of an attempt says what is known, and nothing more.
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptSummary } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { evidenceWords } from './evidence';

beforeEach(() => setLanguage('en', 'en-GB'));

const startedAt = new Date(2026, 4, 12, 10, 30, 0).getTime();

describe('evidenceWords', () => {
  it('says that all of it left and that no answer came', () => {
    expect(evidenceWords(anAttempt({}))).toBe(
      'The last try began on 12 May 2026, 10:30:00. The whole zip with its fields (2 kB) left this computer. ' +
        'No answer had come when it ended at 10:31:00.',
    );
  });

  it('names the status of an answer without a batch id', () => {
    expect(evidenceWords(anAttempt({ status: 502 }))).toMatch(
      /At 10:31:00 the server answered with status 502, but with no batch id\.$/,
    );
  });

  it('does not claim that all left when only a part is known to have left', () => {
    const words = evidenceWords(anAttempt({ bytesSent: 1024 }));
    expect(words).toContain('1 kB of 2 kB left this computer.');
    expect(words).not.toContain('whole');
  });

  it('claims neither bytes nor answer when the program was ended before it could be told', () => {
    const words = evidenceWords(anAttempt({ bytesSent: null }));
    expect(words).toContain('is not known');
    expect(words).not.toMatch(/answer|10:31/);
  });
});

it('says the same in German', async () => {
  await setLanguage('de', 'de-DE');
  expect(evidenceWords(anAttempt({ bytesSent: 1536, status: 502 }))).toBe(
    'Der letzte Versuch begann am 12.05.2026, 10:30:00. Von diesem Computer gesendet: 1,5 kB von 2 kB. ' +
      'Um 10:31:00 antwortete der Server mit Status 502, aber ohne Batch-ID.',
  );
});

function anAttempt(over: Partial<AttemptSummary>): AttemptSummary {
  return { startedAt, endedAt: startedAt + 60_000, bytesSent: 2048, contentLength: 2048, status: null, ...over };
}
