// Documents whose state says something that their batch, receipt or original does not.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import type { AuditDifference, Delivery } from './audit-report';

/** In order of kind, then of document. */
export async function documentDifferences(db: LedgerDatabase): Promise<AuditDifference[]> {
  return [
    ...(await sealedInEndedBatch(db)),
    ...(await readyInClosedBatch(db)),
    ...(await deliveredWithoutReceipt(db)),
    ...(await duplicatesOfUndelivered(db)),
    ...(await deliveredAgain(db)),
  ];
}

async function sealedInEndedBatch(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await documentsInBatches(db)
    .where('document.state', '=', 'sealed')
    .where('batch.state', 'not in', ['sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting'])
    .execute();
  return rows.map((row) => ({ kind: 'sealed-in-ended-batch', ...row }));
}

async function readyInClosedBatch(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await documentsInBatches(db)
    .where('document.state', '=', 'ready')
    .where('batch.state', '<>', 'open')
    .execute();
  return rows.map((row) => ({ kind: 'ready-in-closed-batch', ...row }));
}

async function deliveredWithoutReceipt(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await documentsInBatches(db)
    .leftJoin('receipt', 'receipt.batch_id', 'batch.id')
    .select('receipt.number')
    .where('document.state', '=', 'delivered')
    .where((eb) => eb.or([eb('batch.state', '<>', 'accepted'), eb('receipt.number', 'is', null)]))
    .execute();
  return rows.map(({ number, ...row }) => ({ kind: 'delivered-without-receipt', ...row, hasReceipt: number !== null }));
}

/** Documents with the batch they are in, named as a report names them. */
export function documentsInBatches(db: LedgerDatabase) {
  return db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .innerJoin('batch', 'batch.id', 'document.batch_id')
    .select([
      'document.id as documentId',
      'folder.path as folderPath',
      'document.relative_path as relativePath',
      'batch.id as batch',
      'batch.state as batchState',
    ])
    .orderBy('document.id');
}

/** A person who dismissed the question has decided; one whom nobody asked has not. */
async function duplicatesOfUndelivered(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .innerJoin('document as original', 'original.id', 'document.duplicate_of')
    .innerJoin('folder as original_folder', 'original_folder.id', 'original.folder_id')
    .select([
      'document.id',
      'folder.path',
      'document.relative_path',
      'original.id as original_id',
      'original_folder.path as original_folder',
      'original.relative_path as original_path',
      'original.state as original_state',
    ])
    .where('document.state', '=', 'duplicate')
    .where('document.asks', '=', 0)
    .where('original.state', 'not in', ['sealed', 'delivered'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decision')
            .select('decision.id')
            .whereRef('decision.document_id', '=', 'document.id')
            .where('decision.kind', '=', 'dismiss'),
        ),
      ),
    )
    .orderBy('document.id')
    .execute();
  return rows.map((row) => ({
    kind: 'duplicate-of-undelivered',
    documentId: row.id,
    folderPath: row.path,
    relativePath: row.relative_path,
    original: { documentId: row.original_id, folderPath: row.original_folder, relativePath: row.original_path },
    originalState: row.original_state,
  }));
}

/**
 * Content that went out in several batches. One of them needs no reason; each other one needs a document with that
 * content that a person wanted sent anyway. In which order they were accepted says nothing: the first may have waited.
 */
async function deliveredAgain(db: LedgerDatabase): Promise<AuditDifference[]> {
  const groups = await db
    .selectFrom('document')
    .innerJoin('batch', 'batch.id', 'document.batch_id')
    .select(['document.sha256', 'batch.credential_id', 'batch.document_type'])
    .where('document.state', '=', 'delivered')
    .where('document.sha256', 'is not', null)
    .groupBy(['document.sha256', 'batch.credential_id', 'batch.document_type'])
    .having(
      sql<number>`count(distinct document.batch_id)
        - count(distinct case when document.send_anyway = 1 then document.batch_id end)`,
      '>',
      1,
    )
    .orderBy(sql`min(document.id)`)
    .execute();
  const differences: AuditDifference[] = [];
  for (const { sha256, credential_id, document_type } of groups) {
    if (sha256 === null) continue;
    const rows = await documentsInBatches(db)
      .select(['batch.server_batch_id', 'batch.accepted_at', 'document.send_anyway'])
      .where('document.state', '=', 'delivered')
      .where('document.sha256', '=', sha256)
      .where('batch.credential_id', '=', credential_id)
      .where('batch.document_type', '=', document_type)
      .execute();
    const deliveries = rows.map(
      ({ documentId, folderPath, relativePath, batch, server_batch_id, accepted_at, send_anyway }): Delivery => ({
        ...{ documentId, folderPath, relativePath, batch },
        serverBatchId: server_batch_id ?? '',
        acceptedAt: accepted_at ?? 0,
        sentAnyway: send_anyway === 1,
      }),
    );
    differences.push({ kind: 'delivered-again', sha256, deliveries });
  }
  return differences;
}
