// Turns rows of `document` into the engine's documents, and says what the columns of each state are.
import type { DocumentRecord, DocumentState, FolderId } from '../../engine/model';
import type { DocumentRow } from '../schema';

/** The columns that tell one which settles or is ready from others of its folder and state: few, for lists of thousands. */
export const waitingColumns = [
  ...(['id', 'relative_path', 'size_bytes', 'mtime_ms', 'seen_at', 'kind', 'ready_at'] as const),
  ...(['send_anyway', 'maybe_delivered'] as const),
] as const;

type WaitingRow = Pick<DocumentRow, (typeof waitingColumns)[number]>;

/** The columns that a document record of any state is made of. */
export const recordColumns = [
  ...waitingColumns,
  ...(['folder_id', 'state'] as const),
  ...(['batch_id', 'entry_name', 'sha256', 'reason', 'detail', 'duplicate_of', 'asks'] as const),
] as const;

export type RecordRow = Pick<DocumentRow, (typeof recordColumns)[number]>;

/** The engine's view of a document of this folder that settles, or is ready and in no batch. */
export function toWaitingRecord(row: WaitingRow, folderId: FolderId, state: 'settling' | 'ready'): DocumentRecord {
  const status = state === 'ready' ? { state, readyAt: given(row.ready_at, { id: row.id, state }) } : { state };
  return recordOf(row, folderId, status, notInZip);
}

/** The engine's view of one row. What a column may hold is checked by the table itself, at each write. */
export function toDocumentRecord(row: RecordRow): DocumentRecord {
  return recordOf(row, row.folder_id, toDocumentState(row), row);
}

const notInZip = { sha256: null, entry_name: null } as const;

function recordOf(
  row: WaitingRow,
  folderId: FolderId,
  status: DocumentState,
  inZip: Pick<DocumentRow, 'sha256' | 'entry_name'>,
): DocumentRecord {
  return {
    id: row.id,
    folderId,
    relativePath: row.relative_path,
    sizeBytes: row.size_bytes,
    mtimeMs: row.mtime_ms,
    status,
    kind: row.kind,
    sha256: inZip.sha256,
    entryName: inZip.entry_name,
    seenAt: row.seen_at,
    maybeDelivered: row.maybe_delivered === 1,
    sendAnyway: row.send_anyway === 1,
  };
}

function toDocumentState(row: RecordRow): DocumentState {
  const { state } = row;
  switch (state) {
    case 'settling':
      return { state };
    case 'ready':
      return { state, readyAt: given(row.ready_at, row) };
    case 'sealed':
    case 'delivered':
      return { state, batchId: given(row.batch_id, row) };
    case 'set-aside':
      return { state, reason: given(row.reason, row), detail: given(row.detail, row) };
    case 'duplicate':
      return { state, ofDocumentId: given(row.duplicate_of, row), asks: row.asks === 1 };
  }
}

/** What the table requires of this state. */
function given<Value>(value: Value | null, { id, state }: Pick<DocumentRow, 'id' | 'state'>): Value {
  if (value === null) throw new Error(`ledger: document ${id} is ${state} and lacks a column of that state`);
  return value;
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
