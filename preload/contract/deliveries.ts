// Sets, batches, documents and the queue.
import type { BulkAnswer } from './bulk';
import type { Page, PageRequest } from './reply';
import type { DecisionAnswer, QueueGroup, SendingRest } from './sending';

export type BatchStateName =
  'open' | 'sealed' | 'sending' | 'waiting' | 'held' | 'in-doubt' | 'splitting' | 'accepted' | 'split' | 'cancelled';

export interface QueueItem {
  readonly id: number;
  readonly state: BatchStateName;
  readonly folderId: string;
  readonly folderPath: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly setName: string | null;
  readonly documents: number;
  readonly zipSizeBytes: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  /** Request body bytes so far, while sending. */
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  /** Speed of the last seconds, and what is left at that speed; 0 seconds: all is sent, the answer is awaited. null: not known. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** A person put it first. */
  readonly prioritized: boolean;
  /** Why it is not being sent although it could be; null when nothing but its turn, or its retry time, is in the way. */
  readonly restsBecause: SendingRest | null;
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

/** States to filter by; `none` (outside any set) is no state of a set. */
export const setStates = ['planned', 'creating', 'open', 'needs-attention'] as const;
export type SetStateName = (typeof setStates)[number];

/** Everything of one set's page but its batches. */
export interface SetDetails extends SetSummary {
  /** Empty for the batches outside any set. */
  readonly credentialId: string;
  readonly folderId: string;
  readonly createdAt: number | null;
  /** Batches that are not at their end, and of them those that wait for a person. */
  readonly unfinished: number;
  readonly waitingForPerson: number;
  readonly delivered: number;
  /**
   * Why the name cannot be changed: it exists at the vendor, it was only given by its number, part of it is being sent or
   * was, or there is no set at all. null: it can.
   */
  readonly nameLock: 'exists' | 'existed-before' | 'sent' | 'no-set' | null;
}

export interface BatchIds {
  readonly id: number;
  readonly serverBatchId: string;
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

export type BatchDecision =
  | { readonly kind: 'retry' } // held or waiting: try again; a batch whose zip is lost is sealed again
  | { readonly kind: 'send-again' } // in doubt: it did not arrive
  | { readonly kind: 'arrived'; readonly serverBatchId: string } // in doubt: it did
  | { readonly kind: 'withdraw' }; // held, waiting or in doubt: not to be sent

export interface DeliveryCalls {
  /** With `states`, the batches outside any set are left out. */
  'sets.list': {
    request: PageRequest & { search: string; states?: readonly SetStateName[] };
    value: Page<SetSummary>;
  };
  /** null: the batches outside any set. `not-found` when there is no such set. */
  'sets.get': { request: { setId: number | null }; value: SetDetails };
  /** The ids the server gave, in order of acceptance. */
  'sets.batchIds': { request: PageRequest & { setId: number | null }; value: Page<BatchIds> };
  /** Saves a set's batches and documents as CSV where the user says; `path` null when the dialog was closed. */
  'sets.export': { request: { setId: number | null }; value: { path: string | null; documents: number } };
  'sets.batches': { request: PageRequest & { setId: number | null }; value: Page<BatchSummary> };
  'sets.documents': { request: PageRequest & { batchId: number }; value: Page<DocumentView> };
  'sets.setNumber': { request: { setId: number; referenceNumber: string }; value: null };
  /** Saves every receipt where the user says; `path` null when the dialog was closed. */
  'receipts.export': { request: { format: 'csv' | 'json' }; value: { path: string | null; receipts: number } };
  'queue.list': { request: PageRequest & { group?: QueueGroup }; value: Page<QueueItem> };
  /** The same word on at most 500 batches; that one arrived needs its id, so one at a time. */
  'queue.decideMany': {
    request: { batchIds: readonly number[]; decision: Exclude<BatchDecision, { readonly kind: 'arrived' }> };
    value: BulkAnswer;
  };
  'queue.decide': { request: { batchId: number; decision: BatchDecision }; value: DecisionAnswer };
}
