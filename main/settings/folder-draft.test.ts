// Form and saved folder say the same, in either direction.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as contract from '../../preload/contract';
import * as model from '../engine/model';
import { draftFromFolder, folderFromDraft, toWatchedFolder } from './folder-draft';
import { aFolderDraft } from './testing/drafts';

const text = fc.string({ maxLength: 20 }).map((value) => value.trim());
const drafts: fc.Arbitrary<contract.FolderDraft & { readonly id: string }> = fc
  .record({
    id: fc.uuid(),
    path: text,
    credentialId: text,
    documentType: fc.constantFrom(...contract.documentTypes),
    invoiceType: fc.constantFrom(...contract.invoiceTypes),
    processingPref: fc.constantFrom(...contract.processingPrefs),
    sendSourceName: fc.boolean(),
    priority: fc.constantFrom(true, false, null),
    accountId: text,
    setPolicy: fc.constantFrom(...contract.setPolicies),
    setName: text,
    setReferenceNumber: text,
    quietSeconds: fc.integer({ min: 0, max: 86_400 }),
    maxDocuments: fc.integer({ min: 1, max: 1_000 }),
    maxMegabytes: fc.integer({ min: 1, max: 2_048 }),
    afterUpload: fc.constantFrom(...contract.afterUploadActions),
    duplicates: fc.constantFrom(...contract.duplicateRules),
    otherImages: fc.boolean(),
    watchMode: fc.constantFrom(...contract.watchModes),
    pollSeconds: fc.integer({ min: 5, max: 3_600 }),
    paused: fc.boolean(),
  })
  // What a policy does not use is not kept.
  .map((draft) => ({
    ...draft,
    setName: draft.setPolicy.startsWith('new-') ? draft.setName : '',
    setReferenceNumber: draft.setPolicy === 'existing' ? draft.setReferenceNumber : '',
  }));

describe('a watched folder', () => {
  it('comes back from the settings as the form sent it', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(draftFromFolder(folderFromDraft(draft, draft.id))).toEqual(draft);
      }),
    );
  });

  it('reaches the engine in its units, without the fields that are not set', () => {
    const folder = toWatchedFolder(folderFromDraft(aFolderDraft({ path: '/in', sendSourceName: false }), 'f1'));
    expect(folder).toMatchObject({
      ...{ id: 'f1', path: '/in', credentialId: 'credential-1', set: { policy: 'none' } },
      batch: { quietMs: 10_000, maxDocuments: 100, maxBytes: 104_857_600 },
    });
    expect([folder.sourceName, folder.priority, folder.accountId]).toEqual([undefined, undefined, undefined]);
  });

  it('tells an unset priority from a low one', () => {
    const priorities = [true, false, null].map(
      (priority) => toWatchedFolder(folderFromDraft(aFolderDraft({ path: '/in', priority }), 'f1')).priority,
    );
    expect(priorities).toEqual([true, false, undefined]);
  });
});

describe("the contract's lists", () => {
  it("are the engine's lists", () => {
    expect(contract.documentTypes).toEqual(model.documentTypes);
    expect(contract.invoiceTypes).toEqual(model.invoiceTypes);
    expect(contract.processingPrefs).toEqual(model.processingPrefs);
    expect(contract.afterUploadActions).toEqual(model.afterUploadActions);
  });
});
