// What drops, previews and pictures of documents ask of the ledger.
import type { DocumentKind, SetState } from '../../engine/model';

export interface DropProgress {
  /** A whole scan of its folder went through. */
  readonly isScanned: boolean;
  readonly documents: number;
  /** Documents that are not delivered, withdrawn, or duplicates that were decided about. */
  readonly unfinished: number;
}

export interface SetIdentity {
  readonly id: number;
  readonly credentialId: string;
  readonly key: string;
  readonly name: string | null;
  readonly state: SetState['state'];
  /** null until it is open. */
  readonly referenceNumber: string | null;
}

export interface DocumentSource {
  readonly folderPath: string;
  readonly relativePath: string;
  /** Where the original was moved to after the upload, inside the folder; null when it was not. */
  readonly movedTo: string | null;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly kind: DocumentKind | null;
  readonly sealed: { readonly zipName: string; readonly entryName: string } | null;
}

export interface ZipSource {
  readonly zipName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface SourceViews {
  /** By folder id; folders that the ledger has never heard of are missing. */
  dropProgress(folderIds: readonly string[]): Promise<ReadonlyMap<string, DropProgress>>;
  /** null when there is no such set. */
  setById(id: number): Promise<SetIdentity | null>;
  /** The open set of this credential with this number; null when the ledger knows none. */
  setByNumber(credentialId: string, referenceNumber: string): Promise<SetIdentity | null>;
  /** null when there is no such document. */
  documentSource(id: number): Promise<DocumentSource | null>;
  /** null when there is no such batch, or it was never sealed. */
  zipSource(batchId: number): Promise<ZipSource | null>;
}
