// What goes to the seal worker when documents are only looked at for their content, and what comes back; plain values.
import type { DocumentId } from '../model';
import type { SealFailure, SourceDocument } from './seal-job';

export interface HashJob {
  readonly documents: readonly SourceDocument[];
}

export type HashResult =
  | {
      readonly kind: 'hashed';
      readonly contents: readonly { readonly documentId: DocumentId; readonly sha256: string }[];
      /** Documents that differ from what was found, or cannot be read. */
      readonly failures: readonly SealFailure[];
    }
  /** The thread ended before it was done. */
  | { readonly kind: 'spool-failed'; readonly detail: string };
