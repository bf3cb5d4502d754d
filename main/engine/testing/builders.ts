// Test builders: valid records with defaults, so that a test states only what it is about.
import type {
  BatchId,
  BatchRecord,
  CredentialId,
  DocumentId,
  DocumentRecord,
  FolderId,
  WatchedFolder,
  AbsolutePath,
} from '../model';

/** A document that is ready. */
export function aDocument(overrides: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    id: 1 as DocumentId,
    folderId: 'folder' as FolderId,
    relativePath: 'invoice.pdf',
    sizeBytes: 100,
    mtimeMs: 1_000,
    status: { state: 'ready', readyAt: 1_000 },
    kind: 'pdf',
    sha256: null,
    entryName: null,
    seenAt: 1_000,
    ...overrides,
  };
}

/** A sealed batch of one document. */
export function aBatch(overrides: Partial<BatchRecord> = {}): BatchRecord {
  return {
    id: 1 as BatchId,
    folderId: 'folder' as FolderId,
    credentialId: 'acme' as CredentialId,
    setId: null,
    profile: { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
    status: { state: 'sealed' },
    zipName: 'batch-1.zip',
    zipSha256: 'a'.repeat(64),
    zipSizeBytes: 1_000,
    documentCount: 1,
    attempts: 0,
    createdAt: 1_000,
    ...overrides,
  };
}

/** A folder without a set that seals after a second. */
export function aFolder(overrides: Partial<WatchedFolder> = {}): WatchedFolder {
  return {
    id: 'folder' as FolderId,
    path: '/in' as AbsolutePath,
    credentialId: 'acme' as CredentialId,
    documentType: 'Invoices',
    invoiceType: 'B2B',
    processingPref: 'Speed',
    set: { policy: 'none' },
    batch: { quietMs: 1_000, maxDocuments: 100, maxBytes: 100_000_000 },
    afterUpload: 'leave',
    otherImages: false,
    paused: false,
    ...overrides,
  };
}
