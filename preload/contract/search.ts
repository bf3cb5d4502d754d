// The search over everything the ledger knows: at most 50 hits in three groups, each with where it is.
import type { BatchStateName, DocumentView, SetSummary } from './deliveries';

export interface DocumentHit {
  readonly documentId: number;
  readonly relativePath: string;
  readonly folderId: string;
  readonly folderPath: string;
  readonly state: DocumentView['state'];
  readonly seenAt: number;
  readonly batchId: number | null;
  readonly foundBy: 'name' | 'sha256';
}

export interface BatchHit {
  readonly batchId: number;
  readonly serverBatchId: string | null;
  readonly state: BatchStateName;
  readonly documents: number;
  readonly folderPath: string;
  readonly setId: number | null;
  readonly setName: string | null;
  readonly createdAt: number;
  readonly foundBy: 'number' | 'server-id' | 'zip-sha256';
}

export interface SetHit {
  readonly setId: number;
  readonly name: string | null;
  readonly referenceNumber: string | null;
  readonly state: SetSummary['state'];
  readonly credentialName: string;
  readonly folderPath: string;
  readonly foundBy: 'name' | 'number';
}

export interface SearchAnswer {
  readonly sets: readonly SetHit[];
  readonly batches: readonly BatchHit[];
  /** Newest first. */
  readonly documents: readonly DocumentHit[];
  /** There are more than are shown. */
  readonly hasMore: boolean;
}

export interface SearchCalls {
  /**
   * A part of a file name or set name (capitals do not matter), the beginning of a server's batch id, a whole batch number, the
   * beginning of a set number, or at least 6 characters of the beginning of a SHA-256. A newer search ends an older one,
   * which answers with what it had found.
   */
  'search.find': { request: { text: string }; value: SearchAnswer };
}
