// What the engine tells whoever listens: the window, the command line's NDJSON, the notifications. Never a secret.
import type {
  BatchId,
  CredentialId,
  Difference,
  DocumentId,
  FolderId,
  FolderState,
  HeldReason,
  PauseReason,
  PauseScope,
  ScanSummary,
  SetAsideReason,
  SplitReason,
  WaitCause,
} from './model';

export type EngineEvent =
  | {
      readonly type: 'folder-state';
      readonly folderId: FolderId;
      readonly state: FolderState;
      readonly detail: string | null;
    }
  /** `tookMs`: how long it took, in milliseconds. */
  | ({ readonly type: 'scan-finished'; readonly folderId: FolderId; readonly tookMs: number } & ScanSummary)
  | {
      readonly type: 'document-ready';
      readonly folderId: FolderId;
      readonly documentId: DocumentId;
      readonly relativePath: string;
      readonly sizeBytes: number;
      readonly readyAt: number;
    }
  | {
      readonly type: 'document-set-aside';
      readonly folderId: FolderId;
      readonly documentId: DocumentId;
      readonly relativePath: string;
      readonly reason: SetAsideReason;
      readonly detail: string;
    }
  | {
      readonly type: 'document-duplicate';
      readonly folderId: FolderId;
      readonly documentId: DocumentId;
      readonly relativePath: string;
      readonly ofBatchId: BatchId;
      readonly asks: boolean;
    }
  /** A person wants it sent anyway, tried again, or to hear no more of it. */
  | {
      readonly type: 'document-decided';
      readonly documentId: DocumentId;
      readonly decision: 'send-anyway' | 'retry' | 'dismiss';
    }
  /** The sum of a folder does not come out; empty when it does again. */
  | {
      readonly type: 'conservation-alarm';
      readonly folderId: FolderId;
      readonly differences: readonly Difference[];
    }
  | {
      readonly type: 'batch-sealed';
      readonly batchId: BatchId;
      readonly folderId: FolderId;
      readonly documents: number;
      readonly zipSizeBytes: number;
      readonly zipSha256: string;
    }
  | { readonly type: 'batch-sending'; readonly batchId: BatchId; readonly attempt: number }
  | {
      readonly type: 'batch-progress';
      readonly batchId: BatchId;
      readonly bytesSent: number;
      readonly contentLength: number;
    }
  | {
      readonly type: 'batch-accepted';
      readonly batchId: BatchId;
      readonly serverBatchId: string;
      readonly setName: string | null;
      readonly setReferenceNumber: string | null;
      readonly releaseVersion: string | null;
      readonly documents: number;
    }
  | {
      readonly type: 'batch-waiting';
      readonly batchId: BatchId;
      readonly cause: WaitCause;
      readonly retryAt: number;
      readonly serverWords: string | null;
    }
  | {
      readonly type: 'batch-held';
      readonly batchId: BatchId;
      readonly reason: HeldReason;
      readonly serverWords: string | null;
    }
  | {
      readonly type: 'batch-splitting';
      readonly batchId: BatchId;
      readonly reason: SplitReason;
      readonly serverWords: string | null;
    }
  | { readonly type: 'batch-split'; readonly batchId: BatchId; readonly into: readonly BatchId[] }
  | { readonly type: 'batch-in-doubt'; readonly batchId: BatchId; readonly serverWords: string | null }
  | {
      readonly type: 'batch-decided';
      readonly batchId: BatchId;
      readonly decision: 'retry' | 'send-again' | 'arrived' | 'withdraw' | 'seal-again';
      readonly by: 'person' | 'setting';
    }
  | {
      readonly type: 'set-needs-attention';
      readonly batchId: BatchId;
      readonly reason: 'no-number' | 'create-in-doubt';
    }
  | {
      readonly type: 'credential-paused';
      readonly credentialId: CredentialId;
      readonly reason: PauseReason;
      readonly serverWords: string | null;
    }
  | { readonly type: 'credential-resumed'; readonly credentialId: CredentialId }
  /** A person paused sending until this time, or until somebody ends it (null). */
  | { readonly type: 'sending-paused'; readonly scope: PauseScope; readonly until: number | null }
  | { readonly type: 'sending-resumed'; readonly scope: PauseScope; readonly by: 'person' | 'time' }
  /** Nothing new is begun for a reason of the program's own settings. */
  | ({ readonly type: 'sending-rests' } & SendingRest)
  | { readonly type: 'sending-goes-on' }
  /** A person put it before all others, or back to its place. */
  | { readonly type: 'batch-prioritized'; readonly batchId: BatchId; readonly prioritized: boolean }
  | {
      readonly type: 'after-upload';
      readonly documentId: DocumentId;
      readonly relativePath: string;
      readonly result: 'left' | 'moved' | 'trashed' | 'changed' | 'gone' | 'failed';
      readonly detail: string | null;
    }
  | {
      readonly type: 'watcher-problem';
      readonly folderId: FolderId;
      readonly problem: 'limit-reached' | 'failed';
      readonly detail: string;
    }
  /** From here on changes are noticed so, between scans; whatever was wrong with the watch before is over. */
  | { readonly type: 'watch-mode'; readonly folderId: FolderId; readonly mode: 'events' | 'polling' }
  /** A batch could not be sealed, for instance because the disk is full; tried again by itself. */
  | { readonly type: 'spool-problem'; readonly folderId: FolderId; readonly detail: string }
  /** Something that stops all work, such as a ledger that cannot be written. */
  | { readonly type: 'engine-failed'; readonly detail: string };

/** Why nothing at all is begun, and until when where that is known. */
export type SendingRest =
  | { readonly because: 'timetable'; readonly until: number | null }
  | { readonly because: 'metered-network'; readonly until: null };

export type EventListener = (event: EngineEvent) => void;
