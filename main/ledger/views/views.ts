// What window and command line ask of the ledger: read-only, one function per question, shapes of preload/contract.ts.
import type {
  AttentionItem,
  BatchSummary,
  Calls,
  Counts,
  CredentialStatus,
  DocumentView,
  FolderHealth,
  Page,
  PageRequest,
  PauseView,
  QueueGroup,
  QueueItem,
  SetSummary,
} from '../../../preload/contract';
import type { AuditReport } from '../audit/audit-report';
import type { DeliveredDocument } from '../receipts/delivered-documents';
import type { ExportFormat, ReceiptExport } from '../receipts/export-receipts';
import type { ChainReport } from '../receipts/verify-chain';
import type { PageViews } from './page-views';
import type { SourceViews } from './source-views';
import type { LedgerSummary } from './summary';

export interface FolderFigures {
  readonly folderId: string;
  readonly path: string;
  readonly health: FolderHealth;
  readonly healthDetail: string | null;
  readonly lastScanAt: number | null;
  readonly counts: Counts;
}

export interface CredentialFigure {
  readonly id: string;
  readonly name: string;
  readonly status: CredentialStatus;
}

export interface DocumentFigure {
  readonly documentId: number;
  readonly folderPath: string;
  readonly relativePath: string;
  readonly state: DocumentView['state'];
  /** Why it is set aside; null when it is not. */
  readonly reason: string | null;
}

/** A batch in doubt with the evidence: what its last attempt left behind, null where nobody knows. */
export interface Doubt {
  readonly batch: number;
  readonly folderPath: string;
  readonly credentialName: string;
  readonly setName: string | null;
  readonly documents: number;
  readonly zipSha256: string | null;
  readonly zipSizeBytes: number | null;
  readonly serverWords: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  readonly status: number | null;
  /** The reply's headers as JSON, and its first 64 KB. */
  readonly headers: string | null;
  readonly reply: string | null;
}

export interface LedgerViews extends SourceViews, PageViews {
  /** Every folder ever registered, removed ones too: their documents stay accounted for. */
  folders(): Promise<readonly FolderFigures[]>;
  /** How each of them is, without its counts: asked while documents come in. */
  folderHealth(): Promise<readonly Pick<FolderFigures, 'folderId' | 'health'>[]>;
  /** `since` is the start of the period that `delivered` counts documents in. */
  deliveries(since: number): Promise<{ delivered: number; batchesAccepted: number; lastDeliveryAt: number | null }>;
  /** Paused credentials, alarms, sets, held and in-doubt batches, set-aside documents, duplicates; of each the oldest first. */
  attention(limit: number): Promise<readonly AttentionItem[]>;
  /** Batches that are not accepted, split or cancelled: sending first, then the order they will be sent in. */
  queue(page: PageRequest & { readonly group?: QueueGroup }): Promise<Page<QueueItem>>;
  /** The batch as the queue shows it; null when there is none. */
  queueItem(batchId: number): Promise<QueueItem | null>;
  /** The sending pauses in force, with the names of what they are about. */
  pauses(): Promise<readonly PauseView[]>;
  /** Newest delivery first; without `states` the last row is the batches outside any set, when there are some. Search: name, number or a batch id contains. */
  sets(page: Calls['sets.list']['request']): Promise<Page<SetSummary>>;
  batchesOfSet(page: PageRequest & { setId: number | null }): Promise<Page<BatchSummary>>;
  documentsOfBatch(page: PageRequest & { batchId: number }): Promise<Page<DocumentView>>;
  credentialStatus(credentialId: string): Promise<CredentialStatus>;
  /** In order of id; ids that no document has are missing from the answer. */
  documentsById(ids: readonly number[]): Promise<readonly DocumentFigure[]>;
  credentials(): Promise<readonly CredentialFigure[]>;
  /** Batches in doubt, oldest first, with their evidence. */
  doubts(): Promise<readonly Doubt[]>;
  /** Recomputes the chain of receipts. `head` is a hash noted earlier that has to be in it; null for none. */
  verifyReceipts(head: string | null): Promise<ChainReport>;
  /** All receipts as one text (docs/decisions/0012-receipts.md). */
  exportReceipts(format: ExportFormat): Promise<ReceiptExport>;
  /** Every delivered document, oldest first. */
  deliveredDocuments(): AsyncIterable<DeliveredDocument>;
  /** Counts and kinds for a support bundle. */
  summary(): Promise<LedgerSummary>;
  /** Checks that everything in the ledger fits together, and that the zips it needs are in this folder. Only reads. */
  audit(spoolFolder: string): Promise<AuditReport>;
}
