// Batches in doubt with what their last attempt left behind: what a person needs to find out whether they arrived.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import type { Doubt } from './views';

/** Oldest first. */
export async function doubts(db: LedgerDatabase): Promise<readonly Doubt[]> {
  const rows = await db
    .selectFrom('batch')
    .innerJoin('folder', 'folder.id', 'batch.folder_id')
    .innerJoin('credential', 'credential.id', 'batch.credential_id')
    .leftJoin('document_set', 'document_set.id', 'batch.set_id')
    .leftJoin('attempt', (join) =>
      join.onRef('attempt.batch_id', '=', 'batch.id').onRef('attempt.number', '=', 'batch.attempts'),
    )
    .select([
      'batch.id',
      'batch.document_count',
      'batch.zip_sha256',
      'batch.zip_size_bytes',
      'batch.server_words',
      'folder.path',
      'credential.name',
      sql<string | null>`coalesce(document_set.name, document_set.reference_number)`.as('set_name'),
      'attempt.started_at',
      'attempt.ended_at',
      'attempt.bytes_sent',
      'attempt.content_length',
      'attempt.status',
      'attempt.headers',
      'attempt.reply',
    ])
    .where('batch.state', '=', 'in-doubt')
    .orderBy('batch.id')
    .execute();
  return rows.map((row) => ({
    batch: row.id,
    folderPath: row.path,
    credentialName: row.name,
    setName: row.set_name,
    documents: row.document_count,
    zipSha256: row.zip_sha256,
    zipSizeBytes: row.zip_size_bytes,
    serverWords: row.server_words,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    bytesSent: row.bytes_sent,
    contentLength: row.content_length,
    status: row.status,
    headers: row.headers,
    reply: row.reply,
  }));
}
