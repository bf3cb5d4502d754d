import { describe, expect, it } from 'vitest';
import type { BatchState } from '../model';
import { nextState } from './decisions';

const held: BatchState = { state: 'held', reason: 'refused', serverWords: null };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };
const sending: BatchState = { state: 'sending' };
const accepted: BatchState = { state: 'accepted', serverBatchId: 'x', acceptedAt: 1 };

describe('nextState', () => {
  it('puts a held batch back into the queue', () => {
    expect(nextState(held, { kind: 'retry' }, 5)).toEqual({ state: 'sealed' });
  });

  it('sends a batch in doubt again only on that very word', () => {
    expect(nextState(inDoubt, { kind: 'retry' }, 5)).toBeNull();
    expect(nextState(inDoubt, { kind: 'send-again' }, 5)).toEqual({ state: 'sealed' });
  });

  it('takes the batch id of a batch that did arrive', () => {
    const next = nextState(inDoubt, { kind: 'arrived', serverBatchId: '169a' }, 5);
    expect(next).toEqual({ state: 'accepted', serverBatchId: '169a', acceptedAt: 5 });
  });

  it.each([sending, accepted])('changes nothing about a batch that is $state', (status) => {
    const decisions = [{ kind: 'retry' }, { kind: 'send-again' }, { kind: 'withdraw' }] as const;
    for (const decision of decisions) expect(nextState(status, decision, 5)).toBeNull();
  });
});
