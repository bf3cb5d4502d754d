// Turns rows of `batch` into the engine's batches and back.
import { z } from 'zod';
import {
  documentTypes,
  heldReasons,
  invoiceTypes,
  networkProblems,
  processingPrefs,
  splitReasons,
  waitCauses,
  type BatchId,
  type BatchRecord,
  type BatchState,
  type CredentialId,
  type DeliveryProfile,
  type FolderId,
  type NetworkProblem,
  type SetId,
  type WaitCause,
} from '../../engine/model';
import type { BatchRow } from '../schema';

const serverWords = z.string().nullable();

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('sealed') }),
  z.object({ state: z.literal('sending') }),
  z.object({
    state: z.literal('waiting'),
    retry_at: z.int(),
    wait_cause: z.enum(waitCauses),
    network_problem: z.enum(networkProblems).nullable(),
    server_words: serverWords,
  }),
  z.object({ state: z.literal('held'), held_reason: z.enum(heldReasons), server_words: serverWords }),
  z.object({ state: z.literal('in-doubt'), server_words: serverWords }),
  z.object({ state: z.literal('accepted'), server_batch_id: z.string(), accepted_at: z.int() }),
  z.object({ state: z.literal('splitting'), split_reason: z.enum(splitReasons), server_words: serverWords }),
  z.object({ state: z.literal('split') }),
  z.object({ state: z.literal('cancelled') }),
]);

const rowSchema = z.object({
  id: z.int().transform((id) => id as BatchId),
  folder_id: z.string().transform((id) => id as FolderId),
  credential_id: z.string().transform((id) => id as CredentialId),
  set_id: z
    .int()
    .transform((id) => id as SetId)
    .nullable(),
  zip_name: z.string().nullable(),
  zip_sha256: z.string().nullable(),
  zip_size_bytes: z.int().nullable(),
  document_count: z.int(),
  attempts: z.int(),
  created_at: z.int(),
  split_from: z
    .int()
    .transform((id) => id as BatchId)
    .nullable(),
  split_from_reason: z.enum(splitReasons).nullable(),
});

const profileSchema = z.object({
  document_type: z.enum(documentTypes),
  invoice_type: z.enum(invoiceTypes),
  processing_pref: z.enum(processingPrefs),
  source_name: z.string().nullable(),
  priority_flag: z.union([z.literal(0), z.literal(1)]).nullable(),
  account_id: z.string().nullable(),
});

/** The engine's view of one row; throws when the row is none that this program writes. */
export function toBatchRecord(row: BatchRow): BatchRecord {
  const parsed = rowSchema.parse(row);
  return {
    id: parsed.id,
    folderId: parsed.folder_id,
    credentialId: parsed.credential_id,
    setId: parsed.set_id,
    profile: toProfile(row),
    status: toBatchState(row),
    zipName: parsed.zip_name,
    zipSha256: parsed.zip_sha256,
    zipSizeBytes: parsed.zip_size_bytes,
    documentCount: parsed.document_count,
    attempts: parsed.attempts,
    createdAt: parsed.created_at,
    splitFrom:
      parsed.split_from === null || parsed.split_from_reason === null
        ? null
        : { batchId: parsed.split_from, reason: parsed.split_from_reason },
  };
}

function toProfile(row: BatchRow): DeliveryProfile {
  const parsed = profileSchema.parse(row);
  return {
    documentType: parsed.document_type,
    invoiceType: parsed.invoice_type,
    processingPref: parsed.processing_pref,
    ...(parsed.source_name !== null && { sourceName: parsed.source_name }),
    ...(parsed.priority_flag !== null && { priority: parsed.priority_flag === 1 }),
    ...(parsed.account_id !== null && { accountId: parsed.account_id }),
  };
}

function toBatchState(row: BatchRow): BatchState {
  const status = statusSchema.parse(row);
  switch (status.state) {
    case 'waiting':
      return {
        state: 'waiting',
        retryAt: status.retry_at,
        cause: status.network_problem ?? status.wait_cause,
        serverWords: status.server_words,
      };
    case 'held':
      return { state: 'held', reason: status.held_reason, serverWords: status.server_words };
    case 'in-doubt':
      return { state: 'in-doubt', serverWords: status.server_words };
    case 'accepted':
      return { state: 'accepted', serverBatchId: status.server_batch_id, acceptedAt: status.accepted_at };
    case 'splitting':
      return { state: 'splitting', reason: status.split_reason, serverWords: status.server_words };
    case 'open':
    case 'sealed':
    case 'sending':
    case 'split':
    case 'cancelled':
      return status;
  }
}

/** The profile's columns. */
export function profileColumns(profile: DeliveryProfile) {
  return {
    document_type: profile.documentType,
    invoice_type: profile.invoiceType,
    processing_pref: profile.processingPref,
    source_name: profile.sourceName ?? null,
    priority_flag: profile.priority === undefined ? null : priorityFlag(profile.priority),
    account_id: profile.accountId ?? null,
  };
}

function priorityFlag(priority: boolean): 0 | 1 {
  return priority ? 1 : 0;
}

/** The columns of a state: those of every other state become null. */
export function batchStateColumns(status: BatchState) {
  return {
    state: status.state,
    retry_at: status.state === 'waiting' ? status.retryAt : null,
    ...waitColumns(status),
    held_reason: status.state === 'held' ? status.reason : null,
    split_reason: status.state === 'splitting' ? status.reason : null,
    server_words: 'serverWords' in status ? status.serverWords : null,
    server_batch_id: status.state === 'accepted' ? status.serverBatchId : null,
    accepted_at: status.state === 'accepted' ? status.acceptedAt : null,
  };
}

/** The finer causes stand in a column of their own, so that a wait for the network stays one. */
function waitColumns(status: BatchState) {
  if (status.state !== 'waiting') return { wait_cause: null, network_problem: null };
  const { cause } = status;
  return isNetworkProblem(cause)
    ? ({ wait_cause: 'network', network_problem: cause } as const)
    : { wait_cause: cause, network_problem: null };
}

function isNetworkProblem(cause: WaitCause): cause is NetworkProblem {
  return networkProblems.some((problem) => problem === cause);
}
