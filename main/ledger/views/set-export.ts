// A set's batches and documents as CSV, one row per document; made while it is read, so that any set fits.
import type { BatchId, SetId } from '../../engine/model';
import { csvStart, toCell, toTime } from '../receipts/csv';
import type { LedgerDatabase } from '../schema';

export interface SetExport {
  /** What a file may be called after it; empty outside any set. */
  readonly name: string;
  readonly documents: number;
  readonly text: AsyncIterable<string>;
}

const columns = [
  ...['set_name', 'set_reference_number', 'batch', 'batch_state', 'server_batch_id', 'accepted_at', 'zip_sha256'],
  ...['folder', 'path', 'entry_name', 'state', 'size_bytes', 'sha256'],
];
const batchesAtATime = 50;

/** null when there is no such set. Batches that were split are left out, their halves are there. */
export async function exportSet(db: LedgerDatabase, setId: number | null): Promise<SetExport | null> {
  const set =
    setId === null
      ? { name: null, reference_number: null }
      : await db
          .selectFrom('document_set')
          .select(['name', 'reference_number'])
          .where('id', '=', setId as SetId)
          .executeTakeFirst();
  if (set === undefined) return null;
  const { documents } = await db
    .selectFrom('batch')
    .innerJoin('document', 'document.batch_id', 'batch.id')
    .select(({ fn }) => fn.countAll<number>().as('documents'))
    .where('batch.set_id', 'is', setId as SetId | null)
    .where('batch.state', '<>', 'split')
    .executeTakeFirstOrThrow();
  const about = [set.name, set.reference_number] as const;
  return { name: set.name ?? set.reference_number ?? '', documents, text: toCsv(db, setId, about) };
}

async function* toCsv(
  db: LedgerDatabase,
  setId: number | null,
  about: readonly [name: string | null, number: string | null],
): AsyncGenerator<string> {
  yield `${csvStart}${columns.join(',')}\r\n`;
  let after = 0;
  for (;;) {
    const ids = await batchIdsAfter(db, setId, after);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const rows = await rowsOf(db, ids);
    yield rows.map((row) => `${[...about, ...row].map(toCell).join(',')}\r\n`).join('');
  }
}

async function batchIdsAfter(db: LedgerDatabase, setId: number | null, after: number) {
  const rows = await db
    .selectFrom('batch')
    .select('id')
    .where('set_id', 'is', setId as SetId | null)
    .where('state', '<>', 'split')
    .where('id', '>', after as BatchId)
    .orderBy('id')
    .limit(batchesAtATime)
    .execute();
  return rows.map(({ id }) => id);
}

async function rowsOf(db: LedgerDatabase, ids: Awaited<ReturnType<typeof batchIdsAfter>>) {
  const rows = await db
    .selectFrom('batch')
    .innerJoin('folder', 'folder.id', 'batch.folder_id')
    .innerJoin('document', 'document.batch_id', 'batch.id')
    .select(['batch.id', 'batch.state', 'batch.server_batch_id', 'batch.accepted_at', 'batch.zip_sha256'])
    .select(['folder.path', 'document.relative_path', 'document.entry_name', 'document.state as document_state'])
    .select(['document.size_bytes', 'document.sha256'])
    .where('batch.id', 'in', ids)
    .orderBy('batch.id')
    .orderBy('document.entry_position')
    .execute();
  return rows.map((row) => [
    ...[row.id, row.state, row.server_batch_id, row.accepted_at === null ? null : toTime(row.accepted_at)],
    ...[row.zip_sha256, row.path, row.relative_path, row.entry_name, row.document_state, row.size_bytes, row.sha256],
  ]);
}
