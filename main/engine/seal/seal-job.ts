// What goes to the seal worker and what comes back; plain values, so that they pass between threads.
import type { DocumentId } from '../model';
import type { Uplink } from './compression';
import type { FileStamp } from './file-stamp';

export interface SealJob {
  /** The finished zip's absolute path; while it grows, it has `.part` behind it. */
  readonly zipPath: string;
  readonly documents: readonly SealDocument[];
  /** The line that the zip goes over: it decides what is deflated. */
  readonly uplink: Uplink;
}

/** A document as it lies in its folder. */
export interface SourceDocument {
  readonly documentId: DocumentId;
  readonly path: string;
  /** The watched folder: what a link leads out of it is not read. */
  readonly within: string;
  /** What the document has to be still, from before the first byte to after the last. */
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface SealDocument extends SourceDocument {
  readonly entryName: string;
}

export interface SealedEntry {
  readonly documentId: DocumentId;
  readonly entryName: string;
  readonly sha256: string;
}

export interface SealFailure {
  readonly documentId: DocumentId;
  readonly reason: 'vanished' | 'changed' | 'unreadable';
  /** The system's error code, or what differed. */
  readonly detail: string;
}

export type SealResult =
  | {
      readonly kind: 'sealed';
      readonly zipSha256: string;
      readonly zipSizeBytes: number;
      readonly entries: readonly SealedEntry[];
      /** Of the zip as it was proven; null when it was touched before it had its name. */
      readonly stamp: FileStamp | null;
    }
  /** No zip was made; the batch has to be planned anew without these documents. */
  | { readonly kind: 'documents-failed'; readonly failures: readonly SealFailure[] }
  /** The spool could not be written (full disk, rights) or what was written is not what was read. */
  | { readonly kind: 'spool-failed'; readonly detail: string };
