// The ledger's tables as Kysely sees them; the migrations make them.
import type { Generated, Kysely, Selectable, Transaction } from 'kysely';
import type {
  AbsolutePath,
  BatchId,
  BatchState,
  CredentialId,
  CredentialState,
  DocumentId,
  DocumentKind,
  DocumentState,
  DocumentType,
  FolderId,
  FolderState,
  HeldReason,
  PauseReason,
  InvoiceType,
  NetworkProblem,
  PauseScope,
  ProcessingPref,
  SetAsideReason,
  SetId,
  SetState,
  SplitReason,
  WaitCause,
} from '../engine/model';
import type { AfterUploadResult, DecisionRecord } from '../engine/ports';
import type { ActivityKind } from '../../preload/contract';

export interface Schema {
  folder: FolderTable;
  credential: CredentialTable;
  document_set: SetTable;
  batch: BatchTable;
  document: DocumentTable;
  attempt: AttemptTable;
  receipt: ReceiptTable;
  decision: DecisionTable;
  history_loss: HistoryLossTable;
  sending_pause: SendingPauseTable;
  activity: ActivityTable;
}

export type LedgerDatabase = Kysely<Schema>;
/** What a function inside a transaction works on; using the database itself there would wait forever. */
export type LedgerTransaction = Transaction<Schema>;

interface FolderTable {
  id: FolderId;
  path: AbsolutePath;
  added_at: number;
  state: FolderState;
  state_detail: string | null;
  last_scan_at: number | null;
  seen: Generated<number>;
  ignored: Generated<number>;
  /** JSON lists of paths inside the folder. */
  unreadable_folders: Generated<string>;
  unreadable_files: Generated<string>;
  /** How many documents were written, kept apart from counting them. */
  recorded: Generated<number>;
  /** JSON list of `Difference`. */
  differences: Generated<string>;
  /** What the next whole scan finds may have been delivered before the ledger was lost. */
  history_lost: Generated<0 | 1>;
  /** The device that it lay on at its last whole scan. */
  device: string | null;
}

interface CredentialTable {
  id: CredentialId;
  name: string;
  state: CredentialState['state'];
  reason: PauseReason | null;
  server_words: string | null;
  since: number | null;
  largest_accepted_bytes: number | null;
  smallest_refused_bytes: number | null;
}

interface SetTable {
  id: Generated<SetId>;
  credential_id: CredentialId;
  folder_id: FolderId;
  key: string;
  name: string | null;
  created_at: number;
  state: SetState['state'];
  creating_batch_id: BatchId | null;
  reference_number: string | null;
  reason: 'no-number' | 'create-in-doubt' | null;
}

interface BatchTable {
  id: Generated<BatchId>;
  folder_id: FolderId;
  credential_id: CredentialId;
  set_id: SetId | null;
  document_type: DocumentType;
  invoice_type: InvoiceType;
  processing_pref: ProcessingPref;
  source_name: string | null;
  priority_flag: 0 | 1 | null;
  account_id: string | null;
  document_count: number;
  created_at: number;
  sealed_at: number | null;
  zip_name: string | null;
  zip_sha256: string | null;
  zip_size_bytes: number | null;
  attempts: Generated<number>;
  state: BatchState['state'];
  retry_at: number | null;
  wait_cause: WaitCause | null;
  /** What is known about a wait for the network. */
  network_problem: NetworkProblem | null;
  held_reason: HeldReason | null;
  split_reason: SplitReason | null;
  server_words: string | null;
  server_batch_id: string | null;
  accepted_at: number | null;
  split_from: BatchId | null;
  split_from_reason: SplitReason | null;
  /** The higher, the later a person put it first; null: its normal place. */
  prioritized: number | null;
}

interface DocumentTable {
  id: Generated<DocumentId>;
  folder_id: FolderId;
  relative_path: string;
  size_bytes: number;
  mtime_ms: number;
  seen_at: number;
  state: DocumentState['state'];
  kind: DocumentKind | null;
  ready_at: number | null;
  /** A person wants it sent although its content was sent before. */
  send_anyway: Generated<0 | 1>;
  maybe_delivered: Generated<0 | 1>;
  batch_id: BatchId | null;
  entry_position: number | null;
  entry_name: string | null;
  sha256: string | null;
  reason: SetAsideReason | null;
  detail: string | null;
  set_aside_at: number | null;
  duplicate_of: DocumentId | null;
  duplicate_at: number | null;
  asks: 0 | 1 | null;
  after_upload: 'pending' | AfterUploadResult['result'] | null;
  after_upload_detail: string | null;
  moved_to: string | null;
}

interface AttemptTable {
  id: Generated<number>;
  batch_id: BatchId;
  number: number;
  started_at: number;
  ended_at: number | null;
  outcome: string | null;
  bytes_sent: number | null;
  content_length: number | null;
  status: number | null;
  headers: string | null;
  reply: string | null;
}

interface ReceiptTable {
  number: Generated<number>;
  batch_id: BatchId;
  server_batch_id: string;
  confirmed_by: 'server' | 'person';
  set_reference_number: string | null;
  release_version: string | null;
  zip_sha256: string;
  zip_size_bytes: number;
  accepted_at: number;
  previous_hash: string;
  hash: string;
}

interface HistoryLossTable {
  /** The damaged ledger's name, or what is missing. */
  file: string;
  noticed_at: number;
  folders_registered: 0 | 1;
}

interface SendingPauseTable {
  scope: PauseScope['scope'];
  /** The credential or folder; empty for everything. */
  target: string;
  since: number;
  until: number | null;
}

interface ActivityTable {
  id: Generated<number>;
  at: number;
  kind: ActivityKind;
  folder_id: string | null;
  credential_id: string | null;
  batch_id: number | null;
  document_id: number | null;
  /** A path inside the folder, a set's name or number, or a server's batch id. */
  name: string | null;
  reason: string | null;
  /** How many documents, or files of a scan. */
  amount: number | null;
}

interface DecisionTable {
  id: Generated<number>;
  at: number;
  made_by: DecisionRecord['by'];
  kind: DecisionRecord['kind'] | 'send-anyway' | 'dismiss';
  batch_id: BatchId | null;
  document_id: DocumentId | null;
}

export type DocumentRow = Selectable<DocumentTable>;
export type BatchRow = Selectable<BatchTable>;
export type SetRow = Selectable<SetTable>;
export type CredentialRow = Selectable<CredentialTable>;
