// Names and help for a watched folder's choices.
import type {
  AfterUpload,
  DocumentType,
  DuplicateRule,
  InvoiceType,
  ProcessingPref,
  SetPolicyName,
} from '../../../preload/contract';
import { t } from '../i18n/translate';

interface ChoiceWords {
  readonly label: string;
  readonly help: string;
}

const asTree = { returnObjects: true } as const;

/** The vendor's values; where they are no words of the window's language, they stand in brackets. */
export const documentTypeNames: Record<DocumentType, string> = t('profile.documentTypes', asTree);
export const invoiceTypeNames: Record<InvoiceType, string> = t('profile.invoiceTypes', asTree);
export const processingPrefNames: Record<ProcessingPref, string> = t('profile.processingPrefs', asTree);
export const priorityNames: Record<'unset' | 'true' | 'false', string> = t('profile.priorities', asTree);

export const setPolicyNames: Record<SetPolicyName, string> = t('profile.setPolicies', asTree);
export const afterUploadNames: Record<AfterUpload, ChoiceWords> = t('profile.afterUpload', asTree);
export const duplicateRuleNames: Record<DuplicateRule, ChoiceWords> = t('profile.duplicateRules', asTree);

/** What a set name's template may contain, as it is typed. */
export const setNamePlaceholders = {
  ...{ folder: '{folder}', subfolder: '{subfolder}', date: '{date}', time: '{time}', number: '{number}' },
} as const;

export const folderHelp = {
  ...t('profile.help', asTree),
  setName: t('profile.help.setName', setNamePlaceholders),
};
