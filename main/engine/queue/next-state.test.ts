import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchId, SetState } from '../model';
import { consequenceOf, doubt, setAfterAcceptance, type DeliveryHistory } from './next-state';

type Failure = Parameters<typeof consequenceOf>[0];

const history: DeliveryHistory = {
  documentCount: 12,
  splitFrom: null,
  serverErrors: 0,
  acceptedSinceFirstError: false,
  inDoubt: 'ask',
  doubts: 0,
  setBefore: null,
  backoffMs: 5_000,
  now: 1_000_000,
};
const planned: SetState = { state: 'planned' };
const open: SetState = { state: 'open', referenceNumber: '12345' };
const serverWords = 'Please provide username.';

const outcomes: Record<Failure['kind'], Failure> = {
  'not-delivered': { kind: 'not-delivered', cause: 'network', detail: 'ECONNREFUSED' },
  retry: { kind: 'retry', cause: 'server-busy', retryAfterMs: 60_000, serverWords: null },
  'server-error': { kind: 'server-error', serverWords },
  'in-doubt': { kind: 'in-doubt', serverWords },
  'credential-refused': { kind: 'credential-refused', status: 401, serverWords },
  'too-large': { kind: 'too-large', serverWords },
  refused: { kind: 'refused', status: 400, serverWords },
  redirected: { kind: 'redirected', serverWords },
  'spool-damaged': { kind: 'spool-damaged' },
  cancelled: { kind: 'cancelled' },
};

describe('consequenceOf', () => {
  it.each<[Failure['kind'], unknown]>([
    ['not-delivered', { state: 'waiting', retryAt: 1_005_000, cause: 'network', serverWords: null }],
    ['retry', { state: 'waiting', retryAt: 1_060_000, cause: 'server-busy', serverWords: null }],
    ['server-error', { state: 'waiting', retryAt: 1_005_000, cause: 'server-error', serverWords }],
    ['in-doubt', { state: 'in-doubt', serverWords }],
    ['credential-refused', { state: 'held', reason: 'credential-refused', serverWords }],
    ['too-large', { state: 'splitting', reason: 'too-large', serverWords }],
    ['refused', { state: 'held', reason: 'refused', serverWords }],
    ['redirected', { state: 'held', reason: 'redirected', serverWords }],
    ['spool-damaged', { state: 'held', reason: 'spool-damaged', serverWords: null }],
    ['cancelled', { state: 'sealed' }],
  ])('after %s', (kind, batch) => {
    expect(consequenceOf(outcomes[kind], history).batch).toEqual(batch);
  });

  it('rests the credential for as long as the network or the server asks', () => {
    expect(consequenceOf(outcomes['not-delivered'], history).restMs).toBe(5_000);
    expect(consequenceOf(outcomes.retry, history).restMs).toBe(60_000);
    const unasked: Failure = { kind: 'retry', cause: 'server-busy', retryAfterMs: null, serverWords: null };
    expect(consequenceOf(unasked, history).restMs).toBe(5_000);
  });

  it('lets another batch try before the one that got a 500', () => {
    const { batch, restMs } = consequenceOf(outcomes['server-error'], history);
    if (batch.state !== 'waiting') throw new Error(batch.state);
    expect(restMs).toBeGreaterThan(0);
    expect(history.now + (restMs ?? 0)).toBeLessThan(batch.retryAt);
  });

  it('pauses the credential when it is refused, and only then', () => {
    for (const [kind, outcome] of Object.entries(outcomes)) {
      const pause = kind === 'credential-refused' ? { reason: kind, serverWords } : null;
      expect(consequenceOf(outcome, history).pause, kind).toEqual(pause);
    }
  });

  it('holds the whole set when its creation is in doubt', () => {
    const after = consequenceOf(outcomes['in-doubt'], { ...history, setBefore: planned });
    expect(after.batch.state).toBe('in-doubt');
    expect(after.set).toEqual({ state: 'needs-attention', reason: 'create-in-doubt' });
  });

  it('leaves an open set open when a later batch of it is in doubt', () => {
    expect(consequenceOf(outcomes['in-doubt'], { ...history, setBefore: open }).set).toEqual(open);
  });

  const alone = { documentCount: 1 };
  const half = { splitFrom: 'server-error' as const };
  const well = { acceptedSinceFirstError: true };
  it.each<[string, Partial<DeliveryHistory>, number]>([
    ['of several documents', {}, 3],
    ['of several documents, whatever else the server took', well, 3],
    ['that is a half of one the server failed on', half, 2],
    ['that is a half of one that was too large', { splitFrom: 'too-large' }, 3],
    ['of one document, while the server took something else', { ...alone, ...well }, 3],
    ['of one document that is such a half, while the server took something else', { ...alone, ...half, ...well }, 2],
    ['of one document, while the server took nothing', alone, 8],
    ['of one document that is such a half, while the server took nothing', { ...alone, ...half }, 8],
  ])('a batch %s waits until its last 500', (_what, given, last) => {
    const states = Array.from({ length: 9 }, (_, serverErrors) => {
      return consequenceOf(outcomes['server-error'], { ...history, ...given, serverErrors }).batch.state;
    });
    expect(states.indexOf('splitting') + 1).toBe(last);
    expect(new Set(states.slice(0, last - 1))).toEqual(new Set(['waiting']));
    expect(new Set(states.slice(last - 1))).toEqual(new Set(['splitting']));
  });

  it('sends a batch in doubt again when its credential says so, and waits longer each time', () => {
    const after = consequenceOf(outcomes['in-doubt'], { ...history, inDoubt: 'send-again', setBefore: open });
    expect(after.batch).toEqual({ state: 'in-doubt', serverWords });
    expect(after.decided).toEqual({ state: 'waiting', retryAt: 1_005_000, cause: 'no-clear-answer', serverWords });
    expect(after).toMatchObject({ set: open, restMs: 5_000 });
  });

  it('asks a person after the third time that sending it again left it in doubt', () => {
    const given = { ...history, inDoubt: 'send-again' } as const;
    expect(consequenceOf(outcomes['in-doubt'], { ...given, doubts: 2 }).decided).not.toBeNull();
    expect(consequenceOf(outcomes['in-doubt'], { ...given, doubts: 3 }).decided).toBeNull();
  });
});

