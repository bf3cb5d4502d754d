// "Test my set-up": deliveries to a sandbox that misbehaves.

/** What "test my set-up" can have the sandbox do to a delivery. */
export const rehearsals = [
  'all-well',
  'connection-cut',
  'reply-lost',
  'no-batch-id',
  'server-busy',
  'server-error',
  'poison-document',
  'too-large',
  'slow-line',
  'token-expired',
  'credentials-refused',
  'redirect',
  'bad-certificate',
] as const;
export type Rehearsal = (typeof rehearsals)[number];

export interface RehearsalResult {
  readonly rehearsal: Rehearsal;
  /** Every document was delivered once or is shown with its reason, as it should be. */
  readonly passed: boolean;
  readonly durationMs: number;
  readonly documents: number;
  readonly deliveredOnce: number;
  readonly deliveredTwice: number;
  /** What would be on screen: states and reasons of documents, batches and credentials. */
  readonly onScreen: readonly { readonly kind: string; readonly reason: string; readonly count: number }[];
  /** What happened, in order; at most 200. */
  readonly steps: readonly { readonly afterMs: number; readonly type: string; readonly detail: string }[];
}

export interface RehearsalCalls {
  /** Delivers sample documents to a sandbox that misbehaves, with this folder's profile, apart from all real data. */
  'rehearsals.run': { request: { rehearsal: Rehearsal; folderId: string | null }; value: RehearsalResult };
}
