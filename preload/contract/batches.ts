// One batch with everything that its page shows, and what its attempts left behind.
import type { BatchSummary } from './deliveries';
import type { Page, PageRequest } from './reply';

export interface BatchFamilyMember {
  readonly id: number;
  readonly state: BatchSummary['state'];
  readonly serverBatchId: string | null;
  readonly documents: number;
}

/** A person's, or in a person's name a setting's, word on the batch. */
export interface BatchDecisionView {
  readonly at: number;
  readonly by: 'person' | 'setting';
  readonly kind: 'retry' | 'send-again' | 'arrived' | 'withdraw' | 'seal-again';
}

export interface BatchDetails extends BatchSummary {
  readonly folderId: string;
  readonly folderPath: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly set: { readonly id: number; readonly name: string | null; readonly referenceNumber: string | null } | null;
  readonly documentType: string;
  readonly invoiceType: string;
  readonly processingPref: string;
  readonly sealedAt: number | null;
  readonly zipName: string | null;
  readonly zipSha256: string | null;
  readonly attempts: number;
  /** When the next attempt is due, while waiting. */
  readonly retryAt: number | null;
  readonly prioritized: boolean;
  /** Who says that it arrived; null until it is accepted. */
  readonly confirmedBy: 'server' | 'person' | null;
  /** Oldest first, the newest 100 at most. */
  readonly decisions: readonly BatchDecisionView[];
  /** The batch that this one is a half of, and why that was split. */
  readonly whole: (BatchFamilyMember & { readonly reason: 'too-large' | 'server-error' }) | null;
  /** What it was split into. */
  readonly halves: readonly BatchFamilyMember[];
}

export interface AttemptView {
  readonly number: number;
  readonly startedAt: number;
  /** null while it runs. */
  readonly endedAt: number | null;
  /** How it ended, by `DeliveryOutcome`; null while it runs. */
  readonly outcome: string | null;
  readonly status: number | null;
  /** Request body bytes; null when nobody knows. */
  readonly bytesSent: number | null;
  readonly contentLength: number | null;
  /** The server's words, of the last attempt only. */
  readonly serverWords: string | null;
  /** When the next attempt is planned, after the last one. */
  readonly retryAt: number | null;
  /** Reply headers or text were kept: ask for the evidence. */
  readonly hasEvidence: boolean;
}

/** What is kept of a reply; passwords and tokens were taken out before it was kept. */
export interface AttemptEvidenceView {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The beginning of the body, 64 KB at most. */
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'text'; readonly text: string; readonly isCutOff: boolean }
    /** No text: the first bytes as they can be shown. */
    | { readonly kind: 'binary'; readonly hex: string; readonly isCutOff: boolean };
}

export interface BatchCalls {
  /** `not-found` when there is no such batch. */
  'batches.get': { request: { batchId: number }; value: BatchDetails };
  /** Newest first. */
  'batches.attempts': { request: PageRequest & { batchId: number }; value: Page<AttemptView> };
  /** `not-found` when there is no such attempt. */
  'batches.evidence': { request: { batchId: number; attempt: number }; value: AttemptEvidenceView };
}
