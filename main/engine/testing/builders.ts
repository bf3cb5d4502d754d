// Test builders: valid records with defaults, so that a test states only what it is about.
import type { DocumentId, DocumentRecord, FolderId } from '../model';
import type { Uplink } from '../seal/compression';

/** A line on which text is worth deflating and noise is not. */
export const anUplink: Uplink = { bytesPerSecond: 5e6 };

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
    maybeDelivered: false,
    sendAnyway: false,
    ...overrides,
  };
}
