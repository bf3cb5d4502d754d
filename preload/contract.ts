// The whole surface between the window and the program. Both sides import this file; it imports nothing.

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
export const duplicateRules = ['ask', 'skip', 'send'] as const;
export type DuplicateRule = (typeof duplicateRules)[number];
export const inDoubtRules = ['ask', 'send-again'] as const;
export type InDoubtRule = (typeof inDoubtRules)[number];

/** A call that could not be done: what went wrong, at which form field, and what the server or system said. */
export interface Problem {
  readonly code: ProblemCode;
  readonly field?: string;
  /** The server's or the operating system's own words. Never a secret. */
  readonly detail?: string;
}

export type ProblemCode =
  | 'invalid-request' // the call did not fit its schema
  | 'required' // the field is empty
  | 'invalid-url'
  | 'plain-http' // http:// off loopback, not accepted for this credential
  | 'name-taken'
  | 'not-found'
  | 'in-use' // a credential that folders still use
  | 'folder-missing'
  | 'folder-unreadable'
  | 'folder-overlaps' // one watched folder inside another would deliver documents twice
  | 'folder-reserved' // the program's own data folder
  | 'insurances-b2c-only'
  | 'out-of-range'
  | 'invalid-template'
  | 'no-secret' // nothing saved and nothing given
  | 'keyring-missing'
  | 'wrong-state' // the batch moved on meanwhile
  | 'failed';

export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export type CredentialStatus =
  | { readonly state: 'ok' }
  | { readonly state: 'paused'; readonly reason: string; readonly serverWords: string | null; readonly since: number };

/** How a secret is kept: encrypted by the system's keyring, weakly (a fixed key, accepted by the user), in memory only, or not at all. */
export type SecretKeeping = 'keyring' | 'weak' | 'session' | 'missing';

export interface CredentialView {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly allowPlainHttp: boolean;
  readonly inDoubt: InDoubtRule;
  readonly password: SecretKeeping;
  readonly token: SecretKeeping;
  readonly status: CredentialStatus;
  /** Number of watched folders that use it. */
  readonly folders: number;
  readonly sandbox: boolean;
}

/** What the form sends. Secrets go in only; an absent one keeps what is saved. */
export interface CredentialDraft {
  readonly id?: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly allowPlainHttp: boolean;
  readonly inDoubt: InDoubtRule;
  readonly password?: string;
  readonly token?: string;
}

/** What came of testing a credential. `serverWords` is what the server itself said. */
export type CredentialTest =
  | { readonly kind: 'works'; readonly releaseVersion: string | null; readonly expiresAt: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly detail: string }
  /** Pasted mode: nothing can be asked without sending documents; only the token's own expiry is known. */
  | { readonly kind: 'token-readable'; readonly expiresAt: number | null }
  | { readonly kind: 'token-expired'; readonly expiresAt: number };

export interface FolderDraft {
  readonly id?: string;
  readonly path: string;
  readonly credentialId: string;
  readonly documentType: DocumentType;
  readonly invoiceType: InvoiceType;
  readonly processingPref: ProcessingPref;
  /** Sends `source_name=API`. */
  readonly sendSourceName: boolean;
  /** null leaves `priority_flag` out. */
  readonly priority: boolean | null;
  readonly accountId: string;
  readonly setPolicy: SetPolicyName;
  /** For new sets: a template with {folder}, {subfolder}, {date}, {time}, {number}. */
  readonly setName: string;
  /** For an existing set. */
  readonly setReferenceNumber: string;
  readonly quietSeconds: number;
  readonly maxDocuments: number;
  readonly maxMegabytes: number;
  readonly afterUpload: AfterUpload;
  /** What happens to a document whose content was sent before. */
  readonly duplicates: DuplicateRule;
  readonly otherImages: boolean;
  readonly paused: boolean;
}

export type FolderHealth = 'watching' | 'scanning' | 'offline' | 'paused' | 'error';

export interface FolderView extends FolderDraft {
  readonly id: string;
  readonly credentialName: string;
  readonly health: FolderHealth;
  readonly healthDetail: string | null;
  readonly lastScanAt: number | null;
  readonly counts: Counts;
}

/** Every document in exactly one of these; `seen` is their sum. */
export interface Counts {
  readonly seen: number;
  readonly delivered: number;
  readonly onTheWay: number;
  readonly setAside: number;
  readonly duplicates: number;
  readonly ignored: number;
}

export interface Overview {
  readonly counts: Counts;
  readonly deliveredToday: number;
  readonly batchesAccepted: number;
  readonly lastDeliveryAt: number | null;
  readonly folders: readonly {
    readonly id: string;
    readonly path: string;
    readonly health: FolderHealth;
    readonly healthDetail: string | null;
    readonly counts: Counts;
  }[];
  readonly attention: readonly AttentionItem[];
  readonly running: readonly QueueItem[];
  readonly credentials: readonly { readonly id: string; readonly name: string; readonly status: CredentialStatus }[];
}

