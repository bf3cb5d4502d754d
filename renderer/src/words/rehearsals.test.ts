// Checks the words around rehearsals.
import { describe, expect, it } from 'vitest';
import { rehearsals, type RehearsalResult } from '../../../preload/contract';
import { onScreenWords, rehearsalWords, stepName, verdictWords } from './rehearsals';

describe('rehearsalWords', () => {
  it('say for each what is simulated and what should happen, no two alike', () => {
    const all = rehearsals.map((rehearsal) => rehearsalWords[rehearsal]);
    for (const { simulated, expected } of all) {
      for (const words of [simulated, expected]) expect(words).toMatch(/^[A-Z].{15,}\.$/);
    }
    expect(new Set(all.map(({ title }) => title)).size).toBe(rehearsals.length);
    expect(new Set(all.map(({ simulated }) => simulated)).size).toBe(rehearsals.length);
  });
});

describe('verdictWords', () => {
  it('leave out what is nothing', () => {
    expect(verdictWords(aResult({ documents: 8, deliveredOnce: 8 }), 'en')).toEqual({
      tone: 'good',
      title: 'As it should be',
      amounts: '8 documents: 8 delivered once.',
      problems: [],
    });
  });

  it('count every document somewhere', () => {
    const result = aResult({ passed: false, documents: 8, deliveredOnce: 5, deliveredTwice: 1 });
    expect(verdictWords(result, 'en')).toMatchObject({
      tone: 'bad',
      amounts: '8 documents: 5 delivered once, 1 delivered twice, 2 not delivered.',
    });
  });

  it('put what is wrong before the steps', () => {
    const steps = [
      { afterMs: 1, type: 'batch-sending', detail: 'batch 1: attempt 1' },
      { afterMs: 2, type: 'promise-broken', detail: '“a.pdf” was delivered 2 times.' },
    ];
    expect(verdictWords(aResult({ passed: false, steps })).problems).toEqual(['“a.pdf” was delivered 2 times.']);
  });
});

describe('onScreenWords', () => {
  it.each([
    ['document', 'server-error', 1, '1 document set aside'],
    ['batch-in-doubt', '', 1, '1 batch in doubt'],
    ['batch-held', 'redirected', 2, '2 batches held'],
    ['batch-waiting', 'network', 1, '1 batch waiting'],
    ['batch-sealed', '', 2, '2 batches: Ready to send'],
    ['credential-paused', 'credential-refused', 1, 'The credential is paused'],
    ['set', 'create-in-doubt', 1, '1 set needs its number'],
    ['duplicate', '', 3, '3 duplicates'],
    ['shoe', 'lost', 2, '2 × shoe'],
  ])('of %s', (kind, reason, count, what) => {
    const words = onScreenWords({ kind, reason, count }, 'en');
    expect(words.what).toBe(what);
    expect(words.reason ?? '').not.toMatch(/^Reason:/);
  });
});

describe('stepName', () => {
  it('shows a kind that it does not know by its name', () => {
    expect(stepName('batch-sealed')).toBe('Packed');
    expect(stepName('shoe-lost')).toBe('shoe-lost');
  });
});

function aResult(over: Partial<RehearsalResult>): RehearsalResult {
  return {
    ...{ rehearsal: 'all-well', passed: true, durationMs: 900, documents: 4, deliveredOnce: 4, deliveredTwice: 0 },
    ...{ onScreen: [], steps: [] },
    ...over,
  };
}
