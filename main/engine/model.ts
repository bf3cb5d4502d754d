// The engine's words (docs/architecture.md, Words): credentials, watched folders, documents, batches and sets.
import type { UploadLimits } from './upload-limits';

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type CredentialId = Branded<string, 'CredentialId'>;
export type FolderId = Branded<string, 'FolderId'>;
export type DocumentId = Branded<number, 'DocumentId'>;
export type BatchId = Branded<number, 'BatchId'>;
export type SetId = Branded<number, 'SetId'>;
/** An absolute path in the notation of the machine it was found on. */
export type AbsolutePath = Branded<string, 'AbsolutePath'>;

export const documentTypes = ['Invoices', 'Receipts', 'PurchaseOrders', 'NACH', 'LoanAgreement', 'Insurances'] as const;
export type DocumentType = (typeof documentTypes)[number];
export const invoiceTypes = ['B2B', 'B2C'] as const;
export type InvoiceType = (typeof invoiceTypes)[number];
export const processingPrefs = ['Speed', 'Accuracy'] as const;
export type ProcessingPref = (typeof processingPrefs)[number];
export const afterUploadActions = ['leave', 'move', 'trash'] as const;
export type AfterUpload = (typeof afterUploadActions)[number];
/** What happens to a document whose content was delivered before (contract.md names no answer: it is the user's). */
export const duplicateRules = ['ask', 'skip', 'send'] as const;
export type DuplicateRule = (typeof duplicateRules)[number];
/** What happens to a batch in doubt: a person is asked, or it is sent again by itself. */
export const inDoubtRules = ['ask', 'send-again'] as const;
export type InDoubtRule = (typeof inDoubtRules)[number];

/** One account at one server. Its password and pasted token come from the `Secrets` port, never from here. */
export interface Credential {
  readonly id: CredentialId;
  readonly name: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly companyName: string;
  readonly username: string;
  readonly tokenMode: 'automatic' | 'pasted';
  readonly inDoubt: InDoubtRule;
  /** Which certificates are taken (decision 22); undefined: those that the system takes. */
  readonly trust?: Trust | undefined;
  /** undefined: as the system says. */
  readonly proxy?: ProxyChoice | undefined;
}

/** Which certificates of a server are taken. Whatever it says, they are checked. */
export type Trust =
  | { readonly kind: 'system' }
  /** The system's, and those of these authorities. `pem`: one or more certificates. */
  | { readonly kind: 'authority'; readonly pem: string }
  /** This one alone. `fingerprint`: SHA-256 in upper-case hex with colons; `pem`: the certificate, where it is known. */
  | { readonly kind: 'pinned'; readonly fingerprint: string; readonly pem?: string | undefined };

/** How a server is reached. The password of a proxy comes from the `Secrets` port. */
export type ProxyChoice =
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  | { readonly kind: 'manual'; readonly host: string; readonly port: number; readonly username: string | null };

/** Which set the batches of a folder belong to (contract.md, Sets). A template knows {folder}, {subfolder}, {date}, {time}, {number}. */
export type SetPolicy =
  | { readonly policy: 'none' }
  | { readonly policy: 'existing'; readonly referenceNumber: string }
  | {
      readonly policy:
        'new-per-folder' | 'new-per-subfolder' | 'new-per-day' | 'new-per-week' | 'new-per-month' | 'new-per-batch';
      readonly name: string;
    }
  /**
   * The very set with this key, whichever folder it came from. Name and number are those that it has, for a ledger that does
   * not know the key any more.
   */
  | {
      readonly policy: 'known';
      readonly key: string;
      readonly name: string | null;
      readonly referenceNumber: string | null;
    };

/** When the ready documents of a folder become a batch: whichever comes first. */
export interface BatchingRule {
  /** No further document became ready for this long. */
  readonly quietMs: number;
  readonly maxDocuments: number;
  /** Sum of the documents' own sizes. A single document above it is set aside as too large. */
  readonly maxBytes: number;
}

/** The contract's fields that a folder's batches are sent with. */
export interface DeliveryProfile {
  readonly documentType: DocumentType;
  readonly invoiceType: InvoiceType;
  readonly processingPref: ProcessingPref;
  readonly sourceName?: string | undefined;
  readonly priority?: boolean | undefined;
  readonly accountId?: string | undefined;
}

export const watchModes = ['auto', 'polling'] as const;

export interface WatchRule {
  readonly mode: (typeof watchModes)[number];
  /** Between two looks, while looking is how changes are noticed. */
  readonly pollMs: number;
}

/** Seldom enough for a slow share, often enough not to be waited for. */
export const defaultWatch: WatchRule = { mode: 'auto', pollMs: 30_000 };

