// What a drop is sent with.
import { describe, expect, it } from 'vitest';
import { checkDrop, dropProfile, dropSet, dropValues } from './drop-values';

const values = dropValues([], 'c1');

describe('a drop', () => {
  it('starts with the defaults of a new folder and no set', () => {
    expect(values).toMatchObject({ credentialId: 'c1', documentType: 'Invoices', setChoice: 'none' });
    expect(dropProfile(values)).toEqual({
      ...{ credentialId: 'c1', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
      ...{ sendSourceName: true, priority: null, accountId: '', maxDocuments: 100, maxMegabytes: 100 },
      ...{ duplicates: 'ask', otherImages: false },
    });
  });

  it.each([
    [{ setChoice: 'none' }, { kind: 'none' }],
    [
      { setChoice: 'new', setName: ' Lost and found ' },
      { kind: 'new', name: 'Lost and found' },
    ],
    [
      { setChoice: 'existing', setReferenceNumber: '10001' },
      { kind: 'existing', referenceNumber: '10001' },
    ],
    [{ setChoice: 'known-17' }, { kind: 'known', setId: 17 }],
  ] as const)('with %j goes into %j', (change, set) => {
    const changed = { ...values, ...change };
    expect(checkDrop(changed)).toEqual({});
    expect(dropSet(changed)).toEqual(set);
  });

  it.each([
    [{ setChoice: 'new' }, 'setName'],
    [{ setChoice: 'existing' }, 'setReferenceNumber'],
    [{ credentialId: '' }, 'credentialId'],
  ] as const)('with %j lacks its %s', (change, field) => {
    expect(Object.keys(checkDrop({ ...values, ...change }))).toEqual([field]);
  });
});

describe('the dialog for documents that are added to a set', () => {
  const into = { setId: 4, title: 'May', credentialId: 'c2', credentialName: 'Two', folderId: 'f2' };

  it('begins with that set and its credential, also when no folder uses that any more', () => {
    const values = dropValues([], 'c1', into);
    expect(values).toMatchObject({ credentialId: 'c2', setChoice: 'known-4' });
    expect(dropSet(values)).toEqual({ kind: 'known', setId: 4 });
  });
});
