// Tests of the batching rule.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchingRule, DocumentId, SetPolicy } from '../model';
import { planBatches, type ReadyDocument } from './batching';

const now = 1_000_000;
const none: SetPolicy = { policy: 'none' };
const perSubfolder: SetPolicy = { policy: 'new-per-subfolder', name: '{subfolder}' };
let lastId = 0;

function aRule(changes: Partial<BatchingRule> = {}): BatchingRule {
  return { quietMs: 1_000, maxDocuments: 3, maxBytes: 100, ...changes };
}

function aDocument(relativePath: string, changes: Partial<ReadyDocument> = {}): ReadyDocument {
  lastId += 1;
  return { id: lastId as DocumentId, relativePath, sizeBytes: 10, readyAt: now - 5_000, ...changes };
}

function paths(batches: readonly (readonly ReadyDocument[])[]): string[][] {
  return batches.map((batch) => batch.map(({ relativePath }) => relativePath));
}

describe('planBatches', () => {
  it('plans nothing without documents', () => {
    expect(planBatches([], aRule(), none, now)).toEqual({ batches: [], tooLarge: [], waiting: [], nextCheckAt: null });
  });

  it('seals a full batch at once and lets the rest wait for quiet', () => {
    const ready = ['d', 'b', 'a', 'c'].map((path) => aDocument(path, { readyAt: now - 1 }));
    const plan = planBatches(ready, aRule(), none, now);
    expect(paths(plan.batches)).toEqual([['a', 'b', 'c']]);
    expect(plan.nextCheckAt).toBe(now - 1 + 1_000);
  });

  it('seals the rest once the latest document has been ready for the quiet time', () => {
    const ready = [aDocument('a'), aDocument('b', { readyAt: now - 1_000 })];
    expect(planBatches(ready, aRule(), none, now - 1).batches).toEqual([]);
    const plan = planBatches(ready, aRule(), none, now);
    expect(paths(plan.batches)).toEqual([['a', 'b']]);
    expect(plan.nextCheckAt).toBeNull();
  });

  it('closes a batch that the next document does not fit in', () => {
    const ready = [aDocument('a', { sizeBytes: 60 }), aDocument('b', { sizeBytes: 60, readyAt: now })];
    const plan = planBatches(ready, aRule(), none, now);
    expect(paths(plan.batches)).toEqual([['a']]);
    expect(plan.nextCheckAt).toBe(now + 1_000);
  });

  it('seals a batch at once that has exactly the largest size', () => {
    const plan = planBatches([aDocument('a', { sizeBytes: 100, readyAt: now })], aRule(), none, now);
    expect(paths(plan.batches)).toEqual([['a']]);
  });

  it('names a document that is larger than any batch and goes on without it', () => {
    const plan = planBatches([aDocument('a'), aDocument('b', { sizeBytes: 101 })], aRule(), none, now);
    expect(paths([plan.tooLarge])).toEqual([['b']]);
    expect(paths(plan.batches)).toEqual([['a']]);
  });

  it('keeps sub-folders apart when each has a set of its own, however deep the document lies', () => {
    const ready = ['y/a', 'top', 'x/b', 'x/deep/a'].map((path) => aDocument(path));
    expect(paths(planBatches(ready, aRule(), perSubfolder, now).batches)).toEqual([
      ['top'],
      ['x/b', 'x/deep/a'],
      ['y/a'],
    ]);
    expect(paths(planBatches(ready, aRule({ maxDocuments: 9 }), none, now).batches)).toHaveLength(1);
  });

  it('lets each sub-folder have its own quiet time', () => {
    const ready = [aDocument('x/a'), aDocument('y/a', { readyAt: now })];
    const plan = planBatches(ready, aRule(), perSubfolder, now);
    expect(paths(plan.batches)).toEqual([['x/a']]);
    expect(plan.nextCheckAt).toBe(now + 1_000);
  });

  it('does not wait for a time that a clock set back moved far into the future', () => {
    const plan = planBatches([aDocument('a', { readyAt: now + 86_400_000 })], aRule(), none, now);
    expect(paths(plan.batches)).toEqual([['a']]);
  });
});

