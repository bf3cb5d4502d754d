// What goes to the seal worker when a batch is cut in two, and what comes back; plain values.
import type { DocumentId } from '../model';
import type { Uplink } from './compression';
import type { SealResult } from './seal-job';

export interface SplitJob {
  /** The whole zip's absolute path. */
  readonly zipPath: string;
  readonly halfPaths: readonly [string, string];
  /** Every document of the whole zip, in the order of its entries; at least two. */
  readonly documents: readonly SplitDocument[];
  readonly uplink: Uplink;
}

/** What the ledger says about an entry of the whole zip. */
export interface SplitDocument {
  readonly documentId: DocumentId;
  readonly entryName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export type SealedHalf = Omit<Extract<SealResult, { kind: 'sealed' }>, 'kind' | 'stamp'>;

export type SplitResult =
  | { readonly kind: 'split'; readonly halves: readonly [SealedHalf, SealedHalf] }
  /** The whole zip is missing, cannot be read, or does not hold what was sealed. */
  | { readonly kind: 'zip-damaged'; readonly detail: string }
  /** The halves could not be written (full disk, rights); nothing of them is left. */
  | { readonly kind: 'spool-failed'; readonly detail: string };
