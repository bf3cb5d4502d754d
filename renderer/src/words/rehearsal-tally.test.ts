// Checks the sentence over all rehearsals.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { tallyWords } from './rehearsal-tally';

const right = { state: 'done', result: { passed: true } } as const;
const wrong = { state: 'done', result: { passed: false } } as const;
const failed = { state: 'failed', problem: { code: 'failed' } } as const;
const running = { state: 'running' } as const;
const waiting = { state: 'waiting' } as const;

beforeEach(() => setLanguage('en', 'en'));

describe('tallyWords', () => {
  it.each([
    [[], 'Each takes up to 15 seconds, all of them a few minutes.', null],
    [[right, running, waiting], '1 of 3 have ended.', 'moving'],
    [[right, right, right], 'All 3 went as they should.', 'good'],
    [[right], '1 of 3 run, as it should be.', 'good'],
    [[right, wrong, failed], '1 as it should be, 1 not as it should be, 1 could not be run.', 'bad'],
    [[right, wrong], '1 as it should be, 1 not as it should be.', 'bad'],
    [[right, failed], '1 as it should be, 1 could not be run.', 'attention'],
  ] as const)('of %j', (runs, text, tone) => {
    expect(tallyWords(runs, 3)).toEqual({ text, tone });
  });

  it('is German in a German window', async () => {
    await setLanguage('de', 'de-DE');
    expect(tallyWords([right, running], 3).text).toBe('1 von 2 sind beendet.');
  });
});
