// Checks that the evidence of an attempt says what is known, and nothing more.
import { describe, expect, it } from 'vitest';
import type { AttemptSummary } from '../../../preload/contract';
import { evidenceWords } from './evidence';

const startedAt = new Date(2026, 4, 12, 10, 30, 0).getTime();

describe('evidenceWords', () => {
  it('says that all of it left and that no answer came', () => {
    expect(evidenceWords(anAttempt({}), 'en-GB')).toBe(
      'The last try began on 12 May 2026, 10:30:00. The whole zip (2 kB) left this computer. ' +
        'No answer had come when it ended at 10:31:00.',
    );
  });

  it('names the status of an answer without a batch id', () => {
    expect(evidenceWords(anAttempt({ status: 502 }), 'en')).toMatch(
      /At 10:31:00.AM the server answered with status 502, but with no batch id\.$/,
    );
  });

  it('does not claim that all left when only a part is known to have left', () => {
    const words = evidenceWords(anAttempt({ bytesSent: 1024 }), 'en');
    expect(words).toContain('1 kB of 2 kB left this computer.');
    expect(words).not.toContain('whole');
  });

  it('claims neither bytes nor answer when the program was ended before it could be told', () => {
    const words = evidenceWords(anAttempt({ bytesSent: null }), 'en');
    expect(words).toContain('is not known');
    expect(words).not.toMatch(/answer|10:31/);
  });
});

function anAttempt(over: Partial<AttemptSummary>): AttemptSummary {
  return { startedAt, endedAt: startedAt + 60_000, bytesSent: 2048, contentLength: 2048, status: null, ...over };
}
