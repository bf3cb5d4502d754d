import { describe, expect, it } from 'vitest';
import type { RehearsalStep } from '../../preload/contract';
import type { BatchId } from '../engine/model';
import { inOrder, requestStep, stepOf } from './steps';

const batchId = 3 as BatchId;

describe('the story of a rehearsal', () => {
  it('tells what the engine did, and leaves out what adds nothing', () => {
    expect(stepOf({ type: 'batch-held', batchId, reason: 'refused', serverWords: 'No.' }, 40)).toEqual({
      ...{ afterMs: 40, type: 'batch-held', batch: 3, reason: 'refused', words: 'No.' },
      detail: 'batch 3: refused ("No.")',
    });
    expect(stepOf({ type: 'batch-progress', batchId, bytesSent: 1, contentLength: 2 }, 40)).toBeNull();
  });

  it('tells what the sandbox saw', () => {
    const request = { endpoint: 'uploadbatch', number: 2, startedAt: 1_000, endedAt: 1_030, contentLength: 9 } as const;
    const seen = { ...request, bodyBytes: 4, fault: null, batchId: null, outcome: { kind: 'dropped' } } as const;
    expect(requestStep(seen, 900)).toEqual({
      ...{ afterMs: 130, type: 'sandbox-request', request: 'upload', number: 2, outcome: 'cut', status: null },
      ...{ readBytes: 4, wholeBytes: 9, stored: false, detail: 'uploadbatch 2: dropped after 4 of 9 bytes' },
    });
  });

  it('is in order of time, no longer than the contract allows, and never without what went wrong', () => {
    const steps = Array.from({ length: 300 }, (_, index): RehearsalStep => {
      return { afterMs: 300 - index, type: 'document-ready', file: 'a.pdf', detail: 'a.pdf' };
    });
    const problem = { kind: 'never-arrived', file: 'a.pdf' } as const;
    const story = inOrder(steps, [problem], 500);
    expect(story).toHaveLength(200);
    expect(story.slice(0, 2).map(({ afterMs }) => afterMs)).toEqual([1, 2]);
    const detail = '"a.pdf" counts as delivered, but never arrived.';
    expect(story.at(-1)).toEqual({ afterMs: 500, type: 'promise-broken', problem, detail });
  });
});
