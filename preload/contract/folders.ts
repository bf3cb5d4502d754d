// Watched folders as the window shows and edits them.
import type {
  AfterUpload,
  DocumentType,
  DuplicateRule,
  InvoiceType,
  ProcessingPref,
  SetPolicyName,
  WatchMode,
} from './profile';

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
  /** How changes are noticed between scans, and how often it is looked when that is by looking (5 to 3,600 seconds, see `rescanSeconds`). */
  readonly watchMode: WatchMode;
  readonly pollSeconds: number;
  readonly paused: boolean;
}

/** However a folder is watched, the whole of it is scanned this often: polling it less often changes nothing. */
export const rescanSeconds = 300;

/** How a polled folder is looked at, and what that costs. */
export interface FolderLooking {
  /** From the end of one look to the next, in milliseconds. */
  readonly everyMs: number;
  /** How long one takes, in milliseconds: the median of the last few; null until there was one to measure. */
  readonly tookMs: number | null;
}

export type FolderHealth = 'watching' | 'scanning' | 'offline' | 'paused' | 'error';

export interface FolderView extends FolderDraft {
  readonly id: string;
  readonly credentialName: string;
  readonly health: FolderHealth;
  readonly healthDetail: string | null;
  readonly lastScanAt: number | null;
  /** null while it is not polled. */
  readonly looking: FolderLooking | null;
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

export interface FolderCalls {
  'folders.list': { request: null; value: readonly FolderView[] };
  'folders.pick': { request: null; value: { path: string | null } };
  'folders.save': { request: FolderDraft; value: FolderView };
  'folders.remove': { request: { id: string }; value: null };
  'folders.scan': { request: { id: string }; value: null };
}