/** Whatever waits for a person. */
export type AttentionItem =
  | {
      readonly kind: 'document';
      readonly documentId: number;
      readonly folderPath: string;
      readonly relativePath: string;
      readonly reason: string;
      readonly detail: string;
      readonly since: number;
    }
  | {
      readonly kind: 'duplicate';
      readonly documentId: number;
      readonly folderPath: string;
      readonly relativePath: string;
      readonly since: number;
      readonly original: DuplicateOriginal;
    }
  /** The sum of a folder does not come out. */
  | {
      readonly kind: 'alarm';
      readonly folderId: string;
      readonly folderPath: string;
      /** At most 20 of the files that a scan found and the ledger has nothing about. */
      readonly unaccountedFiles: readonly string[];
      readonly unaccountedCount: number;
      /** Documents written and documents there, when they differ. */
      readonly sum: { readonly recorded: number; readonly found: number } | null;
    }
  | { readonly kind: 'batch-held'; readonly batch: QueueItem }
  | { readonly kind: 'batch-in-doubt'; readonly batch: QueueItem }
  | {
      readonly kind: 'credential-paused';
      readonly credentialId: string;
      readonly name: string;
      readonly reason: string;
      readonly serverWords: string | null;
      readonly since: number;
    }
  | { readonly kind: 'set'; readonly setId: number; readonly name: string; readonly reason: string };

/** The document that has the same content: sent, or on its way, when the question came up. */
export interface DuplicateOriginal {
  readonly documentId: number;
  readonly folderPath: string;
  readonly relativePath: string;
  /** null when it was sealed once and is not on its way any more: withdrawn, set aside, or to be sealed anew. */
  readonly batchId: number | null;
  readonly serverBatchId: string | null;
  readonly acceptedAt: number | null;
}

export type BatchStateName =
  'open' | 'sealed' | 'sending' | 'waiting' | 'held' | 'in-doubt' | 'splitting' | 'accepted' | 'split' | 'cancelled';

export interface QueueItem {
  readonly id: number;
  readonly state: BatchStateName;
  readonly folderPath: string;
  readonly credentialName: string;
  readonly setName: string | null;
  readonly documents: number;
  readonly zipSizeBytes: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  /** Request body bytes so far, while sending. */
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  /** When the next attempt is due, while waiting. */
  readonly retryAt: number | null;
  /** Why it waits or is held. */
  readonly reason: string | null;
  readonly serverWords: string | null;
  /** What the last attempt that ended left behind; null before the first. */
  readonly lastAttempt: AttemptSummary | null;
}

export interface AttemptSummary {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Request body bytes that left this computer; null when the program was ended before it could be told. */
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  readonly status: number | null;
}

export interface SetSummary {
  /** `null` stands for the batches outside any set. */
  readonly id: number | null;
  readonly name: string | null;
  readonly referenceNumber: string | null;
  readonly state: 'planned' | 'creating' | 'open' | 'needs-attention' | 'none';
  readonly reason: string | null;
  readonly credentialName: string;
  readonly folderPath: string;
  readonly batches: number;
  readonly documents: number;
  readonly firstDeliveryAt: number | null;
  readonly lastDeliveryAt: number | null;
}

export interface BatchSummary {
  readonly id: number;
  /** The id the server gave; null until accepted. */
  readonly serverBatchId: string | null;
  readonly state: BatchStateName;
  readonly reason: string | null;
  readonly serverWords: string | null;
  readonly documents: number;
  readonly zipSizeBytes: number | null;
  readonly createdAt: number;
  readonly acceptedAt: number | null;
  readonly releaseVersion: string | null;
}

export interface DocumentView {
  readonly id: number;
  readonly relativePath: string;
  readonly entryName: string | null;
  readonly sizeBytes: number;
  readonly sha256: string | null;
  readonly state: 'settling' | 'ready' | 'sealed' | 'delivered' | 'set-aside' | 'duplicate';
  /** What became of the original after the upload. */
  readonly original: 'pending' | 'left' | 'moved' | 'trashed' | 'changed' | 'gone' | 'failed' | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** All rows that match, not only this page's. */
  readonly total: number;
}

export type StoppedReason =
  | 'data-folder-in-use' // another Batchdrop works on it
  | 'data-folder-unwritable'
  | 'ledger-newer' // made by a newer program
  | 'ledger-unwritable'
  | 'settings-unreadable'
  | 'failed';

