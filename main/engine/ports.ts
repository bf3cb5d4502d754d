// What the engine needs from outside: ledger, secrets, trash, clock and chance. app.ts and cli.ts bring them.
import type {
  AbsolutePath,
  BatchId,
  BatchRecord,
  BatchState,
  CredentialId,
  CredentialState,
  DeliveryProfile,
  Difference,
  DocumentId,
  DocumentKind,
  DocumentRecord,
  DocumentType,
  Fingerprint,
  FolderId,
  FolderState,
  PauseScope,
  ScanSummary,
  SendingPause,
  SetAsideReason,
  SetId,
  SetRecord,
  SetState,
  SizeMemory,
  WaitCause,
} from './model';

/** Every method is one durable transaction: when its promise resolves, the change survives `kill -9`. */
export interface Ledger {
  readonly folders: FolderLedger;
  readonly documents: DocumentLedger;
  readonly batches: BatchLedger;
  readonly sets: SetLedger;
  readonly credentials: CredentialLedger;
  readonly pauses: PauseLedger;
}

export interface FolderLedger {
  /** Whether the history of deliveries was lost (a damaged ledger was set aside) and the folders do not know it yet. */
  historyLost(): Promise<boolean>;
  /** Notes such a loss for a reason that the ledger cannot see by itself. */
  loseHistory(what: string, noticedAt: number): Promise<void>;
  /** The device that the folder lay on at its last whole scan; null before the first. */
  device(id: FolderId): Promise<string | null>;
  setDevice(id: FolderId, device: string): Promise<void>;
  /** Every folder in use is registered: what their first whole scan finds may have been delivered before. */
  allRegistered(): Promise<void>;
  /** Makes or updates the folder's row. A removed folder keeps its row: its history refers to it. */
  register(folder: { id: FolderId; path: AbsolutePath; addedAt: number }): Promise<void>;
  setState(id: FolderId, state: FolderState, detail: string | null): Promise<void>;
  /**
   * Records a scan and compares it with the folder's documents. `unaccounted` are files that the scan found and the ledger
   * has nothing about. What does not come out is kept as the folder's alarm until a scan comes out, and answered.
   */
  recordScan(
    id: FolderId,
    summary: ScanSummary,
    unaccounted: readonly string[],
    finishedAt: number,
  ): Promise<readonly Difference[]>;
}

/** What a scan or an event found that the ledger does not have yet. */
export type DocumentChange =
  | ({ readonly kind: 'new'; readonly relativePath: string } & Fingerprint)
  /** A document that is not sealed yet changed: it settles anew. */
  | ({ readonly kind: 'changed'; readonly id: DocumentId } & Fingerprint);

export type DocumentVerdict =
  | {
      readonly id: DocumentId;
      readonly verdict: 'ready';
      readonly kind: DocumentKind;
      readonly readyAt: number;
      /** What was looked at: a document that was recorded as changed meanwhile goes on settling. */
      readonly lookedAt?: Fingerprint;
    }
  | {
      readonly id: DocumentId;
      readonly verdict: 'set-aside';
      readonly reason: SetAsideReason;
      readonly detail: string;
    }
  | {
      readonly id: DocumentId;
      readonly verdict: 'duplicate';
      readonly sha256: string;
      readonly ofDocumentId: DocumentId;
      /** A person is asked what to do with it. */
      readonly asks: boolean;
    };

/** A sealed or delivered document that others may have the content of. */
export interface Original {
  readonly documentId: DocumentId;
  readonly batchId: BatchId;
  readonly folderId: FolderId;
  readonly relativePath: string;
}

/** Where duplicates are looked for: the same content may well go to two companies, or as two types. */
export interface DuplicateScope {
  readonly credentialId: CredentialId;
  readonly documentType: DocumentType;
}

/** A file in a watched folder, as the disk has it. */
export interface FileOnDisk extends Fingerprint {
  /** Inside the folder, with `/` between names. */
  readonly relativePath: string;
}

