// Names and help for a watched folder's choices.
import type {
  AfterUpload,
  DocumentType,
  DuplicateRule,
  ProcessingPref,
  SetPolicyName,
} from '../../../preload/contract';

export const documentTypeNames: Record<DocumentType, string> = {
  Invoices: 'Invoices',
  Receipts: 'Receipts',
  PurchaseOrders: 'Purchase orders',
  NACH: 'NACH mandates',
  LoanAgreement: 'Loan agreements',
  Insurances: 'Insurances',
};

export const invoiceTypeNames = {
  B2B: 'B2B – from a business to a business',
  B2C: 'B2C – from a business to a consumer',
} as const;

export const processingPrefNames: Record<ProcessingPref, string> = { Speed: 'Speed', Accuracy: 'Accuracy' };

export const setPolicyNames: Record<SetPolicyName, string> = {
  none: 'No set',
  existing: 'An existing set',
  'new-per-folder': 'One new set for this folder',
  'new-per-subfolder': 'A new set for each sub-folder',
  'new-per-day': 'A new set every day',
  'new-per-week': 'A new set every week, from Monday',
  'new-per-month': 'A new set every month',
  'new-per-batch': 'A new set for each batch',
};

export const afterUploadNames: Record<AfterUpload, { readonly label: string; readonly help: string }> = {
  leave: { label: 'Leave it where it is', help: 'Nothing in the folder changes. Batchdrop remembers what it sent.' },
  move: { label: 'Move it to “Sent”', help: 'Into a sub-folder named Sent, so that the folder shows what is left.' },
  trash: { label: 'Move it to the trash', help: 'You can still get it back from there.' },
};

export const duplicateRuleNames: Record<DuplicateRule, { readonly label: string; readonly help: string }> = {
  ask: { label: 'Ask me', help: 'It is not sent. It waits under “Needs attention” until you decide.' },
  skip: { label: 'Leave it out', help: 'It is not sent. It is counted as a duplicate, and nobody is asked.' },
  send: { label: 'Send it too', help: 'It is sent like any other document, so the server has it twice.' },
};

export const folderHelp = {
  path: 'Documents that are put into this folder or its sub-folders are delivered.',
  credentialId: 'The account that the documents are delivered to.',
  documentType: 'What the documents are. The server reads each type differently.',
  invoiceType: 'Who the documents are issued to.',
  invoiceTypeLocked: 'Locked: the server takes Insurances only as B2C.',
  processingPref: 'Whether the server should be quick or thorough.',
  priority: 'Whether the server is asked to take these documents first.',
  accountId: 'The account’s number, if your administrator gave you one. Leave empty to send none.',
  sendSourceName: 'Tells the server that the documents came through its interface (source_name=API).',
  setPolicy: 'A set groups batches at the server under one reference number.',
  setReferenceNumber: 'The number of the set as the server shows it, for example 12345.',
  setName:
    'Placeholders: {folder} and {subfolder} are names, {date} and {time} are when the set is planned, {number} counts the sets.',
  setNameLocked: 'Locked: the set exists at the server, and its name cannot be changed there.',
  quietSeconds: 'A batch is packed when no further document arrived for this long.',
  maxDocuments: 'A batch is packed as soon as it has this many documents.',
  maxMegabytes: 'A batch is packed before it gets larger. A single larger document is set aside.',
  afterUpload:
    'What happens to the file once the server has confirmed it. A file that changed meanwhile is left alone.',
  duplicates:
    'Compares content, not file names, with everything that was sent or is on its way with the same credential and document type.',
  otherImages: 'The vendor names only PDF, JPEG and PNG. Whether the server reads other images is not promised.',
  paused: 'Nothing new is taken from this folder. Batches that are already packed are still sent.',
} as const;