describe('planBatches below what the server takes', () => {
  const large = aRule({ maxDocuments: 100, maxBytes: 100_000 });
  const old = { readyAt: now - 5_000 };

  it('makes smaller batches, whose zips stay below it', () => {
    const ready = ['a', 'b', 'c', 'd', 'e'].map((path) => aDocument(path, { ...old, sizeBytes: 1_000 }));
    expect(paths(planBatches(ready, large, none, now, 2_500).batches)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(paths(planBatches(ready, large, none, now).batches)).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  it('counts what many small documents add to a zip', () => {
    const ready = Array.from({ length: 100 }, (_, index) => aDocument(`${100 + index}`, { ...old, sizeBytes: 1 }));
    for (const batch of planBatches(ready, large, none, now, 1_000).batches) expect(batch.length).toBeLessThan(10);
  });

  it('sends a document above it alone, at once, and sets none aside for it', () => {
    const ready = [
      aDocument('a', { sizeBytes: 10 }),
      aDocument('b', { sizeBytes: 9_000, readyAt: now }),
      aDocument('c'),
    ];
    const plan = planBatches(ready, large, none, now, 2_500);
    expect(paths(plan.batches).slice(0, 2)).toEqual([['a'], ['b']]);
    expect(plan.tooLarge).toEqual([]);
  });
});

describe('any plan', () => {
  const rules = fc.record({
    quietMs: fc.integer({ min: 0, max: 50 }),
    maxDocuments: fc.integer({ min: 1, max: 6 }),
    maxBytes: fc.integer({ min: 1, max: 100 }),
  });
  const documents = fc
    .array(
      fc.record({
        relativePath: fc.constantFrom('a', 'b', 'x/a', 'x/b', 'x/y/a', 'z/a'),
        sizeBytes: fc.integer({ min: 0, max: 120 }),
        readyAt: fc.integer({ min: now - 60, max: now + 10 }),
      }),
      { maxLength: 40 },
    )
    .map((all) => all.map((document, index) => ({ ...document, id: index as DocumentId })));
  const policies = fc.constantFrom<SetPolicy>(none, perSubfolder, { policy: 'new-per-day', name: '{date}' });
  const limits = fc.option(fc.integer({ min: 1, max: 1_000 }));

  it('holds its limits and loses or doubles no document', () => {
    fc.assert(
      fc.property(documents, rules, policies, limits, (ready, rule, policy, limit) => {
        const plan = planBatches(ready, rule, policy, now, limit);
        const planned = [...plan.batches.flat(), ...plan.tooLarge].map(({ id }) => id);
        expect(new Set(planned).size).toBe(planned.length);
        for (const batch of plan.batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(rule.maxDocuments);
          const bytes = batch.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
          expect(bytes).toBeLessThanOrEqual(rule.maxBytes);
          if (limit !== null && batch.length > 1) expect(bytes).toBeLessThan(limit);
        }
        if (plan.nextCheckAt === null) expect(planned).toHaveLength(ready.length);
        else expect(plan.nextCheckAt).toBeGreaterThan(now);
      }),
    );
  });

  it('takes every document in the end', () => {
    fc.assert(
      fc.property(documents, rules, policies, limits, (ready, rule, policy, limit) => {
        let left: readonly ReadyDocument[] = ready;
        let at = now;
        for (let round = 0; left.length > 0; round += 1) {
          expect(round).toBeLessThanOrEqual(ready.length);
          const plan = planBatches(left, rule, policy, at, limit);
          const taken = new Set([...plan.batches.flat(), ...plan.tooLarge].map(({ id }) => id));
          left = left.filter(({ id }) => !taken.has(id));
          at = plan.nextCheckAt ?? at;
        }
      }),
    );
  });

  it('does not depend on the order of its input', () => {
    fc.assert(
      fc.property(documents, rules, policies, (ready, rule, policy) => {
        const plan = planBatches(ready, rule, policy, now);
        const again = planBatches([...ready].reverse(), rule, policy, now);
        expect(again.batches).toEqual(plan.batches);
        expect(again.nextCheckAt).toBe(plan.nextCheckAt);
      }),
    );
  });
});