export interface FileComparison {
  /**
   * The newest version of each path, without those that ask for nothing: with the fingerprint of the file, and ready,
   * sealed, delivered or a duplicate.
   */
  readonly newest: Map<string, DocumentRecord>;
  /** Paths that were never seen. */
  readonly unknown: Set<string>;
}

export interface DocumentLedger {
  /** The newest version known of each of these paths; paths never seen are missing from the answer. */
  newest(folderId: FolderId, relativePaths: readonly string[]): Promise<Map<string, DocumentRecord>>;
  /** What a scan has to know about the files that it found. */
  compare(folderId: FolderId, files: readonly FileOnDisk[]): Promise<FileComparison>;
  /** Records new and changed documents as settling, in the order given, and returns their rows. */
  record(folderId: FolderId, changes: readonly DocumentChange[], seenAt: number): Promise<DocumentRecord[]>;
  /** Documents of a folder that wait for the settling gate, without those that the caller has. */
  settling(folderId: FolderId, known?: { has(id: DocumentId): boolean }): Promise<DocumentRecord[]>;
  /** Documents of a folder that wait for a batch, in order of relative path. */
  ready(folderId: FolderId): Promise<DocumentRecord[]>;
  /** Documents of a folder that are set aside for one of these reasons. */
  setAside(folderId: FolderId, reasons: readonly SetAsideReason[]): Promise<DocumentRecord[]>;
  judge(verdicts: readonly DocumentVerdict[], now: number): Promise<void>;
  /**
   * The folder is watched no more: what is not sealed yet is withdrawn with this detail, so that nothing is said to be on
   * its way that nobody works on.
   */
  withdrawUnsealed(folderId: FolderId, detail: string, now: number): Promise<void>;
  /** Puts set-aside or ready documents back to settling, to be judged again. */
  reconsider(ids: readonly DocumentId[]): Promise<void>;
  /** Removes rows of files that went away while they were still empty or being renamed: they never were documents. */
  forget(ids: readonly DocumentId[]): Promise<void>;
  /** Whether a later document of the folder has another path but the same fingerprint: the file was renamed. */
  wasRenamed(id: DocumentId): Promise<boolean>;
  /**
   * Those of the given ready documents that have the size of a sealed or delivered document of this scope, or of another
   * given one: only they can be duplicates. Without documents that a person wants sent anyway; others that have the size
   * of one of these are in the answer.
   */
  sameSize(scope: DuplicateScope, ids: readonly DocumentId[]): Promise<DocumentId[]>;
  /** The first sealed or delivered document of this scope with each of these contents, by SHA-256. */
  originals(scope: DuplicateScope, sha256s: readonly string[]): Promise<Map<string, Original>>;
  /**
   * Whether the version before this one, at the same path, has this content and no open question: it is sealed or
   * delivered and was not moved away since, or it is a duplicate that asks nothing. The file was only touched then.
   */
  wasTouched(id: DocumentId, sha256: string): Promise<boolean>;
  /** Duplicates of a folder that a person has yet to decide about. */
  askingDuplicates(folderId: FolderId): Promise<DocumentRecord[]>;
  /** A person wants a duplicate sent, or a set-aside document tried again: it settles anew. false: it moved on. */
  sendAnyway(id: DocumentId, at: number): Promise<boolean>;
  /** The same word about many, in one transaction; answers those it was carried out for: the others moved on. */
  sendAnywayMany(ids: readonly DocumentId[], at: number): Promise<ReadonlySet<DocumentId>>;
  /** A person knows about a set-aside document or a duplicate: it asks no more until its file changes. */
  dismiss(id: DocumentId, at: number): Promise<boolean>;
  /** The same word about many, in one transaction; answers those it was carried out for: the others moved on. */
  dismissMany(ids: readonly DocumentId[], at: number): Promise<ReadonlySet<DocumentId>>;
  /** The documents of a batch in entry order. */
  ofBatch(batchId: BatchId): Promise<DocumentRecord[]>;
}

