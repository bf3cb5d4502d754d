// The choices of forms, as people read them.
import type { AfterUpload, DocumentType, ProcessingPref, SetPolicyName } from '../../../preload/contract';

export const documentTypeNames: Readonly<Record<DocumentType, string>> = {
  Invoices: 'Invoices',
  Receipts: 'Receipts',
  PurchaseOrders: 'Purchase orders',
  NACH: 'NACH',
  LoanAgreement: 'Loan agreements',
  Insurances: 'Insurances',
};

export const processingPrefNames: Readonly<Record<ProcessingPref, string>> = {
  Speed: 'Speed',
  Accuracy: 'Accuracy',
};

export const setPolicyNames: Readonly<Record<SetPolicyName, string>> = {
  none: 'No set',
  existing: 'An existing set',
  'new-per-folder': 'One new set for the folder',
  'new-per-subfolder': 'A new set for each sub-folder',
  'new-per-day': 'A new set each day',
  'new-per-batch': 'A new set for each batch',
};

export const afterUploadNames: Readonly<Record<AfterUpload, string>> = {
  leave: 'Leave the originals where they are',
  move: 'Move the originals to a Sent folder',
  trash: 'Put the originals in the trash',
};
