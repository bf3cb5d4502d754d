// Checks what a line of the search says, where it leads, and what of it is marked.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchHit, DocumentHit, SetHit } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { hitsOf, locationOfDocument } from './hits';
import { partsOf } from './parts-of';

beforeEach(() => setLanguage('en', 'en-GB'));

const now = 10 * 3_600_000;
const set: SetHit = {
  ...{ setId: 9, name: 'May', referenceNumber: '20418', state: 'open', credentialName: 'Acme', folderPath: '/in' },
  foundBy: 'name',
};
const batch: BatchHit = {
  ...{ batchId: 412, serverBatchId: '6742f', state: 'accepted', documents: 12, folderPath: '/in', setId: 9 },
  ...{ setName: 'May', createdAt: now - 3_600_000, foundBy: 'server-id' },
};
const document: DocumentHit = {
  ...{ documentId: 5, relativePath: 'sub/a.pdf', folderId: 'f1', folderPath: '/in', state: 'delivered' },
  ...{ seenAt: now - 3_600_000, batchId: 412, foundBy: 'name' },
};
const answer = { sets: [set], batches: [batch], documents: [document], hasMore: false };

describe('hitsOf', () => {
  it('has sets, batches and documents in this order, each with where it is', () => {
    expect(hitsOf(answer, now)).toMatchObject([
      { key: 'set-9', title: 'May', foundBy: null, facts: ['Set number 20418', 'Acme'], to: { page: 'set', id: 9 } },
      {
        ...{ key: 'batch-412', title: 'Batch 412', foundBy: 'Batch id 6742f', to: { page: 'batch', id: 412 } },
        facts: ['May', '12 documents', 'Packed 1 hour ago'],
      },
      {
        ...{ key: 'document-5', title: 'sub/a.pdf', foundBy: null, to: { page: 'batch', id: 412 } },
        facts: ['Batch 412', 'Seen 1 hour ago'],
      },
    ]);
  });

  it('says what fits when it is not the title', () => {
    const hits = hitsOf(
      {
        ...{ sets: [{ ...set, foundBy: 'number' }], hasMore: false },
        batches: [
          { ...batch, foundBy: 'number' },
          { ...batch, batchId: 2, foundBy: 'zip-sha256' },
        ],
        documents: [{ ...document, foundBy: 'sha256' }],
      },
      now,
    );
    expect(hits.map(({ foundBy }) => foundBy)).toEqual([
      ...['Set number 20418', 'Found by its number', 'Found by the SHA-256 of its zip'],
      'Found by the SHA-256 of its content',
    ]);
    expect(hits[1]?.facts).toContain('Batch id 6742f');
  });

  it('calls a set without a name by its number', () => {
    const [hit] = hitsOf({ ...answer, sets: [{ ...set, name: null }] }, now);
    expect(hit).toMatchObject({ title: 'Set 20418', isTitleData: false });
  });

  it('leads to where a document without a batch is', () => {
    const drop = `/data/drops/1700000000000-3-0123456789ab`;
    const alone = { ...document, batchId: null };
    expect(locationOfDocument({ ...alone, state: 'set-aside' })).toEqual({ page: 'attention' });
    expect(locationOfDocument({ ...alone, state: 'duplicate' })).toEqual({ page: 'attention' });
    expect(locationOfDocument({ ...alone, state: 'settling' })).toEqual({ page: 'folder-form', id: 'f1' });
    expect(locationOfDocument({ ...alone, state: 'ready', folderPath: drop })).toEqual({ page: 'queue' });
  });
});

describe('partsOf', () => {
  it.each([
    ['Invoice 12.pdf', 'VOICE', ['In', '[voice]', ' 12.pdf']],
    ['Mu\u0308ller.pdf', 'MÜL', ['[Mül]', 'ler.pdf']],
    ['a/a/a.pdf', 'a', ['a/a/', '[a]', '.pdf']],
    ['none.pdf', 'x', ['none.pdf']],
    ['none.pdf', '', ['none.pdf']],
    ['İ1.pdf', '1', ['İ1.pdf']],
  ])('marks in %s what fits %s', (name, wanted, parts) => {
    expect(partsOf(name, wanted).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))).toEqual(parts);
  });
});
