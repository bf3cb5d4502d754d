// "Test my set-up": deliveries to a sandbox that misbehaves.
import type { FolderHealth } from './folders';

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
  readonly steps: readonly RehearsalStep[];
}

/** `afterMs` counts from the beginning; `detail` is for the command line and for support: technical, in English. */
export type RehearsalStep = RehearsalEvent & { readonly afterMs: number; readonly detail: string };

/** Batches have the numbers of the rehearsal's own ledger; `words` are the server's or the system's own. */
export type RehearsalEvent =
  | { readonly type: 'folder-state'; readonly state: FolderHealth; readonly words: string | null }
  | { readonly type: 'document-ready'; readonly file: string }
  | {
      readonly type: 'document-set-aside';
      readonly file: string;
      readonly reason: string;
      readonly words: string | null;
    }
  | { readonly type: 'document-duplicate'; readonly file: string; readonly asks: boolean }
  | {
      readonly type: 'batch-sealed';
      readonly batch: number;
      readonly documents: number;
      readonly sizeBytes: number;
    }
  | { readonly type: 'batch-sending'; readonly batch: number; readonly attempt: number }
  | { readonly type: 'batch-accepted'; readonly batch: number; readonly serverBatchId: string }
  | {
      readonly type: 'batch-waiting' | 'batch-held' | 'batch-splitting';
      readonly batch: number;
      readonly reason: string;
      readonly words: string | null;
    }
  | { readonly type: 'batch-split'; readonly batch: number; readonly into: readonly number[] }
  | { readonly type: 'batch-in-doubt'; readonly batch: number; readonly words: string | null }
  | {
      readonly type: 'batch-decided';
      readonly batch: number;
      readonly decision: 'retry' | 'send-again' | 'arrived' | 'withdraw' | 'seal-again';
      readonly by: 'person' | 'setting';
    }
  | { readonly type: 'set-needs-attention'; readonly batch: number; readonly reason: string }
  | { readonly type: 'credential-paused'; readonly reason: string; readonly words: string | null }
  | {
      readonly type: 'after-upload';
      readonly file: string;
      readonly result: 'left' | 'moved' | 'trashed' | 'changed' | 'gone' | 'failed';
      readonly words: string | null;
    }
  | { readonly type: 'conservation-alarm'; readonly differences: number }
  | {
      readonly type: 'watcher-problem';
      readonly problem: 'limit-reached' | 'failed';
      readonly words: string | null;
    }
  | { readonly type: 'spool-problem' | 'engine-failed'; readonly words: string | null }
  | RehearsalRequest
  | { readonly type: 'promise-broken'; readonly problem: RehearsalProblem };

/** What the stand-in server saw of one request, when it was over. */
export interface RehearsalRequest {
  readonly type: 'sandbox-request';
  readonly request: 'upload' | 'token' | 'other';
  /** Counts the requests of its kind from 1. */
  readonly number: number;
  /** `cut`: by the server. `broken-off`: by Batchdrop. `no-answer`: it was left waiting. */
  readonly outcome: 'answered' | 'cut' | 'broken-off' | 'no-answer';
  /** Of the answer; null without one. */
  readonly status: number | null;
  /** How much the server had read, and how much was announced. */
  readonly readBytes: number;
  readonly wholeBytes: number;
  /** Whether the server kept the batch, whatever it answered. */
  readonly stored: boolean;
}

/** Where a document can end. */
export type RehearsalFate =
  | 'delivered'
  | 'in-doubt'
  | 'held'
  | 'set-aside'
  | 'waiting'
  | 'queued'
  | 'behind-set'
  | 'behind-credential'
  | 'duplicate'
  | 'under-way'
  | 'unrecorded';

/** One way in which the promise did not hold. */
export type RehearsalProblem =
  | { readonly kind: 'delivered-often'; readonly file: string; readonly times: number }
  | { readonly kind: 'never-arrived' | 'original-gone' | 'unexplained'; readonly file: string }
  /** `reason`: why, in the kinds of `fate`; '' when it has none. */
  | {
      readonly kind: 'arrived-all-the-same' | 'wrong-end';
      readonly file: string;
      readonly fate: RehearsalFate;
      readonly reason: string;
    }
  | { readonly kind: 'missing-end'; readonly fate: RehearsalFate; readonly reason: string }
  | { readonly kind: 'on-screen-for-nothing'; readonly what: string; readonly reason: string }
  | { readonly kind: 'other-content' | 'token-fetched' | 'refused-password'; readonly count: number }
  | {
      readonly kind:
        | 'no-end'
        | 'does-not-add-up'
        | 'not-rehearsed'
        | 'not-waited'
        | 'sent-again-by-setting'
        | 'wrong-set-aside'
        | 'delivered-all-the-same'
        | 'redirect-followed'
        | 'certificate-trusted';
    };

export interface RehearsalCalls {
  /** Delivers sample documents to a sandbox that misbehaves, with this folder's profile, apart from all real data. */
  'rehearsals.run': { request: { rehearsal: Rehearsal; folderId: string | null }; value: RehearsalResult };
}
