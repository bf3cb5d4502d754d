// Documents by their ids, with what a decision about them depends on.
import type { DocumentId } from '../../engine/model';
import { chunks } from '../chunks';
import type { LedgerDatabase } from '../schema';
import type { DocumentFigure } from './views';

/** In order of id; ids that no document has are missing from the answer. */
export async function documentsById(db: LedgerDatabase, ids: readonly number[]): Promise<readonly DocumentFigure[]> {
  const documents: DocumentFigure[] = [];
  for (const some of chunks([...new Set(ids)].toSorted((a, b) => a - b))) {
    const rows = await db
      .selectFrom('document')
      .innerJoin('folder', 'folder.id', 'document.folder_id')
      .select(['document.id', 'document.relative_path', 'document.state', 'document.reason', 'folder.path'])
      .where('document.id', 'in', some as readonly DocumentId[])
      .orderBy('document.id')
      .execute();
    for (const { id, relative_path, state, reason, path } of rows) {
      documents.push({ documentId: id, folderPath: path, relativePath: relative_path, state, reason });
    }
  }
  return documents;
}