export interface AppInfo {
  readonly version: string;
  readonly electronVersion: string;
  readonly platform: string;
  /** Where secrets can go on this machine. `none`: memory only, until weak storage is accepted. */
  readonly keyring: 'available' | 'weak-accepted' | 'none';
  readonly dataFolder: string;
  readonly sandbox: { readonly running: boolean; readonly folder: string | null };
  /** Why the program cannot work at all; null when it does. */
  readonly stopped: StoppedReason | null;
  /** Damaged files that were set aside at this start; new ones were begun. */
  readonly keptAside: readonly { readonly what: 'ledger' | 'settings'; readonly path: string }[];
}

export type BatchDecision =
  | { readonly kind: 'retry' } // held or waiting: try again; a batch whose zip is lost is sealed again
  | { readonly kind: 'send-again' } // in doubt: it did not arrive
  | { readonly kind: 'arrived'; readonly serverBatchId: string } // in doubt: it did
  | { readonly kind: 'withdraw' }; // held, waiting or in doubt: not to be sent

/** What "test my set-up" can have the sandbox do to a delivery. */
export const rehearsals = [
  'all-well',
  'connection-cut',
  'reply-lost',
  'no-batch-id',
  'server-busy',
  'server-error',
  'poison-document',
  'too-large',
  'slow-line',
  'token-expired',
  'credentials-refused',
  'redirect',
  'bad-certificate',
] as const;
export type Rehearsal = (typeof rehearsals)[number];

export interface RehearsalResult {
  readonly rehearsal: Rehearsal;
  /** Every document was delivered once or is shown with its reason, as it should be. */
  readonly passed: boolean;
  readonly durationMs: number;
  readonly documents: number;
  readonly deliveredOnce: number;
  readonly deliveredTwice: number;
  /** What would be on screen: states and reasons of documents, batches and credentials. */
  readonly onScreen: readonly { readonly kind: string; readonly reason: string; readonly count: number }[];
  /** What happened, in order; at most 200. */
  readonly steps: readonly { readonly afterMs: number; readonly type: string; readonly detail: string }[];
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

/** Every call the window can make. Each answers with a `Reply`; none rejects. */
export interface Calls {
  'app.info': { request: null; value: AppInfo };
  'app.startSandbox': { request: null; value: { folder: string } };
  'app.acceptWeakStorage': { request: null; value: null };
  'app.openFolder': { request: { folderId: string }; value: null };
  'app.copyText': { request: { text: string }; value: null };
  'credentials.list': { request: null; value: readonly CredentialView[] };
  'credentials.save': { request: CredentialDraft; value: CredentialView };
  'credentials.remove': { request: { id: string }; value: null };
  'credentials.test': { request: CredentialDraft; value: CredentialTest };
  'credentials.resume': { request: { id: string }; value: null };
  'folders.list': { request: null; value: readonly FolderView[] };
  'folders.pick': { request: null; value: { path: string | null } };
  'folders.save': { request: FolderDraft; value: FolderView };
  'folders.remove': { request: { id: string }; value: null };
  'folders.scan': { request: { id: string }; value: null };
  /** A set-aside document needs no more attention; it is taken up again only when its file changes. */
  'documents.dismiss': { request: { documentId: number }; value: null };
  /** A duplicate is sent all the same, a set-aside document tried again. */
  'documents.sendAnyway': { request: { documentId: number }; value: null };
  'overview.get': { request: null; value: Overview };
  'sets.list': { request: PageRequest & { search: string }; value: Page<SetSummary> };
  'sets.batches': { request: PageRequest & { setId: number | null }; value: Page<BatchSummary> };
  'sets.documents': { request: PageRequest & { batchId: number }; value: Page<DocumentView> };
  'sets.setNumber': { request: { setId: number; referenceNumber: string }; value: null };
  /** Saves every receipt where the user says; `path` null when the dialog was closed. */
  'receipts.export': { request: { format: 'csv' | 'json' }; value: { path: string | null; receipts: number } };
  /** Delivers sample documents to a sandbox that misbehaves, with this folder's profile, apart from all real data. */
  'rehearsals.run': { request: { rehearsal: Rehearsal; folderId: string | null }; value: RehearsalResult };
  'queue.list': { request: PageRequest; value: Page<QueueItem> };
  'queue.decide': { request: { batchId: number; decision: BatchDecision }; value: null };
}

export type CallName = keyof Calls;

/** What may have changed; the window asks again for what it shows. At most four times a second. */
export type Topic = 'app' | 'credentials' | 'folders' | 'documents' | 'batches' | 'progress' | 'sets';

/** What the preload script puts on `window.batchdrop`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  /** Returns the function that stops listening. */
  onChange(listener: (topics: readonly Topic[]) => void): () => void;
}

/** IPC channel names. */
export const callChannel = 'batchdrop:call';
export const changeChannel = 'batchdrop:change';
