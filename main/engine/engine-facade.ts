// What the program's other parts may ask of the engine; engine.ts implements it.
import type { BatchId, CredentialId, DocumentId, EngineConfig, FolderId, SetId } from './model';

export type Decision =
  | { readonly kind: 'retry' }
  | { readonly kind: 'send-again' }
  | { readonly kind: 'arrived'; readonly serverBatchId: string }
  | { readonly kind: 'withdraw' };

export interface Engine {
  /** Recovers what an earlier run left, then watches, seals and delivers until `stop`; may be called again after it. */
  start(): Promise<void>;
  /** Takes over new settings while running: folders and credentials come, change and go. */
  configure(config: EngineConfig): Promise<void>;
  /** Scans one folder now; resolves when the scan is in the ledger. */
  scan(folderId: FolderId): Promise<void>;
  /** A person's word on a held, waiting or in-doubt batch; `wrong-state` when it moved on meanwhile. */
  decide(batchId: BatchId, decision: Decision): Promise<'done' | 'wrong-state'>;
  /** A person knows about a set-aside document or a duplicate: it asks no more until its file changes. */
  dismiss(documentId: DocumentId): Promise<'done' | 'wrong-state'>;
  /** A person wants a duplicate sent, or a set-aside document tried again. */
  sendAnyway(documentId: DocumentId): Promise<'done' | 'wrong-state'>;
  /** The network may be back: whatever waits for it is tried at once, one batch per credential first. */
  networkReturned(): Promise<void>;
  /** Somebody else wrote to the ledger: looks at everything again. */
  lookAgain(): void;
  /** Lets a paused credential's batches go on. */
  resumeCredential(id: CredentialId): Promise<void>;
  /** Gives a set the number that the server did not tell; its batches go on. */
  setReferenceNumber(id: SetId, referenceNumber: string): Promise<'done' | 'wrong-state'>;
  /** Resolves when nothing can be done now; waits for retries that are due within `patienceMs`. */
  settled(options: { patienceMs: number; signal: AbortSignal }): Promise<void>;
  /** Ends uploads within 5 s, leaves everything durable. May be called twice. */
  stop(): Promise<void>;
}
