// What the watched folder's form holds, how it is checked while typing, and what is sent.
import type {
  AfterUpload,
  DocumentType,
  DuplicateRule,
  FolderDraft,
  FolderView,
  InvoiceType,
  ProcessingPref,
  SetPolicyName,
  WatchMode,
} from '../../../preload/contract';
import { t } from '../i18n/translate';
import { problemSentence } from '../words/problems';
import { templateProblem } from './set-name-preview';

/** Numbers are text while they are typed; a radio cannot hold null. */
export interface FolderValues {
  readonly path: string;
  readonly credentialId: string;
  readonly documentType: DocumentType;
  readonly invoiceType: InvoiceType;
  readonly processingPref: ProcessingPref;
  readonly sendSourceName: boolean;
  readonly priority: 'unset' | 'true' | 'false';
  readonly accountId: string;
  readonly setPolicy: SetPolicyName;
  readonly setName: string;
  readonly setReferenceNumber: string;
  readonly quietSeconds: number | string;
  readonly maxDocuments: number | string;
  readonly maxMegabytes: number | string;
  readonly afterUpload: AfterUpload;
  readonly duplicates: DuplicateRule;
  readonly otherImages: boolean;
  readonly watchMode: WatchMode;
  readonly pollSeconds: number | string;
  readonly paused: boolean;
}

/** What the number fields take. */
export const limits = {
  quietSeconds: { min: 0, max: 86_400 },
  maxDocuments: { min: 1, max: 10_000 },
  maxMegabytes: { min: 1, max: 10_000 },
  pollSeconds: { min: 5, max: 3_600 },
} as const;

/** A form for a new folder, or for one that is saved. */
export function folderValues(view: FolderView | null, defaultCredentialId: string): FolderValues {
  if (view === null) return { ...newFolder, credentialId: defaultCredentialId };
  const { path, credentialId, documentType, invoiceType, processingPref, sendSourceName, accountId } = view;
  const { setPolicy, setName, setReferenceNumber, quietSeconds, maxDocuments, maxMegabytes } = view;
  const { afterUpload, duplicates, otherImages, watchMode, pollSeconds, paused } = view;
  return {
    ...{ path, credentialId, documentType, invoiceType, processingPref, sendSourceName, accountId },
    ...{ setPolicy, setName, setReferenceNumber, quietSeconds, maxDocuments, maxMegabytes },
    ...{ afterUpload, duplicates, otherImages, watchMode, pollSeconds, paused },
    priority: view.priority === null ? 'unset' : view.priority ? 'true' : 'false',
  };
}

/** Insurances can only be B2C: choosing them sets the invoice type, and it stays locked. */
export function withDocumentType(values: FolderValues, documentType: DocumentType): FolderValues {
  return { ...values, documentType, invoiceType: documentType === 'Insurances' ? 'B2C' : values.invoiceType };
}

/** Fields without an entry are fine. The program checks again when saving. */
export function checkFolder(values: FolderValues): Partial<Record<keyof FolderValues, string>> {
  const required = problemSentence({ code: 'required' });
  const template = isNewSet(values.setPolicy) ? templateProblem(values.setName) : null;
  return {
    ...(values.path.trim() === '' && { path: required }),
    ...(values.credentialId === '' && { credentialId: required }),
    ...(values.documentType === 'Insurances' &&
      values.invoiceType !== 'B2C' && { invoiceType: problemSentence({ code: 'insurances-b2c-only' }) }),
    ...(values.setPolicy === 'existing' && values.setReferenceNumber.trim() === '' && { setReferenceNumber: required }),
    ...(template !== null && { setName: template }),
    ...numberProblem('quietSeconds', values),
    ...numberProblem('maxDocuments', values),
    ...numberProblem('maxMegabytes', values),
    ...numberProblem('pollSeconds', values),
  };
}

/** What is sent; call it only with values that were checked. */
export function folderDraft(values: FolderValues, id: string | null): FolderDraft {
  return {
    ...values,
    ...(id !== null && { id }),
    path: values.path.trim(),
    priority: values.priority === 'unset' ? null : values.priority === 'true',
    accountId: values.accountId.trim(),
    setName: values.setName.trim(),
    setReferenceNumber: values.setReferenceNumber.trim(),
    quietSeconds: Number(values.quietSeconds),
    maxDocuments: Number(values.maxDocuments),
    maxMegabytes: Number(values.maxMegabytes),
    pollSeconds: Number(values.pollSeconds),
  };
}

/** Whether batches create sets, which need a name. */
export function isNewSet(policy: SetPolicyName): boolean {
  return policy !== 'none' && policy !== 'existing';
}

const newFolder: FolderValues = {
  path: '',
  credentialId: '',
  documentType: 'Invoices',
  invoiceType: 'B2B',
  processingPref: 'Speed',
  sendSourceName: true,
  priority: 'unset',
  accountId: '',
  setPolicy: 'none',
  setName: '',
  setReferenceNumber: '',
  quietSeconds: 10,
  maxDocuments: 100,
  maxMegabytes: 100,
  afterUpload: 'leave',
  duplicates: 'ask',
  otherImages: false,
  watchMode: 'auto',
  pollSeconds: 30,
  paused: false,
};

function numberProblem(field: keyof typeof limits, values: FolderValues): Partial<Record<string, string>> {
  const { min, max } = limits[field];
  const text = String(values[field]).trim();
  const value = Number(text);
  const isFine = text !== '' && Number.isInteger(value) && value >= min && value <= max;
  return isFine ? {} : { [field]: t('folders.form.outOfRange', { min, max }) };
}
