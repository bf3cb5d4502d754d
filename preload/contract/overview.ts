// The overview and what needs attention.
import type { CredentialStatus } from './credentials';
import type { QueueItem } from './deliveries';
import type { Counts, FolderHealth } from './folders';

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

export interface OverviewCalls {
  /** A set-aside document needs no more attention; it is taken up again only when its file changes. */
  'documents.dismiss': { request: { documentId: number }; value: null };
  /** A duplicate is sent all the same, a set-aside document tried again. */
  'documents.sendAnyway': { request: { documentId: number }; value: null };
  'overview.get': { request: null; value: Overview };
}
