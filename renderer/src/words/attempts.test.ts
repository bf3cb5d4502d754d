// Checks what the timeline of attempts says, and that it never says more than is known.
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptView } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { attemptWords } from './attempts';

beforeEach(() => setLanguage('en', 'en-GB'));

const startedAt = new Date(2026, 4, 12, 10, 30, 0).getTime();
const now = startedAt + 60_000;

describe('attemptWords', () => {
  it('says how it ended, what was answered, how much was sent and what follows', () => {
    const { label, sentences } = attemptWords(
      anAttempt({ outcome: 'server-error', status: 500, retryAt: now + 300_000 }),
      now,
    );
    expect(label).toEqual({ text: 'Server error', tone: 'bad' });
    expect(sentences).toEqual([
      'The server reported an error and asked to try again later.',
      'The server answered with status 500 after 14.0 secs.',
      'The whole zip with its fields (2 kB) left this computer.',
      'Next try in 5 minutes.',
    ]);
  });

  it('does not claim an answer when there was none', () => {
    const { sentences } = attemptWords(anAttempt({ outcome: 'not-delivered', bytesSent: 1024 }), now);
    expect(sentences).toContain('It ended after 14.0 secs without an answer.');
    expect(sentences).toContain('1 kB of 2 kB left this computer.');
  });

  it('gives neither duration nor bytes when the program was ended before it could be told', () => {
    const { sentences } = attemptWords(anAttempt({ outcome: 'in-doubt', bytesSent: null }), now);
    expect(sentences.join(' ')).toMatch(/is not known/);
    expect(sentences.join(' ')).not.toMatch(/sec|whole zip \(/);
  });

  it('says of a running one only that it runs', () => {
    const running = anAttempt({ endedAt: null, outcome: null, bytesSent: null });
    expect(attemptWords(running, now)).toEqual({
      label: { text: 'Running', tone: 'moving' },
      sentences: ['It is being sent now.'],
    });
  });

  it.each([
    ...['accepted', 'not-delivered', 'retry', 'server-error', 'in-doubt', 'credential-refused', 'too-large', 'refused'],
    ...['redirected', 'spool-damaged', 'cancelled', 'interrupted'],
  ])('has words for %s', (outcome) => {
    const { label, sentences } = attemptWords(anAttempt({ outcome }), now);
    expect(label.text).not.toBe('Ended');
    expect(sentences[0]).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['toString', 'a-new-kind'])('shows an outcome that it does not know by its name: %s', (outcome) => {
    expect(attemptWords(anAttempt({ outcome }), now).sentences[0]).toContain(outcome);
  });
});

it('says the same in German', async () => {
  await setLanguage('de', 'de-DE');
  const { sentences } = attemptWords(anAttempt({ status: 413, outcome: 'too-large' }), now);
  expect(sentences[1]).toBe('Der Server antwortete nach 14,0 Sek. mit Status 413.');
});

function anAttempt(over: Partial<AttemptView>): AttemptView {
  return {
    ...{ number: 1, startedAt, endedAt: startedAt + 14_000, outcome: 'accepted', status: null },
    ...{ bytesSent: 2048, contentLength: 2048, serverWords: null, retryAt: null, hasEvidence: false },
    ...over,
  };
}
