// Checks the words around rehearsals.
import { beforeEach, describe, expect, it } from 'vitest';
import { rehearsals, type RehearsalProblem, type RehearsalResult, type RehearsalStep } from '../../../preload/contract';
import { setLanguage, t } from '../i18n/translate';
import { onScreenWords, problemWords, verdictWords } from './rehearsals';

beforeEach(() => setLanguage('en', 'en'));

describe.each(['en', 'de'] as const)('the rehearsals in the language %s', (language) => {
  it('say for each what is simulated and what should happen, no two alike', async () => {
    await setLanguage(language, language);
    const all = rehearsals.map((rehearsal) => t(`rehearsals.words.${rehearsal}`, { returnObjects: true }));
    for (const { simulated, expected } of all) {
      for (const words of [simulated, expected]) expect(words).toMatch(/^[A-Z].{15,}\.$/);
    }
    expect(new Set(all.map(({ title }) => title)).size).toBe(rehearsals.length);
    expect(new Set(all.map(({ simulated }) => simulated)).size).toBe(rehearsals.length);
  });
});

describe('verdictWords', () => {
  it('leave out what is nothing', () => {
    expect(verdictWords(aResult({ documents: 8, deliveredOnce: 8 }))).toEqual({
      tone: 'good',
      title: 'As it should be',
      amounts: '8 documents: 8 delivered once.',
      problems: [],
    });
  });

  it.each([
    [{ deliveredOnce: 5, deliveredTwice: 1 }, '8 documents: 5 delivered once, 1 delivered twice, 2 not delivered.'],
    [{ deliveredOnce: 5 }, '8 documents: 5 delivered once, 3 not delivered.'],
  ])('count every document somewhere: %j', (delivered, amounts) => {
    const result = aResult({ passed: false, documents: 8, deliveredTwice: 0, ...delivered });
    expect(verdictWords(result)).toMatchObject({ tone: 'bad', amounts });
  });

  it('put what is wrong before the steps', () => {
    const steps: RehearsalStep[] = [
      { afterMs: 1, type: 'batch-sending', batch: 1, attempt: 1, detail: '' },
      { afterMs: 2, type: 'promise-broken', problem: { kind: 'delivered-often', file: 'a.pdf', times: 2 }, detail: '' },
    ];
    expect(verdictWords(aResult({ passed: false, steps })).problems).toEqual(['“a.pdf” was delivered 2 times.']);
  });

  it('are German in a German window', async () => {
    await setLanguage('de', 'de-DE');
    expect(verdictWords(aResult({ documents: 1, deliveredOnce: 0 })).amounts).toBe(
      '1 Dokument: 0 einmal ausgeliefert, 1 nicht ausgeliefert.',
    );
  });
});

describe('problemWords', () => {
  it.each<[RehearsalProblem, string, string]>([
    [
      { kind: 'wrong-end', file: 'c.pdf', fate: 'held', reason: 'refused' },
      '“c.pdf” ended as “held”, which should not happen here.',
      '„c.pdf“ endete als „angehalten“, was hier nicht vorkommen sollte.',
    ],
    [
      { kind: 'on-screen-for-nothing', what: 'batch-in-doubt', reason: '' },
      'Something is on screen that is about none of the documents: 1 batch in doubt.',
      'Auf dem Bildschirm steht etwas, das keines der Dokumente betrifft: 1 Batch unklar.',
    ],
    [
      { kind: 'not-waited' },
      'The server asked to wait for a second, but Batchdrop did not wait.',
      'Der Server bat darum, eine Sekunde zu warten, aber Batchdrop hat nicht gewartet.',
    ],
  ])('of %o', async (problem, english, german) => {
    expect(problemWords(problem)).toBe(english);
    await setLanguage('de', 'de-DE');
    expect(problemWords(problem)).toContain(german);
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
    const words = onScreenWords({ kind, reason, count });
    expect(words.what).toBe(what);
    expect(words.reason ?? '').not.toMatch(/^Reason:/);
  });
});

function aResult(over: Partial<RehearsalResult>): RehearsalResult {
  return {
    ...{ rehearsal: 'all-well', passed: true, durationMs: 900, documents: 4, deliveredOnce: 4, deliveredTwice: 0 },
    ...{ onScreen: [], steps: [] },
    ...over,
  };
}
