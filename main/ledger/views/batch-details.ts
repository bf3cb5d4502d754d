// One batch with everything its page shows but its documents and attempts.
import type { BatchDecisionView, BatchDetails, BatchFamilyMember, BatchSummary } from '../../../preload/contract';
import type { BatchId } from '../../engine/model';
import { toBatchRecord } from '../rows/batch-row';
import type { BatchRow, LedgerDatabase } from '../schema';
import { reasonOf } from './queue';

const decisionsShown = 100;

/** null when there is no such batch. */
export async function batchDetails(db: LedgerDatabase, batchId: number): Promise<BatchDetails | null> {
  const row = await db
    .selectFrom('batch')
    .innerJoin('folder', 'folder.id', 'batch.folder_id')
    .innerJoin('credential', 'credential.id', 'batch.credential_id')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .leftJoin('receipt', 'receipt.batch_id', 'batch.id')
    .selectAll('batch')
    .select(['folder.path', 'credential.name as credential_name', 'document_set.name as set_name'])
    .select(['document_set.reference_number', 'receipt.release_version', 'receipt.confirmed_by'])
    .where('batch.id', '=', batchId as BatchId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { status, attempts } = toBatchRecord(row);
  return {
    ...toBatchSummary(row),
    ...{ folderId: row.folder_id, folderPath: row.path },
    ...{ credentialId: row.credential_id, credentialName: row.credential_name },
    set: row.set_id === null ? null : { id: row.set_id, name: row.set_name, referenceNumber: row.reference_number },
    ...{ documentType: row.document_type, invoiceType: row.invoice_type, processingPref: row.processing_pref },
    ...{ sealedAt: row.sealed_at, zipName: row.zip_name, zipSha256: row.zip_sha256, attempts },
    retryAt: status.state === 'waiting' ? status.retryAt : null,
    prioritized: row.prioritized !== null,
    confirmedBy: row.confirmed_by,
    decisions: await decisionsOf(db, row.id),
    whole: await wholeOf(db, row),
    halves: await familyQuery(db).where('split_from', '=', row.id).orderBy('id').execute().then(toFamily),
  };
}

/** What a list of batches and a batch's own page show alike. */
export function toBatchSummary(row: BatchRow & { readonly release_version: string | null }): BatchSummary {
  const { id, status, documentCount, zipSizeBytes, createdAt } = toBatchRecord(row);
  return {
    id,
    serverBatchId: status.state === 'accepted' ? status.serverBatchId : null,
    state: status.state,
    reason: reasonOf(status),
    serverWords: 'serverWords' in status ? status.serverWords : null,
    documents: documentCount,
    zipSizeBytes,
    createdAt,
    acceptedAt: status.state === 'accepted' ? status.acceptedAt : null,
    releaseVersion: row.release_version,
  };
}

async function decisionsOf(db: LedgerDatabase, id: BatchId): Promise<BatchDecisionView[]> {
  const rows = await db
    .selectFrom('decision')
    .select(['at', 'made_by', 'kind'])
    .where('batch_id', '=', id)
    .orderBy('id', 'desc')
    .limit(decisionsShown)
    .execute();
  return rows
    .reverse()
    .flatMap(({ at, made_by: by, kind }) =>
      kind === 'send-anyway' || kind === 'dismiss' ? [] : [{ at, by, kind } satisfies BatchDecisionView],
    );
}

async function wholeOf(db: LedgerDatabase, row: BatchRow): Promise<BatchDetails['whole']> {
  if (row.split_from === null || row.split_from_reason === null) return null;
  const [whole] = toFamily(await familyQuery(db).where('id', '=', row.split_from).execute());
  return whole === undefined ? null : { ...whole, reason: row.split_from_reason };
}

function familyQuery(db: LedgerDatabase) {
  return db.selectFrom('batch').select(['id', 'state', 'server_batch_id', 'document_count']);
}

function toFamily(
  rows: readonly Pick<BatchRow, 'id' | 'state' | 'server_batch_id' | 'document_count'>[],
): BatchFamilyMember[] {
  return rows.map((row) => ({
    ...{ id: row.id, state: row.state, serverBatchId: row.server_batch_id, documents: row.document_count },
  }));
}
