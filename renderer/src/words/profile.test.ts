// Checks that every choice of the contract has a name of its own, in every language.
import { afterAll, describe, expect, it } from 'vitest';
import {
  afterUploadActions,
  documentTypes,
  duplicateRules,
  inDoubtRules,
  invoiceTypes,
  processingPrefs,
  setPolicies,
} from '../../../preload/contract';
import { english, german } from '../i18n/texts';
import { setLanguage, t } from '../i18n/translate';
import { folderHelp } from './profile';

afterAll(() => setLanguage('en', 'en'));

describe.each(['en', 'de'] as const)('names of choices in the language %s', (language) => {
  it('are there for every choice, and no two are the same', async () => {
    await setLanguage(language, language);
    const names = [
      documentTypes.map((type) => t(`profile.documentTypes.${type}`)),
      invoiceTypes.map((type) => t(`profile.invoiceTypes.${type}`)),
      processingPrefs.map((pref) => t(`profile.processingPrefs.${pref}`)),
      setPolicies.map((policy) => t(`profile.setPolicies.${policy}`)),
      afterUploadActions.map((action) => t(`profile.afterUpload.${action}.label`)),
      duplicateRules.map((rule) => t(`profile.duplicateRules.${rule}.label`)),
      duplicateRules.map((rule) => t(`profile.duplicateRules.${rule}.help`)),
      inDoubtRules.map((rule) => t(`credentials.inDoubtRules.${rule}.label`)),
      inDoubtRules.map((rule) => t(`credentials.inDoubtRules.${rule}.help`)),
    ];
    for (const group of names) {
      expect(group.every((name) => name.length > 0 && !name.includes('.inDoubtRules'))).toBe(true);
      expect(new Set(group).size).toBe(group.length);
    }
  });
});

describe('the vendor’s values', () => {
  it.each(['Invoices', 'Receipts', 'NACH', 'Insurances'] as const)('%s keeps its name in German', (type) => {
    expect(german.profile.documentTypes[type]).toContain(type);
    expect(german.profile.documentTypes[type]).not.toBe(english.profile.documentTypes[type]);
  });
});

describe('folderHelp', () => {
  it('shows the placeholders as they are typed', () => {
    expect(folderHelp.setName).toContain('{folder} and {subfolder} are names');
    expect(JSON.stringify(folderHelp)).not.toContain('{{');
  });
});
