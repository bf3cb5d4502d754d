// Checks what is chosen, and what one word may be about.
import { describe, expect, it } from 'vitest';
import { bulkLimit, type AttentionItem, type QueueItem } from '../../../preload/contract';
import { attentionKey } from '../words/attention';
import { bulkChoice, chosen, isChoosable, nothingChosen, rowsBetween, stillWaiting, type Selection } from './selection';

const of = (...items: AttentionItem[]): Selection => chosen(nothingChosen, items, true);
const wordsFor = (...items: AttentionItem[]) => bulkChoice(of(...items)).actions.map(({ word }) => word);

describe('choosing', () => {
  it('takes only what one word can be about', () => {
    const set: AttentionItem = { kind: 'set', setId: 1, name: 'May', reason: 'no-number' };
    expect(isChoosable(set)).toBe(false);
    expect([...of(set, aDocument(1)).keys()]).toEqual(['document-1']);
  });

  it('adds and takes away, and stops at the limit of one call', () => {
    const many = Array.from({ length: bulkLimit + 5 }, (_, index) => aDocument(index));
    const full = of(...many);
    expect(full.size).toBe(bulkLimit);
    // What is chosen already takes no more room.
    expect(chosen(full, [aDocument(0)], true).size).toBe(bulkLimit);
    expect(chosen(full, [aDocument(0), aDocument(1)], false).size).toBe(bulkLimit - 2);
  });

  it('takes the rows between two, in both directions, and one row when the other is gone', () => {
    const rows = [1, 2, 3, 4].map((id) => aDocument(id));
    const [, second, third, fourth] = rows;
    if (second === undefined || third === undefined || fourth === undefined) throw new Error('no rows');
    expect(rowsBetween(rows, 'document-2', fourth)).toEqual([second, third, fourth]);
    expect(rowsBetween(rows, 'document-4', second)).toEqual([second, third, fourth]);
    expect(rowsBetween(rows, 'document-99', third)).toEqual([third]);
    expect(rowsBetween(rows, null, third)).toEqual([third]);
  });
});

describe('while the list changes', () => {
  const [first, second] = [aDocument(1), aDocument(2)];

  it('forgets what does not wait any more, as far as the list tells', () => {
    const selection = of(first, second);
    expect([...stillWaiting(selection, [second], true).keys()]).toEqual(['document-2']);
    expect(stillWaiting(selection, [second], false).size).toBe(2);
  });

  it('forgets a held batch that is in doubt now: another word is needed', () => {
    const selection = of(aBatch(7, 'held'));
    expect(stillWaiting(selection, [aBatch(7, 'in-doubt')], false).size).toBe(0);
    expect(stillWaiting(selection, [aBatch(7, 'held')], false).size).toBe(1);
  });

  it('decides by what an item is now, not by what it was', () => {
    const selection = stillWaiting(of(aDocument(1, 'incomplete')), [aDocument(1, 'encrypted')], true);
    expect(bulkChoice(selection).missing).toBe('some-need-new-file');
  });
});

describe('what can be decided together', () => {
  it('is nothing while nothing is chosen', () => {
    expect(bulkChoice(nothingChosen)).toEqual({ actions: [], missing: null });
  });

  it.each([
    ['documents', [aDocument(1), aDocument(2)], ['send', 'leave-out'], null],
    ['documents and copies', [aDocument(1), aDuplicate(2)], ['send', 'leave-out'], null],
    ['one that only a new file helps', [aDocument(1), aDocument(2, 'empty')], ['leave-out'], 'some-need-new-file'],
    ['held batches', [aBatch(1, 'held'), aBatch(2, 'held')], ['retry', 'withdraw'], null],
    ['batches in doubt', [aBatch(1, 'in-doubt')], ['send-again', 'withdraw'], null],
    ['held and in doubt', [aBatch(1, 'held'), aBatch(2, 'in-doubt')], ['withdraw'], 'held-with-in-doubt'],
    ['a batch and a document', [aBatch(1, 'held'), aDocument(1)], [], 'documents-with-batches'],
  ] as const)('for %s', (_what, items, words, missing) => {
    expect(wordsFor(...items)).toEqual(words);
    expect(bulkChoice(of(...items)).missing).toBe(missing);
  });

  it('knows what sending risks', () => {
    expect(bulkChoice(of(aDocument(1))).actions[0]).toMatchObject({ risk: 'none' });
    expect(bulkChoice(of(aDocument(1), aDocument(2, 'maybe-delivered'))).actions[0]).toMatchObject({
      risk: 'maybe-twice',
    });
    expect(bulkChoice(of(aDocument(1, 'maybe-delivered'), aDuplicate(2))).actions[0]).toMatchObject({ risk: 'twice' });
  });

  it('knows that a withdrawn batch may have arrived', () => {
    const both = [aBatch(1, 'held'), aBatch(2, 'in-doubt')] as const;
    expect(bulkChoice(of(both[0])).actions.at(-1)).toMatchObject({ word: 'withdraw', isAnyInDoubt: false });
    expect(bulkChoice(of(...both)).actions.at(-1)).toMatchObject({ ids: [1, 2], isAnyInDoubt: true });
  });

  it('never sends a batch in doubt with the word for held ones', () => {
    const inDoubt = aBatch(2, 'in-doubt');
    expect(attentionKey(inDoubt)).toBe('batch-2');
    expect(wordsFor(inDoubt)).not.toContain('retry');
    expect(wordsFor(aBatch(1, 'held'))).not.toContain('send-again');
  });
});

function aDocument(documentId: number, reason = 'incomplete'): AttentionItem {
  const where = { folderPath: '/in', relativePath: `${documentId}.pdf` };
  return { kind: 'document', documentId, ...where, reason, detail: '', since: 5 };
}

function aDuplicate(documentId: number): AttentionItem {
  const where = { folderPath: '/in', relativePath: `${documentId}.pdf` };
  const original = { documentId: 90, ...where, batchId: null, serverBatchId: null, acceptedAt: null };
  return { kind: 'duplicate', documentId, ...where, since: 5, original };
}

function aBatch(id: number, state: 'held' | 'in-doubt'): AttentionItem {
  const batch: QueueItem = {
    ...{ id, state, folderPath: '/in', credentialName: 'acme', setName: 'May', documents: 1, attempts: 3 },
    ...{ zipSizeBytes: 10, createdAt: 5, bytesSent: null, contentLength: null, retryAt: null },
    ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
    ...{ prioritized: false, restsBecause: null },
    ...{ reason: 'refused', serverWords: null, lastAttempt: null },
  };
  return { kind: `batch-${state}`, batch };
}
