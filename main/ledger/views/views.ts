// What window and command line ask of the ledger: read-only, one function per question, shapes of preload/contract.ts.
import type {
  AttentionItem,
  BatchSummary,
  Counts,
  CredentialStatus,
  DocumentView,
  FolderHealth,
  Page,
  PageRequest,
  QueueItem,
  SetSummary,
} from '../../../preload/contract';

export interface FolderFigures {
  readonly folderId: string;
  readonly path: string;
  readonly health: FolderHealth;
  readonly healthDetail: string | null;
  readonly lastScanAt: number | null;
  readonly counts: Counts;
}

export interface LedgerViews {
  /** Every folder ever registered, removed ones too: their documents stay accounted for. */
  folders(): Promise<readonly FolderFigures[]>;
  /** `since` is the start of the period that `delivered` counts documents in. */
  deliveries(since: number): Promise<{ delivered: number; batchesAccepted: number; lastDeliveryAt: number | null }>;
  /** Oldest first: paused credentials, sets, held and in-doubt batches, set-aside documents. */
  attention(limit: number): Promise<readonly AttentionItem[]>;
  /** Batches that are not accepted, split or cancelled: sending first, then the order they will be sent in. */
  queue(page: PageRequest): Promise<Page<QueueItem>>;
  /** Newest delivery first; the last row is the batches outside any set, when there are some. Search: name, number or a batch id contains. */
  sets(page: PageRequest & { search: string }): Promise<Page<SetSummary>>;
  batchesOfSet(page: PageRequest & { setId: number | null }): Promise<Page<BatchSummary>>;
  documentsOfBatch(page: PageRequest & { batchId: number }): Promise<Page<DocumentView>>;
  credentialStatus(credentialId: string): Promise<CredentialStatus>;
}
