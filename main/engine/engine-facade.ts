// What the program's other parts may ask of the engine; engine.ts implements it.
import type { SendingRest } from './events';
import type { BatchId, CredentialId, DocumentId, EngineConfig, FolderId, PauseScope, SetId } from './model';

export type Decision =
  | { readonly kind: 'retry' }
  | { readonly kind: 'send-again' }
  | { readonly kind: 'arrived'; readonly serverBatchId: string }
  | { readonly kind: 'withdraw' };

export interface Rests {
  /** Why nothing at all is begun; null when it is. */
  readonly all: SendingRest | null;
  /** Credentials whose last upload failed, until when; `asked`: the server named that time. */
  readonly credentials: readonly {
    readonly credentialId: CredentialId;
    readonly until: number;
    readonly asked: boolean;
  }[];
}

export interface Engine {
  /** Recovers what an earlier run left, then watches, seals and delivers until `stop`; may be called again after it. */
  start(): Promise<void>;
  /** Takes over new settings while running: folders and credentials come, change and go. */
  configure(config: EngineConfig): Promise<void>;
  /** Scans one folder now; resolves when the scan is in the ledger. */
  scan(folderId: FolderId): Promise<void>;
  /** A person's word on a held, waiting or in-doubt batch; `wrong-state` when it moved on meanwhile. */
  decide(batchId: BatchId, decision: Decision): Promise<'done' | 'wrong-state'>;
  /** The same word about many; answers those it was carried out for. The others moved on meanwhile, and undo nothing. */
  decideMany(batchIds: readonly BatchId[], decision: Decision): Promise<ReadonlySet<BatchId>>;
  /** A person knows about a set-aside document or a duplicate: it asks no more until its file changes. */
  dismiss(documentId: DocumentId): Promise<'done' | 'wrong-state'>;
  /** Answers like `decideMany`. */
  dismissMany(documentIds: readonly DocumentId[]): Promise<ReadonlySet<DocumentId>>;
  /** A person wants a duplicate sent, or a set-aside document tried again. */
  sendAnyway(documentId: DocumentId): Promise<'done' | 'wrong-state'>;
  /** Answers like `decideMany`. */
  sendAnywayMany(documentIds: readonly DocumentId[]): Promise<ReadonlySet<DocumentId>>;
  /** The network may be back: whatever waits for it is tried at once, one batch per credential first. */
  networkReturned(): Promise<void>;
  /** Somebody else wrote to the ledger: looks at everything again. */
  lookAgain(): void;
  /** Lets a paused credential's batches go on. */
  resumeCredential(id: CredentialId): Promise<void>;
  /**
   * A person wants nothing sent for a while (decision 16): no attempt is begun, those that run come to their end. `until` lies
   * in the future, in milliseconds since 1970; null: until `resumeSending`. Takes the place of a pause of the same scope.
   */
  pauseSending(scope: PauseScope, until: number | null): Promise<void>;
  resumeSending(scope: PauseScope): Promise<void>;
  /** A person puts a batch before all others, the latest first, or back to its place. */
  prioritize(batchId: BatchId, prioritized: boolean): Promise<'done' | 'wrong-state'>;
  /** What keeps batches from being sent that the ledger does not know. */
  rests(): Rests;
  /** Gives a set the number that the server did not tell; its batches go on. */
  setReferenceNumber(id: SetId, referenceNumber: string): Promise<'done' | 'wrong-state'>;
  /** Gives a set that is still to be created, and of which nothing was sent, another name. */
  renameSet(id: SetId, name: string): Promise<'done' | 'wrong-state'>;
  /** Resolves when nothing can be done now; waits for retries that are due within `patienceMs`. */
  settled(options: { patienceMs: number; signal: AbortSignal }): Promise<void>;
  /** Ends uploads within 5 s, leaves everything durable. May be called twice. */
  stop(): Promise<void>;
}
