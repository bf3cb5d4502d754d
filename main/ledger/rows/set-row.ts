// Turns rows of `document_set` into the engine's sets and back.
import { z } from 'zod';
import type { BatchId, CredentialId, FolderId, SetId, SetRecord, SetState } from '../../engine/model';
import type { SetRow } from '../schema';

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('planned') }),
  z.object({ state: z.literal('creating'), creating_batch_id: z.int().transform((id) => id as BatchId) }),
  z.object({ state: z.literal('open'), reference_number: z.string() }),
  z.object({ state: z.literal('needs-attention'), reason: z.enum(['no-number', 'create-in-doubt']) }),
]);

const rowSchema = z.object({
  id: z.int().transform((id) => id as SetId),
  credential_id: z.string().transform((id) => id as CredentialId),
  folder_id: z.string().transform((id) => id as FolderId),
  key: z.string(),
  name: z.string().nullable(),
});

/** The engine's view of one row; throws when the row is none that this program writes. */
export function toSetRecord(row: SetRow): SetRecord {
  const { id, credential_id, folder_id, key, name } = rowSchema.parse(row);
  return { id, credentialId: credential_id, folderId: folder_id, key, name, status: toSetState(row) };
}

function toSetState(row: SetRow): SetState {
  const status = statusSchema.parse(row);
  switch (status.state) {
    case 'planned':
      return { state: 'planned' };
    case 'creating':
      return { state: 'creating', batchId: status.creating_batch_id };
    case 'open':
      return { state: 'open', referenceNumber: status.reference_number };
    case 'needs-attention':
      return { state: 'needs-attention', reason: status.reason };
  }
}

/**
 * The columns of a state. A set whose creation is in doubt remembers the batch that would have created it (`creator`):
 * what a person says about that batch settles the set as well.
 */
export function setStateColumns(status: SetState, creator: BatchId | null) {
  const inDoubt = status.state === 'needs-attention' && status.reason === 'create-in-doubt';
  return {
    state: status.state,
    creating_batch_id: status.state === 'creating' ? status.batchId : inDoubt ? creator : null,
    reference_number: status.state === 'open' ? status.referenceNumber : null,
    reason: status.state === 'needs-attention' ? status.reason : null,
  };
}
