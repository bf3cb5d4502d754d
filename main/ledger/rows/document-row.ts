// Turns rows of `document` into the engine's documents, and says what the columns of each state are.
import { z } from 'zod';
import {
  documentKinds,
  setAsideReasons,
  type BatchId,
  type DocumentId,
  type DocumentRecord,
  type DocumentState,
  type FolderId,
} from '../../engine/model';
import type { DocumentRow } from '../schema';

const batchId = z.int().transform((id) => id as BatchId);

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('settling') }),
  z.object({ state: z.literal('ready'), ready_at: z.int() }),
  z.object({ state: z.literal('sealed'), batch_id: batchId }),
  z.object({ state: z.literal('delivered'), batch_id: batchId }),
  z.object({ state: z.literal('set-aside'), reason: z.enum(setAsideReasons), detail: z.string() }),
  z.object({
    state: z.literal('duplicate'),
    duplicate_of: z.int().transform((id) => id as DocumentId),
    asks: z.union([z.literal(0), z.literal(1)]),
  }),
]);

const rowSchema = z.object({
  id: z.int().transform((id) => id as DocumentId),
  folder_id: z.string().transform((id) => id as FolderId),
  relative_path: z.string(),
  size_bytes: z.int(),
  mtime_ms: z.number(),
  kind: z.enum(documentKinds).nullable(),
  sha256: z.string().nullable(),
  entry_name: z.string().nullable(),
  seen_at: z.int(),
  maybe_delivered: z.union([z.literal(0), z.literal(1)]),
  send_anyway: z.union([z.literal(0), z.literal(1)]),
});

/** The engine's view of one row; throws when the row is none that this program writes. */
export function toDocumentRecord(row: DocumentRow): DocumentRecord {
  const { id, folder_id, relative_path, size_bytes, mtime_ms, kind, sha256, entry_name, seen_at, ...marks } =
    rowSchema.parse(row);
  return {
    id,
    folderId: folder_id,
    relativePath: relative_path,
    sizeBytes: size_bytes,
    mtimeMs: mtime_ms,
    status: toDocumentState(row),
    kind,
    sha256,
    entryName: entry_name,
    seenAt: seen_at,
    maybeDelivered: marks.maybe_delivered === 1,
    sendAnyway: marks.send_anyway === 1,
  };
}

function toDocumentState(row: DocumentRow): DocumentState {
  const status = statusSchema.parse(row);
  switch (status.state) {
    case 'settling':
      return { state: 'settling' };
    case 'ready':
      return { state: 'ready', readyAt: status.ready_at };
    case 'sealed':
    case 'delivered':
      return { state: status.state, batchId: status.batch_id };
    case 'set-aside':
      return { state: 'set-aside', reason: status.reason, detail: status.detail };
    case 'duplicate':
      return { state: 'duplicate', ofDocumentId: status.duplicate_of, asks: status.asks === 1 };
  }
}

/** The columns a document loses when it leaves a batch that did not deliver it. */
export const withoutBatch = { batch_id: null, entry_position: null, entry_name: null, sha256: null } as const;

/** The columns a document loses when it is no longer set aside. */
const notSetAside = { reason: null, detail: null, set_aside_at: null } as const;

/** The columns a document loses when it is no longer taken for a duplicate. */
export const notDuplicate = { duplicate_of: null, duplicate_at: null, asks: null } as const;

/** All columns of a document that is to be judged anew; what a person said and what the ledger once lost stays. */
export const judgedAnewColumns = {
  state: 'settling',
  kind: null,
  ready_at: null,
  ...withoutBatch,
  ...notSetAside,
  ...notDuplicate,
  after_upload: null,
  after_upload_detail: null,
  moved_to: null,
} as const;

/** All columns of a document that has just been seen. */
export const settlingColumns = { ...judgedAnewColumns, send_anyway: 0, maybe_delivered: 0 } as const;
