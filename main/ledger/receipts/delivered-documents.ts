// Delivered documents with where their files should be now, for whoever compares the files with what was sent.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DocumentId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';

export interface DeliveredDocument {
  readonly documentId: number;
  readonly batch: number;
  readonly serverBatchId: string;
  readonly folderPath: string;
  /** Where it was found, and where it was moved to (null: not moved); inside the folder, with `/` between names. */
  readonly relativePath: string;
  readonly movedTo: string | null;
  readonly sha256: string;
  readonly original: 'pending' | 'left' | 'moved' | 'trashed' | 'changed' | 'gone' | 'failed';
  /** A later version of the file is a document of its own: the file is not expected to be this one any more. */
  readonly isReplaced: boolean;
}

const rowsAtOnce = 500;

/** Every delivered document, oldest first; lets others have their turn in between. */
export async function* deliveredDocuments(db: LedgerDatabase): AsyncGenerator<DeliveredDocument> {
  let after = 0;
  for (;;) {
    const rows = await deliveredQuery(db, after).execute();
    for (const row of rows) {
      after = row.id;
      if (row.sha256 === null || row.after_upload === null) continue;
      yield {
        documentId: row.id,
        batch: row.batch_id,
        serverBatchId: row.server_batch_id ?? '',
        folderPath: row.path,
        relativePath: row.relative_path,
        movedTo: row.moved_to,
        sha256: row.sha256,
        original: row.after_upload,
        isReplaced: row.is_replaced === 1,
      };
    }
    if (rows.length < rowsAtOnce) return;
    await nextTurn();
  }
}

function deliveredQuery(db: LedgerDatabase, after: number) {
  return db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .innerJoin('batch', 'batch.id', 'document.batch_id')
    .select([
      'document.id',
      'document.relative_path',
      'document.moved_to',
      'document.sha256',
      'document.after_upload',
      'folder.path',
      'batch.id as batch_id',
      'batch.server_batch_id',
      sql<0 | 1>`exists (select 1 from document as later where later.folder_id = document.folder_id
        and later.relative_path = document.relative_path and later.id > document.id)`.as('is_replaced'),
    ])
    .where('document.id', '>', after as DocumentId)
    .where('document.state', '=', 'delivered')
    .orderBy('document.id')
    .limit(rowsAtOnce);
}