describe('consequenceOf, whatever happened before', () => {
  const someSet = fc.constantFrom<SetState | null>(null, planned, open);
  const someHistory: fc.Arbitrary<DeliveryHistory> = fc.record({
    documentCount: fc.integer({ min: 1, max: 500 }),
    splitFrom: fc.constantFrom(null, 'too-large' as const, 'server-error' as const),
    serverErrors: fc.nat({ max: 20 }),
    acceptedSinceFirstError: fc.boolean(),
    inDoubt: fc.constantFrom('ask' as const, 'send-again' as const),
    doubts: fc.nat(5),
    setBefore: someSet,
    backoffMs: fc.integer({ min: 1, max: 900_000 }),
    now: fc.nat(),
  });
  const someOutcome = fc.constantFrom(...Object.values(outcomes));

  it('never puts a batch in doubt back into the queue, unless the setting decided it', () => {
    fc.assert(
      fc.property(someHistory, (before) => {
        const { batch, decided } = consequenceOf(outcomes['in-doubt'], before);
        expect(batch.state).toBe('in-doubt');
        if (before.inDoubt === 'ask' || before.setBefore?.state === 'planned') expect(decided).toBeNull();
      }),
    );
  });

  it('decides nothing in the name of a setting about any other outcome', () => {
    fc.assert(
      fc.property(someOutcome, someHistory, (outcome, before) => {
        if (outcome.kind !== 'in-doubt') expect(consequenceOf(outcome, before).decided).toBeNull();
      }),
    );
  });

  it('leaves the set as it was before, unless its creation is in doubt', () => {
    fc.assert(
      fc.property(someOutcome, someHistory, (outcome, before) => {
        const isCreateInDoubt = outcome.kind === 'in-doubt' && before.setBefore?.state === 'planned';
        const expected = isCreateInDoubt ? { state: 'needs-attention', reason: 'create-in-doubt' } : before.setBefore;
        expect(consequenceOf(outcome, before).set).toEqual(expected);
      }),
    );
  });

  it('plans a wait after now, never longer than was asked, and rests the credential for no longer than that', () => {
    fc.assert(
      fc.property(someOutcome, someHistory, (outcome, before) => {
        const { batch, decided, restMs } = consequenceOf(outcome, before);
        const waiting = decided ?? batch;
        if (waiting.state !== 'waiting') {
          expect(restMs).toBeNull();
          return;
        }
        const waitMs = waiting.retryAt - before.now;
        expect(waitMs).toBe(outcome.kind === 'retry' ? 60_000 : before.backoffMs);
        expect(restMs).toBeGreaterThan(0);
        expect(restMs).toBeLessThanOrEqual(waitMs);
      }),
    );
  });

  it('splits for a 413 or a 500 only, and a 500 splits at the latest at the eighth', () => {
    fc.assert(
      fc.property(someOutcome, someHistory, (outcome, before) => {
        const { state } = consequenceOf(outcome, before).batch;
        if (outcome.kind === 'too-large') expect(state).toBe('splitting');
        else if (outcome.kind !== 'server-error') expect(state).not.toBe('splitting');
        else if (before.serverErrors >= 7) expect(state).toBe('splitting');
        else if (before.serverErrors === 0) expect(state).toBe('waiting');
      }),
    );
  });

  it('never gives up a lone document on a 500 while the server took nothing else, before the eighth', () => {
    fc.assert(
      fc.property(someHistory, fc.nat({ max: 6 }), (before, serverErrors) => {
        const lone = { ...before, documentCount: 1, acceptedSinceFirstError: false, serverErrors };
        expect(consequenceOf(outcomes['server-error'], lone).batch.state).toBe('waiting');
      }),
    );
  });
});

describe('doubt', () => {
  it('asks about a batch that was creating its set when the program was killed, whatever the credential says', () => {
    const setBefore: SetState = { state: 'creating', batchId: 1 as BatchId };
    const after = doubt({ inDoubt: 'send-again', doubts: 0, setBefore, backoffMs: 5_000, now: 0 }, null);
    expect(after).toMatchObject({ batch: { state: 'in-doubt' }, decided: null });
    expect(after.set).toEqual({ state: 'needs-attention', reason: 'create-in-doubt' });
  });
});

describe('setAfterAcceptance', () => {
  it('opens a created set under the number in the reply', () => {
    expect(setAfterAcceptance(planned, '12345')).toEqual(open);
    expect(setAfterAcceptance({ state: 'creating', batchId: 1 as BatchId }, '12345')?.state).toBe('open');
  });

  it('asks a person when a created set got no number', () => {
    expect(setAfterAcceptance(planned, null)).toEqual({ state: 'needs-attention', reason: 'no-number' });
  });

  it('leaves an open set and a batch without a set alone', () => {
    expect(setAfterAcceptance({ state: 'open', referenceNumber: '1' }, '2')).toBeNull();
    expect(setAfterAcceptance(null, '12345')).toBeNull();
  });
});