export interface NewBatch {
  readonly folderId: FolderId;
  readonly credentialId: CredentialId;
  readonly setId: SetId | null;
  readonly profile: DeliveryProfile;
  readonly createdAt: number;
}

export interface BatchFilling {
  readonly id: BatchId;
  /** As they were planned: what was found to have changed since is another content than the zip's. */
  readonly documents: readonly Pick<DocumentRecord, 'id' | 'sizeBytes' | 'mtimeMs'>[];
  /** The folder's rule sends what was sent before: the documents are marked, so that it is no difference later. */
  readonly sendAnyway: boolean;
}

/** What sealing proved about each document, and about the zip. */
export interface SealedZip {
  readonly zipName: string;
  readonly zipSha256: string;
  readonly zipSizeBytes: number;
  readonly entries: readonly { readonly documentId: DocumentId; readonly entryName: string; readonly sha256: string }[];
  readonly sealedAt: number;
}

/** What an attempt left behind. `bytesSent` counts request body bytes handed to the socket; null: nobody knows, it was killed. */
export interface AttemptEvidence {
  readonly endedAt: number;
  readonly outcome: string;
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  readonly status: number | null;
  /** Reply headers as JSON and at most 64 KB of the reply's text, both without secrets. */
  readonly headers: string | null;
  readonly reply: string | null;
}

export interface AcceptedReceipt {
  readonly serverBatchId: string;
  readonly releaseVersion: string | null;
  /** The set's number in the reply; null when the server gave none. */
  readonly setReferenceNumber: string | null;
  readonly acceptedAt: number;
}

export type AfterUploadResult =
  | { readonly documentId: DocumentId; readonly result: 'left' | 'trashed' | 'changed' | 'gone' }
  /** `movedTo` is inside the watched folder, with `/` between names. */
  | { readonly documentId: DocumentId; readonly result: 'moved'; readonly movedTo: string }
  | { readonly documentId: DocumentId; readonly result: 'failed'; readonly detail: string };

/** What a person said about a batch, or a setting in a person's name. Every one is kept. */
export interface DecisionRecord {
  readonly kind: 'retry' | 'send-again' | 'arrived' | 'withdraw' | 'seal-again';
  readonly by: 'person' | 'setting';
  readonly at: number;
}