export interface WatchedFolder extends DeliveryProfile {
  readonly id: FolderId;
  readonly path: AbsolutePath;
  readonly credentialId: CredentialId;
  readonly set: SetPolicy;
  readonly batch: BatchingRule;
  readonly afterUpload: AfterUpload;
  readonly duplicates: DuplicateRule;
  /** Also take TIFF, BMP, GIF and WebP, which the vendor does not name. */
  readonly otherImages: boolean;
  /** How changes are noticed between scans; undefined: by events, or by looking where the folder is on the network. */
  readonly watch?: WatchRule | undefined;
  readonly paused: boolean;
}

export interface EngineConfig {
  readonly credentials: readonly Credential[];
  readonly folders: readonly WatchedFolder[];
  readonly retry: { readonly firstMs: number; readonly ceilingMs: number };
  /** A document is settled when its size and modification time stayed the same for this long. */
  readonly settleMs: number;
  /** A quiet but incomplete document is set aside after this long; a later change takes it up again. */
  readonly incompleteMs: number;
  /** Between two scans of a folder; events in between come from the watcher. */
  readonly rescanMs: number;
  readonly uploads: UploadLimits;
}

export const documentKinds = ['pdf', 'jpeg', 'png', 'tiff', 'bmp', 'gif', 'webp'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const setAsideReasons = [
  'unreadable',
  'incomplete',
  'wrong-type',
  'encrypted',
  'empty',
  'too-large',
  'vanished',
  'withdrawn', // a person decided that its batch is not to be sent
  'too-large-for-server', // the server refused it although it was sent alone
  'server-error', // the server failed on it although it was sent alone
  'maybe-delivered', // it was there when the ledger was lost: nobody knows whether it was sent
] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/**
 * The server did not take it, alone as it was. Its file may be gone or hold something else by then, so only a person's word
 * ends this: neither a change nor the removal of the file does, and its zip, maybe the last copy, is kept as long.
 */
export const refusedAloneReasons = [
  'too-large-for-server',
  'server-error',
] as const satisfies readonly SetAsideReason[];

export function isRefusedAlone(reason: SetAsideReason): boolean {
  return refusedAloneReasons.some((refused) => refused === reason);
}

/** What tells one version of a file from the next without reading it. */
export interface Fingerprint {
  readonly sizeBytes: number;
  /** Milliseconds since 1970 with the fraction the file system gives. */
  readonly mtimeMs: number;
}

export type DocumentState =
  | { readonly state: 'settling' }
  | { readonly state: 'ready'; readonly readyAt: number }
  | { readonly state: 'sealed'; readonly batchId: BatchId }
  | { readonly state: 'delivered'; readonly batchId: BatchId }
  | { readonly state: 'set-aside'; readonly reason: SetAsideReason; readonly detail: string }
  /** The same content as another document that is sealed or delivered. `asks`: a person has yet to decide about it. */
  | { readonly state: 'duplicate'; readonly ofDocumentId: DocumentId; readonly asks: boolean };

/** One version of one file in a watched folder. */
export interface DocumentRecord extends Fingerprint {
  readonly id: DocumentId;
  readonly folderId: FolderId;
  /** Inside the folder, with `/` between names on every platform. */
  readonly relativePath: string;
  readonly status: DocumentState;
  readonly kind: DocumentKind | null;
  readonly sha256: string | null;
  readonly entryName: string | null;
  readonly seenAt: number;
  /** It was there when the ledger was lost. */
  readonly maybeDelivered: boolean;
  /** A person wants it sent although its content was sent before. */
  readonly sendAnyway: boolean;
}

export const heldReasons = [
  'refused', // a 4xx: the server's own words say what is wrong
  'redirected', // a 3xx is never followed: username and password stand in the body
  'credential-refused', // 401 or 403 after one token renewal
  'secret-missing', // no password or token in memory or keyring
  'token-expired', // a pasted token ran out
  'spool-damaged', // the sealed zip is missing or altered
  'set-blocked', // the set it belongs to needs attention
  'credential-removed',
  'unexpected-answer',
] as const;
export type HeldReason = (typeof heldReasons)[number];

/** Why a credential is paused. Of the last two its batches know nothing: nothing was sent, so they stay in the queue. */
export const pauseReasons = [
  ...heldReasons,
  'certificate-changed', // not the pinned one; `serverWords` are both fingerprints
  'proxy-password-refused', // tried again and again it would lock the account
] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why a batch is cut in two: 413, or a document in it that the server fails on (contract.md). */
export const splitReasons = ['too-large', 'server-error'] as const;
export type SplitReason = (typeof splitReasons)[number];

export type BatchState =
  | { readonly state: 'open' }
  | { readonly state: 'sealed' }
  | { readonly state: 'sending' }
  | {
      readonly state: 'waiting';
      readonly retryAt: number;
      readonly cause: WaitCause;
      readonly serverWords: string | null;
    }
  | { readonly state: 'held'; readonly reason: HeldReason; readonly serverWords: string | null }
  | { readonly state: 'in-doubt'; readonly serverWords: string | null }
  | { readonly state: 'accepted'; readonly serverBatchId: string; readonly acceptedAt: number }
  /** To be cut in two, or its only document to be set aside; on its way there. */
  | { readonly state: 'splitting'; readonly reason: SplitReason; readonly serverWords: string | null }
  | { readonly state: 'split' }
  | { readonly state: 'cancelled' };

/** Why a server cannot be reached, where more is known than that (decision 22). Each of them may pass by itself. */
export const networkProblems = [
  'name-not-found',
  'no-secure-connection', // TLS 1.2 or newer could not be agreed on
  'certificate-expired',
  'certificate-not-yet-valid', // or this computer's clock is wrong
  'certificate-wrong-host',
  'certificate-unknown-authority',
  'certificate-self-signed',
  'certificate-weak',
  'certificate-invalid',
  'proxy-unreachable',
  'proxy-certificate', // of a proxy that is spoken to by TLS
  'proxy-wants-password',
  'proxy-refused',
  'proxy-without-server', // the proxy could not reach the server
] as const;
export type NetworkProblem = (typeof networkProblems)[number];

export const waitCauses = [
  'network',
  ...networkProblems,
  'server-busy',
  'server-error',
  'interrupted',
  'no-clear-answer', // in doubt, and its credential says to send again
] as const;
export type WaitCause = (typeof waitCauses)[number];

/** Documents sealed into one zip and delivered by one `uploadbatch` call. */
export interface BatchRecord {
  readonly id: BatchId;
  readonly folderId: FolderId;
  readonly credentialId: CredentialId;
  readonly setId: SetId | null;
  readonly profile: DeliveryProfile;
  readonly status: BatchState;
  /** File name inside the spool folder; null while open. */
  readonly zipName: string | null;
  readonly zipSha256: string | null;
  readonly zipSizeBytes: number | null;
  readonly documentCount: number;
  /** Attempts so far, the running one included. */
  readonly attempts: number;
  readonly createdAt: number;
  /** The batch that it is a half of; null for one made of documents. */
  readonly splitFrom: { readonly batchId: BatchId; readonly reason: SplitReason } | null;
}

/** What a sending pause is about. */
export type PauseScope =
  | { readonly scope: 'all' }
  | { readonly scope: 'credential'; readonly id: CredentialId }
  | { readonly scope: 'folder'; readonly id: FolderId };

/**
 * A person wants nothing sent for a while (decision 16). Documents are found, settled and sealed all the same. Not to be
 * taken for a credential that is paused because its server refused it.
 */
export type SendingPause = PauseScope & {
  readonly since: number;
  /** null: until a person ends it. */
  readonly until: number | null;
};

export type SetState =
  | { readonly state: 'planned' }
  | { readonly state: 'creating'; readonly batchId: BatchId }
  | { readonly state: 'open'; readonly referenceNumber: string }
  | { readonly state: 'needs-attention'; readonly reason: 'no-number' | 'create-in-doubt' };

/** KlearStack's document set. */
export interface SetRecord {
  readonly id: SetId;
  readonly credentialId: CredentialId;
  readonly folderId: FolderId;
  /** What the policy names: one folder, sub-folder, day, batch or existing number. Unique per credential. */
  readonly key: string;
  /** null for an existing set, which is known by number only. */
  readonly name: string | null;
  readonly status: SetState;
}

export type CredentialState =
  | { readonly state: 'ok' }
  | {
      readonly state: 'paused';
      readonly reason: PauseReason;
      readonly serverWords: string | null;
      readonly since: number;
    };

/** What a credential's server has shown of its size limit, in bytes of the zip. */
export interface SizeMemory {
  readonly largestAcceptedBytes: number | null;
  readonly smallestRefusedBytes: number | null;
}

export const folderStates = ['watching', 'scanning', 'offline', 'paused', 'error'] as const;
export type FolderState = (typeof folderStates)[number];

/** Result of one scan of one folder. Seen counts every file found, ignored ones included. */
export interface ScanSummary {
  readonly seen: number;
  readonly ignored: number;
  /** Sub-folders that could not be read; their documents are not taken for vanished. */
  readonly unreadableFolders: readonly string[];
  /** Files whose names no program can open (not valid Unicode) or that the system refuses to look at. */
  readonly unreadableFiles: readonly string[];
}

/** Why the sum of a folder does not come out (docs/architecture.md, What always holds). */
export type Difference =
  /** A scan found these files, and the ledger has nothing about them; paths inside the folder. */
  | { readonly kind: 'unaccounted-files'; readonly relativePaths: readonly string[] }
  /** So many documents were recorded, and so many are there. */
  | { readonly kind: 'sum'; readonly recorded: number; readonly found: number };
