import { describe, expect, it } from 'vitest';
import { refusedAloneReasons, type BatchId, type DocumentId, type DocumentState } from '../model';
import { aDocument } from '../testing/builders';
import { reconcile, removedByPerson } from './reconcile';

const same = { relativePath: 'invoice.pdf', sizeBytes: 100, mtimeMs: 1_000 };
const longer = { ...same, sizeBytes: 200 };
const later = { ...same, mtimeMs: 1_000.5 };
const sealed: DocumentState = { state: 'sealed', batchId: 7 as BatchId };
const delivered: DocumentState = { state: 'delivered', batchId: 7 as BatchId };

describe('reconcile', () => {
  it('takes a path that was never seen for a new document', () => {
    expect(reconcile(same, undefined)).toEqual({ kind: 'record', change: { kind: 'new', ...same } });
  });

  it.each([{ state: 'settling' }, { state: 'ready', readyAt: 1 }] satisfies DocumentState[])(
    'settles a document anew that changes while it is $state',
    (status) => {
      for (const found of [longer, later]) {
        expect(reconcile(found, aDocument({ status }))).toMatchObject({
          kind: 'record',
          change: { kind: 'changed', id: 1 },
        });
      }
      expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'known' });
    },
  );

  it.each([sealed, delivered])('takes a file that changes once it is $state for a new document', (status) => {
    expect(reconcile(longer, aDocument({ status }))).toEqual({ kind: 'record', change: { kind: 'new', ...longer } });
    expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'known' });
  });

  it('takes a set-aside file up again when it changes', () => {
    const status: DocumentState = { state: 'set-aside', reason: 'incomplete', detail: '' };
    expect(reconcile(longer, aDocument({ status }))).toMatchObject({ kind: 'record', change: { kind: 'changed' } });
    expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'look-again', reason: 'incomplete' });
  });

  it('takes a changed file for the same document while it is a duplicate that asks, else for a new one', () => {
    const duplicate = (asks: boolean): DocumentState => ({ state: 'duplicate', ofDocumentId: 5 as DocumentId, asks });
    for (const found of [longer, later]) {
      const asking = aDocument({ status: duplicate(true) });
      expect(reconcile(found, asking)).toMatchObject({ kind: 'record', change: { kind: 'changed', id: 1 } });
      const silent = aDocument({ status: duplicate(false) });
      expect(reconcile(found, silent)).toEqual({ kind: 'record', change: { kind: 'new', ...found } });
    }
    for (const asks of [true, false]) {
      expect(reconcile(same, aDocument({ status: duplicate(asks) }))).toEqual({ kind: 'known' });
    }
  });

  it.each(refusedAloneReasons)(
    'takes a changed file for a new document where the server did not take the old one: %s',
    (reason) => {
      const refused = aDocument({ status: { state: 'set-aside', reason, detail: '' } });
      expect(reconcile(longer, refused)).toEqual({ kind: 'record', change: { kind: 'new', ...longer } });
      expect(reconcile(same, refused)).toEqual({ kind: 'look-again', reason });
    },
  );

  it('looks again at a document that was withdrawn because its file was taken away', () => {
    const status: DocumentState = { state: 'set-aside', reason: 'withdrawn', detail: removedByPerson };
    expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'look-again', reason: 'withdrawn' });
  });

  it('leaves a withdrawn file alone until it changes', () => {
    const status: DocumentState = { state: 'set-aside', reason: 'withdrawn', detail: '' };
    expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'known' });
    expect(reconcile(longer, aDocument({ status }))).toMatchObject({ kind: 'record', change: { kind: 'new' } });
  });
});