export interface BatchLedger {
  /** Opens a batch that has no documents yet. */
  open(batch: NewBatch): Promise<BatchRecord>;
  /** The documents that are still ready and unchanged, and in no batch, belong to this open one; they stay ready until it is sealed. */
  fill(batch: BatchFilling): Promise<void>;
  /** Sealing did not work: the batch's row goes away, its documents are ready again. */
  abandon(id: BatchId): Promise<void>;
  /**
   * The zip is in the spool: batch and documents become sealed. null, and nothing changes, when one of the documents is
   * not ready in this batch any more: it changed while the zip was written.
   */
  seal(id: BatchId, zip: SealedZip): Promise<BatchRecord | null>;
  /** Batches that a killed program left open (to abandon) or sending (in doubt, or waiting when no byte left). */
  interrupted(): Promise<BatchRecord[]>;
  /**
   * Sealed batches, and waiting ones whose time has come or lies further ahead than any wait, that may be sent now: their credential is not paused, their
   * set lets them: an open set all of them, a planned one its oldest batch alone, one being created or in need of
   * attention none. Without those that a sending pause holds back. `excluding` names credentials that have no free place.
   * What a person put first, then priority, then the oldest; a set's first batch goes as early as any batch that waits for it.
   */
  due(now: number, limit: number, excluding: readonly CredentialId[]): Promise<BatchRecord[]>;
  /**
   * The earliest retry time among the waiting batches that are not due for a clock that was set back, and that nothing else
   * holds back; null when none waits.
   */
  nextRetryAt(now: number): Promise<number | null>;
  /** Whether a batch could be sent now, or at its retry time, if this pause were not there. */
  isHeldBack(scope: PauseScope): Promise<boolean>;
  /** A person puts a batch before all others, the latest first, or back to its place. false: it is at its end. */
  prioritize(id: BatchId, prioritized: boolean): Promise<boolean>;
  /**
   * "Bytes may now leave": the batch is sending, a new attempt's row exists, and a planned set is now being created by
   * this batch. Committed before the first byte leaves. Answers with the set as it was before. null, and nothing changes,
   * when the batch may not be sent any more: a person withdrew it or paused sending, its credential was paused, or its set is being created
   * by another batch or needs attention.
   */
  beginAttempt(id: BatchId, startedAt: number): Promise<{ attemptNumber: number; set: SetRecord | null } | null>;
  /** Ends the running attempt and moves the batch on. For `accepted` use `accept`. */
  endAttempt(
    id: BatchId,
    evidence: AttemptEvidence,
    next: BatchState,
    set: { id: SetId; status: SetState } | null,
  ): Promise<void>;
  /** Accepted: receipt, batch, its documents and its set in one transaction. */
  accept(
    id: BatchId,
    evidence: AttemptEvidence,
    receipt: AcceptedReceipt,
    set: { id: SetId; status: SetState } | null,
  ): Promise<void>;
  /** Moves a batch that has no running attempt (a person's decision, a missing zip, a resumed credential). */
  move(id: BatchId, next: BatchState, at: number): Promise<void>;
  /**
   * Records a decision about each of these batches and moves it where `next` says, all in one transaction. Answers those that
   * it moved, in the order given; where `next` answers null nothing changes: the batch moved on meanwhile.
   */
  decide(
    ids: readonly BatchId[],
    decision: DecisionRecord,
    next: (batch: BatchRecord) => BatchState | null,
  ): Promise<BatchRecord[]>;
  /**
   * Held batches whose zip is lost: they are cancelled, their documents settle anew, all in one transaction. Answers those
   * it was done for; the others moved on.
   */
  sealAgain(ids: readonly BatchId[], decision: DecisionRecord): Promise<ReadonlySet<BatchId>>;
  /** Batches to be cut in two, oldest first. */
  splitting(): Promise<BatchRecord[]>;
  /** The halves are in the spool: they become sealed batches with their documents, the whole one is split. */
  split(id: BatchId, halves: readonly SealedZip[], at: number): Promise<BatchRecord[]>;
  /** A splitting batch has one document only: it is set aside, the batch cancelled. */
  setAsideAlone(id: BatchId, reason: SetAsideReason, detail: string, at: number): Promise<DocumentRecord>;
  /** Whether the credential's server accepted any batch after this time. */
  acceptedSince(credentialId: CredentialId, time: number): Promise<boolean>;
  /** When an attempt of the batch first ended with this outcome; null when none did. */
  firstOutcomeAt(id: BatchId, outcome: string): Promise<number | null>;
  /** Puts every batch that this credential's pause held back into the queue. */
  releaseHeld(credentialId: CredentialId, reasons: readonly string[]): Promise<void>;
  /**
   * Makes batches that wait for one of these causes due at once: a fresh start, or the network came back. With `beyond` only
   * those that wait for a time after it.
   */
  wakeWaiting(causes: readonly WaitCause[], now: number, beyond?: number): Promise<void>;
  get(id: BatchId): Promise<BatchRecord | null>;
  /** Accepted batches whose originals await the folder's after-upload action for the first time, oldest first. */
  awaitingAfterUpload(limit: number): Promise<BatchRecord[]>;
  /** Those where it failed for some original, oldest first, from the one after this on; null for the first. */
  failedAfterUpload(limit: number, after: BatchId | null): Promise<BatchRecord[]>;
  /** Documents of an accepted batch whose after-upload action is not done. */
  pendingAfterUpload(id: BatchId): Promise<DocumentRecord[]>;
  recordAfterUpload(results: readonly AfterUploadResult[]): Promise<void>;
  /** The originals of an accepted batch stay where they are: those of which no result is recorded yet. */
  leaveOriginals(id: BatchId): Promise<void>;
  /** How many ended attempts of a batch had this outcome (`AttemptEvidence.outcome`). */
  countOutcomes(id: BatchId, outcome: string): Promise<number>;
  /** What still keeps `--once` running, or decides its exit code. */
  /** Bytes per second of the fastest of the credential's last few large uploads; null when there was none. */
  fastestRecentUpload(credentialId: CredentialId): Promise<number | null>;
  tally(): Promise<QueueTally>;
  /** Zip names that the ledger still needs; anything else in the spool is left over. */
  spooledZips(): Promise<string[]>;
}

