// Checks that a change reaches every view that shows it.
import { describe, expect, it } from 'vitest';
import { affectedCalls } from './topics';

describe('affectedCalls', () => {
  it('asks for queue, sets and overview again when a batch moved on', () => {
    const calls = affectedCalls(['batches']);
    for (const name of ['queue.list', 'sets.batches', 'overview.get']) expect(calls).toContain(name);
  });

  it('leaves the queue alone when only documents changed', () => {
    expect(affectedCalls(['documents'])).not.toContain('queue.list');
  });

  it('joins several topics and never names a call that changes something', () => {
    const calls = [...affectedCalls(['app', 'credentials', 'folders', 'documents', 'batches', 'sets'])];
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.filter((name) => /save|remove|decide|start|accept|test/.test(name))).toEqual([]);
  });
});
