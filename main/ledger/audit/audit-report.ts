// What an audit of the ledger can find. Every difference carries the ids and paths to look it up by.
import type { BatchState, Difference, DocumentState, SetState } from '../../engine/model';

export interface AuditReport {
  /** When it was made, and how much was looked at. */
  readonly at: number;
  readonly folders: number;
  readonly documents: number;
  readonly batches: number;
  readonly receipts: number;
  /** Empty when everything fits together. */
  readonly differences: readonly AuditDifference[];
}

export interface DocumentPlace {
  readonly documentId: number;
  readonly folderPath: string;
  /** Inside the folder, with `/` between names. */
  readonly relativePath: string;
}

export interface BatchPlace {
  readonly batch: number;
  readonly batchState: BatchState['state'];
}

export interface Delivery extends DocumentPlace {
  readonly batch: number;
  readonly serverBatchId: string;
  readonly acceptedAt: number;
  /** A person wanted it sent although its content was sent before. */
  readonly sentAnyway: boolean;
}

export type AuditDifference =
  /** A row refers to one that is not there; whatever else is said about either of them may be wrong too. */
  | { readonly kind: 'broken-reference'; readonly table: string; readonly row: number; readonly parent: string }
  /** Documents were written and are not there, or the other way round, or one is in no known state. */
  | {
      readonly kind: 'folder-sum';
      readonly folderId: string;
      readonly folderPath: string;
      readonly recorded: number;
      readonly found: number;
      readonly delivered: number;
      readonly onTheWay: number;
      readonly setAside: number;
      readonly duplicates: number;
    }
  /** What the folder's last scan could not account for. */
  | {
      readonly kind: 'scan-alarm';
      readonly folderId: string;
      readonly folderPath: string;
      readonly differences: readonly Difference[];
    }
  /** On its way in a batch that is going nowhere. */
  | ({ readonly kind: 'sealed-in-ended-batch' } & DocumentPlace & BatchPlace)
  /** Ready inside a batch that is past being open. */
  | ({ readonly kind: 'ready-in-closed-batch' } & DocumentPlace & BatchPlace)
  /** Said to be delivered, and its batch was not accepted or has no receipt. */
  | ({ readonly kind: 'delivered-without-receipt'; readonly hasReceipt: boolean } & DocumentPlace & BatchPlace)
  | { readonly kind: 'accepted-without-receipt'; readonly batch: number; readonly serverBatchId: string }
  | ({ readonly kind: 'receipt-without-acceptance'; readonly receipt: number } & BatchPlace)
  | ({ readonly kind: 'undelivered-in-accepted-batch'; readonly state: DocumentState['state'] } & DocumentPlace &
      BatchPlace)
  /** A batch has more or fewer documents than were sealed into it; of a split one, its halves have. */
  | ({ readonly kind: 'document-count'; readonly documentCount: number; readonly found: number } & BatchPlace)
  /** Left out because of another document that nobody delivers any more, and no one was asked. */
  | ({
      readonly kind: 'duplicate-of-undelivered';
      readonly original: DocumentPlace;
      readonly originalState: DocumentState['state'];
    } & DocumentPlace)
  /**
   * The same content in several accepted batches of one credential and document type, more often than a person or a
   * folder's rule wanted it.
   */
  | { readonly kind: 'delivered-again'; readonly sha256: string; readonly deliveries: readonly Delivery[] }
  | ({ readonly kind: 'zip-missing'; readonly zipName: string } & BatchPlace)
  | ({
      readonly kind: 'zip-size';
      readonly zipName: string;
      readonly expectedBytes: number;
      readonly foundBytes: number;
    } & BatchPlace)
  /** A set that is being created by a batch that is not being sent: its other batches would wait for ever. */
  | {
      readonly kind: 'set-stuck';
      readonly setId: number;
      readonly setName: string | null;
      readonly setState: SetState['state'];
      readonly batch: number | null;
      readonly batchState: BatchState['state'] | null;
    };
