import { describe, expect, it } from 'vitest';
import type { BatchId, SetState } from '../model';
import { consequenceOf, setAfterAcceptance, type DeliveryHistory } from './next-state';

const history: DeliveryHistory = { serverErrors: 0, setBefore: null, backoffMs: 5_000, now: 1_000_000 };
const planned: SetState = { state: 'planned' };
const serverWords = 'Please provide username.';

describe('consequenceOf', () => {
  it('waits for the backoff after a network failure and rests the credential', () => {
    const after = consequenceOf({ kind: 'not-delivered', cause: 'network', detail: 'ECONNREFUSED' }, history);
    expect(after.batch).toEqual({ state: 'waiting', retryAt: 1_005_000, cause: 'network', serverWords: null });
    expect(after.restMs).toBe(5_000);
  });

  it('obeys Retry-After instead of the backoff', () => {
    const after = consequenceOf(
      { kind: 'retry', cause: 'server-busy', retryAfterMs: 60_000, serverWords: null },
      history,
    );
    expect(after.batch).toMatchObject({ state: 'waiting', retryAt: 1_060_000, cause: 'server-busy' });
    expect(after.restMs).toBe(60_000);
  });

  it('holds a batch after its third server error', () => {
    const outcome = { kind: 'server-error', serverWords: 'Something went wrong.' } as const;
    const states = [0, 1, 2].map((serverErrors) => consequenceOf(outcome, { ...history, serverErrors }).batch.state);
    expect(states).toEqual(['waiting', 'waiting', 'held']);
  });

  it('holds a refused batch with the words of the server and pauses nothing', () => {
    const after = consequenceOf({ kind: 'refused', status: 400, serverWords }, history);
    expect(after).toEqual({
      batch: { state: 'held', reason: 'refused', serverWords },
      set: null,
      pause: null,
      restMs: null,
    });
  });

  it('pauses the credential when it is refused', () => {
    const after = consequenceOf({ kind: 'credential-refused', status: 401, serverWords }, history);
    expect(after.pause).toEqual({ reason: 'credential-refused', serverWords });
    expect(after.batch.state).toBe('held');
  });

  it('holds the whole set when its creation is in doubt', () => {
    const after = consequenceOf({ kind: 'in-doubt', serverWords: null }, { ...history, setBefore: planned });
    expect(after.batch.state).toBe('in-doubt');
    expect(after.set).toEqual({ state: 'needs-attention', reason: 'create-in-doubt' });
  });

  it('leaves a set to be created when nothing arrived', () => {
    const after = consequenceOf({ kind: 'refused', status: 400, serverWords }, { ...history, setBefore: planned });
    expect(after.set).toEqual(planned);
  });

  it('leaves an open set open when a later batch of it is in doubt', () => {
    const setBefore: SetState = { state: 'open', referenceNumber: '12345' };
    expect(consequenceOf({ kind: 'in-doubt', serverWords: null }, { ...history, setBefore }).set).toEqual(setBefore);
  });
});

describe('setAfterAcceptance', () => {
  it('opens a created set under the number in the reply', () => {
    expect(setAfterAcceptance(planned, '12345')).toEqual({ state: 'open', referenceNumber: '12345' });
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