/** Counts over the whole ledger. */
export interface QueueTally {
  readonly settling: number;
  readonly ready: number;
  readonly sealed: number;
  readonly sending: number;
  readonly splitting: number;
  readonly waiting: number;
  readonly held: number;
  readonly inDoubt: number;
  readonly setAside: number;
  /** Duplicates that a person has yet to decide about. */
  readonly duplicatesAsking: number;
  /** Folders whose sum does not come out. */
  readonly alarms: number;
  readonly setsNeedingAttention: number;
  readonly pausedCredentials: number;
}

export interface SetLedger {
  /** The set with this key, made as `planned` (or `open`, when a number is given) if there is none. The name is kept once made. */
  ensure(set: {
    credentialId: CredentialId;
    folderId: FolderId;
    key: string;
    name: string | null;
    referenceNumber: string | null;
    createdAt: number;
  }): Promise<SetRecord>;
  /** How many sets a folder has had; numbers the next one. */
  countOf(folderId: FolderId): Promise<number>;
  get(id: SetId): Promise<SetRecord | null>;
  setStatus(id: SetId, status: SetState): Promise<void>;
  /** Gives a planned set of which nothing was sent another name; false, and nothing changes, when it is no such set. */
  rename(id: SetId, name: string): Promise<boolean>;
}

export interface CredentialLedger {
  register(credential: { id: CredentialId; name: string }): Promise<void>;
  state(id: CredentialId): Promise<CredentialState>;
  setState(id: CredentialId, state: CredentialState): Promise<void>;
  sizes(id: CredentialId): Promise<SizeMemory>;
  recordSizes(id: CredentialId, sizes: SizeMemory): Promise<void>;
}

/** Sending pauses (decision 16): at most one for everything, and one for each credential and folder. */
export interface PauseLedger {
  /** Every pause that nobody ended, those whose time is over among them. */
  list(): Promise<SendingPause[]>;
  /** Sets a pause, in the place of one of the same scope. */
  set(pause: SendingPause): Promise<void>;
  /** false: there was none. */
  end(scope: PauseScope): Promise<boolean>;
  /** Ends those whose time is over, and answers with them. */
  endOver(now: number): Promise<SendingPause[]>;
}

/** Secrets by credential; null when there is none (never saved, or kept for an earlier session only). */
export interface Secrets {
  password(id: CredentialId): Promise<string | null>;
  pastedToken(id: CredentialId): Promise<string | null>;
  /** Of the credential's own proxy; without it there is none. */
  proxyPassword?(id: CredentialId): Promise<string | null>;
}

/** One way to a server. */
export type ProxyRoute =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'proxy';
      readonly scheme: 'http' | 'https' | 'socks5';
      readonly host: string;
      readonly port: number;
      readonly login: { readonly username: string; readonly password: string } | null;
    };

/** The ways to an address as the system gives them, the preferred one first; empty when it names only such that cannot be used. */
export type ResolveProxy = (url: URL) => Promise<readonly ProxyRoute[]>;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `delayMs`, or at once with `false` when the signal fires. */
  sleep(delayMs: number, options: { signal: AbortSignal }): Promise<boolean>;
}

/**
 * Whether the network in use costs by volume, as the system says; null when it does not know. Comes to an end within
 * seconds.
 */
export type IsMetered = (options: { signal: AbortSignal }) => Promise<boolean | null>;

/** A number in [0, 1). */
export type Random = () => number;

/** Moves a file to the system's trash; rejects when that did not work. */
export type Trash = (path: AbsolutePath) => Promise<void>;
