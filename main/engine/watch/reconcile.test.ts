import { describe, expect, it } from 'vitest';
import type { BatchId, DocumentState } from '../model';
import { aDocument } from '../testing/builders';
import { reconcile } from './reconcile';

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

  it('leaves a withdrawn file alone until it changes', () => {
    const status: DocumentState = { state: 'set-aside', reason: 'withdrawn', detail: '' };
    expect(reconcile(same, aDocument({ status }))).toEqual({ kind: 'known' });
    expect(reconcile(longer, aDocument({ status }))).toMatchObject({ kind: 'record', change: { kind: 'new' } });
  });
});
