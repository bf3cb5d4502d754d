// The documents of one batch, with what became of their originals.
import type { BatchId } from '../../engine/model';
import type { DocumentView, Page, PageRequest } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

/** In entry order; before the batch is sealed, by relative path. */
export async function documentsOfBatch(
  db: LedgerDatabase,
  { offset, limit, batchId }: PageRequest & { batchId: number },
): Promise<Page<DocumentView>> {
  const ofBatch = db.selectFrom('document').where('batch_id', '=', batchId as BatchId);
  const { total } = await ofBatch.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await ofBatch
    .select(['id', 'relative_path', 'entry_name', 'size_bytes', 'sha256', 'state', 'after_upload'])
    .orderBy('entry_position')
    .orderBy('relative_path')
    .limit(limit)
    .offset(offset)
    .execute();
  const items = rows.map((row): DocumentView => ({
    id: row.id,
    relativePath: row.relative_path,
    entryName: row.entry_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    state: row.state,
    original: row.after_upload,
  }));
  return { items, total };
}
