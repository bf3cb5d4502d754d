// Checks the watched folder form's rules.
import { describe, expect, it } from 'vitest';
import type { FolderView } from '../../../preload/contract';
import { checkFolder, folderDraft, folderValues, withDocumentType, type FolderValues } from './folder-values';

describe('checkFolder', () => {
  it('accepts a new folder with a path and a credential', () => {
    expect(checkFolder(filled())).toEqual({});
    expect(Object.keys(checkFolder(folderValues(null, '')))).toEqual(['path', 'credentialId']);
  });

  it('asks for a number or a name only when the set policy needs it', () => {
    expect(checkFolder(filled({ setPolicy: 'existing' }))).toHaveProperty('setReferenceNumber');
    expect(checkFolder(filled({ setPolicy: 'new-per-day', setName: '{shoe}' }))).toHaveProperty('setName');
    expect(checkFolder(filled({ setPolicy: 'none', setName: '{shoe}' }))).toEqual({});
  });

  it.each([
    ['quietSeconds', 0, true],
    ['quietSeconds', -1, false],
    ['quietSeconds', '', false],
    ['maxDocuments', '250', true],
    ['maxDocuments', 0, false],
    ['maxDocuments', 2.5, false],
    ['maxDocuments', 'ten', false],
    ['maxMegabytes', 10_001, false],
    ['pollSeconds', 5, true],
    ['pollSeconds', '3600', true],
    ['pollSeconds', 4, false],
    ['pollSeconds', 3_601, false],
    ['pollSeconds', '', false],
  ] as const)('%s = %j: fine is %s', (field, value, isFine) => {
    expect(field in checkFolder(filled({ [field]: value }))).toBe(!isFine);
  });
});

describe('withDocumentType', () => {
  it('makes Insurances B2C and leaves the invoice type alone otherwise', () => {
    const insurances = withDocumentType(filled({ invoiceType: 'B2B' }), 'Insurances');
    expect(insurances.invoiceType).toBe('B2C');
    expect(checkFolder(insurances)).toEqual({});
    expect(checkFolder({ ...insurances, invoiceType: 'B2B' })).toHaveProperty('invoiceType');
    expect(withDocumentType(filled({ invoiceType: 'B2B' }), 'Receipts').invoiceType).toBe('B2B');
  });
});

describe('folderDraft', () => {
  it('sends numbers as numbers and an unset priority as null', () => {
    const draft = folderDraft(filled({ maxDocuments: '250', priority: 'unset' }), null);
    expect(draft).toMatchObject({ maxDocuments: 250, priority: null });
    expect(draft).not.toHaveProperty('id');
    expect(folderDraft(filled({ priority: 'false' }), 'f').priority).toBe(false);
  });

  it('gives back what was saved when nothing was changed, and nothing more', () => {
    const { id, ...draft } = folderDraft(filled({ priority: 'true', path: '/in', duplicates: 'skip' }), 'f');
    const view: FolderView = {
      ...draft,
      ...{ id: 'f', credentialName: 'acme', health: 'watching', healthDetail: null, lastScanAt: 1, looking: null },
      counts: { seen: 0, delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0 },
    };
    expect(folderDraft(folderValues(view, ''), 'f')).toEqual({ id, ...draft });
  });
});

function filled(over: Partial<FolderValues> = {}): FolderValues {
  return { ...folderValues(null, 'c1'), path: '/scans/in', ...over };
}
