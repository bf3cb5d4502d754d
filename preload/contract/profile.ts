// The vendor's and our own choices that a watched folder or a credential is set up with.

export const documentTypes = ['Invoices', 'Receipts', 'PurchaseOrders', 'NACH', 'LoanAgreement', 'Insurances'] as const;
export type DocumentType = (typeof documentTypes)[number];
export const invoiceTypes = ['B2B', 'B2C'] as const;
export type InvoiceType = (typeof invoiceTypes)[number];
export const processingPrefs = ['Speed', 'Accuracy'] as const;
export type ProcessingPref = (typeof processingPrefs)[number];
export const setPolicies = [
  'none',
  'existing',
  'new-per-folder',
  'new-per-subfolder',
  'new-per-day',
  'new-per-week',
  'new-per-month',
  'new-per-batch',
] as const;
export type SetPolicyName = (typeof setPolicies)[number];
export const afterUploadActions = ['leave', 'move', 'trash'] as const;
export type AfterUpload = (typeof afterUploadActions)[number];
/** `auto`: events, or looking again and again where the folder is on the network. */
export const watchModes = ['auto', 'polling'] as const;
export type WatchMode = (typeof watchModes)[number];
export const duplicateRules = ['ask', 'skip', 'send'] as const;
export type DuplicateRule = (typeof duplicateRules)[number];
export const inDoubtRules = ['ask', 'send-again'] as const;
export type InDoubtRule = (typeof inDoubtRules)[number];
