// Batches and sets that do not fit their documents, their receipt or each other.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import type { AuditDifference } from './audit-report';
import { documentsInBatches } from './document-differences';

/** In order of kind, then of batch. */
export async function batchDifferences(db: LedgerDatabase): Promise<AuditDifference[]> {
  return [
    ...(await acceptedWithoutReceipt(db)),
    ...(await receiptWithoutAcceptance(db)),
    ...(await undeliveredInAcceptedBatch(db)),
    ...(await wrongCounts(db)),
    ...(await stuckSets(db)),
  ];
}

async function acceptedWithoutReceipt(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await db
    .selectFrom('batch')
    .leftJoin('receipt', 'receipt.batch_id', 'batch.id')
    .select(['batch.id', 'batch.server_batch_id'])
    .where('batch.state', '=', 'accepted')
    .where('receipt.number', 'is', null)
    .orderBy('batch.id')
    .execute();
  return rows.map(({ id, server_batch_id }) => ({
    kind: 'accepted-without-receipt',
    batch: id,
    serverBatchId: server_batch_id ?? '',
  }));
}

async function receiptWithoutAcceptance(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('batch', 'batch.id', 'receipt.batch_id')
    .select(['receipt.number', 'batch.id', 'batch.state'])
    .where('batch.state', '<>', 'accepted')
    .orderBy('batch.id')
    .execute();
  return rows.map(({ number, id, state }) => ({
    kind: 'receipt-without-acceptance',
    receipt: number,
    batch: id,
    batchState: state,
  }));
}

async function undeliveredInAcceptedBatch(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await documentsInBatches(db)
    .select('document.state')
    .where('batch.state', '=', 'accepted')
    .where('document.state', '<>', 'delivered')
    .execute();
  return rows.map((row) => ({ kind: 'undelivered-in-accepted-batch', ...row }));
}

/**
 * A sealed batch has its documents until it ends. An open one may lose some before it is sealed, a cancelled one
 * afterwards, when they are tried again; the documents of a split one are in its halves.
 */
async function wrongCounts(db: LedgerDatabase): Promise<AuditDifference[]> {
  const found = sql<number>`case batch.state
    when 'split' then (select coalesce(sum(half.document_count), 0) from batch as half where half.split_from = batch.id)
    else (select count(*) from document where document.batch_id = batch.id) end`;
  const rows = await db
    .selectFrom('batch')
    .select(['batch.id', 'batch.state', 'batch.document_count', found.as('found')])
    .where(
      sql<boolean>`case when batch.state in ('open', 'cancelled') then ${found} > batch.document_count
        else ${found} <> batch.document_count end`,
    )
    .orderBy('batch.id')
    .execute();
  return rows.map((row) => ({
    kind: 'document-count',
    batch: row.id,
    batchState: row.state,
    documentCount: row.document_count,
    found: row.found,
  }));
}

async function stuckSets(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await db
    .selectFrom('document_set')
    .leftJoin('batch', 'batch.id', 'document_set.creating_batch_id')
    .select([
      'document_set.id',
      'document_set.name',
      'document_set.state',
      'batch.id as batch',
      'batch.state as batchState',
    ])
    .where('document_set.state', '=', 'creating')
    .where((eb) => eb.or([eb('batch.state', 'is', null), eb('batch.state', '<>', 'sending')]))
    .orderBy('document_set.id')
    .execute();
  return rows.map(({ id, name, state, batch, batchState }) => ({
    kind: 'set-stuck',
    setId: id,
    setName: name,
    setState: state,
    batch,
    batchState,
  }));
}
