// Same content, found by size first: a document is only read for its hash when another one has its size.
import { sql } from 'kysely';
import type { CredentialId, DocumentId, DocumentRecord, DocumentType, FolderId } from '../../engine/model';
import type { DuplicateScope, Original } from '../../engine/ports';
import { chunks, oneOf } from '../chunks';
import { recordColumns, toDocumentRecord } from '../rows/document-row';
import type { DocumentRow, LedgerDatabase } from '../schema';

// The plus keeps SQLite from going through every delivered document by the index of states: sizes and hashes find few.
const isOriginal = sql<boolean>`+document.state in ('sealed', 'delivered')`;

/** Those of the given documents that have the size of one sent before in this scope, or of each other. */
export async function sameSize(
  db: LedgerDatabase,
  scope: DuplicateScope,
  ids: readonly DocumentId[],
): Promise<DocumentId[]> {
  const given: GivenRow[] = [];
  for (const some of chunks(ids)) given.push(...(await sameSizeQuery(db, scope, some).execute()));
  const times = new Map<number, number>();
  for (const { size_bytes } of given) times.set(size_bytes, (times.get(size_bytes) ?? 0) + 1);
  return given.flatMap(({ id, size_bytes, send_anyway, is_sent }) => {
    const isAlike = is_sent === 1 || (times.get(size_bytes) ?? 0) > 1;
    return isAlike && send_anyway === 0 ? [id] : [];
  });
}

type GivenRow = Pick<DocumentRow, 'id' | 'size_bytes' | 'send_anyway'> & { readonly is_sent: 0 | 1 };

// A scanner's uncompressed images all have one size, and a million of them may have gone to another credential. Where so
// many are alike none is looked at: the document is read for its hash, as if one of them had been sent in this scope.
const manyAlike = 4;
// Those that wait are alike as well; what was sent has older files, and comes first in the index.
const looksAtMost = 20_000;

/** Each given document with whether its size was sent, or may have been. Exported for the test that looks at its query plan. */
export function sameSizeQuery(
  db: LedgerDatabase,
  { credentialId, documentType }: DuplicateScope,
  ids: readonly DocumentId[],
) {
  const isSent = sql<0 | 1>`case
    when (select count(*) from (
      select 1 from (select state from document where size_bytes = given.size_bytes limit ${looksAtMost})
      where state in ('sealed', 'delivered') limit ${manyAlike})) = ${manyAlike} then 1
    else exists (select 1 from document join batch on batch.id = document.batch_id
      where document.size_bytes = given.size_bytes and ${isOriginal}
        and batch.credential_id = ${credentialId} and batch.document_type = ${documentType}) end`;
  return db
    .selectFrom('document as given')
    .select(['given.id', 'given.size_bytes', 'given.send_anyway', isSent.as('is_sent')])
    .where('given.id', 'in', oneOf(ids));
}

/** The first document with each content that is sealed or delivered in this scope. */
export async function originals(
  db: LedgerDatabase,
  scope: DuplicateScope,
  sha256s: readonly string[],
): Promise<Map<string, Original>> {
  const found = new Map<string, Original>();
  for (const some of chunks(sha256s)) {
    for (const row of await originalsQuery(db, scope, some).execute()) {
      if (row.sha256 === null || row.batch_id === null || found.has(row.sha256)) continue;
      const { id, batch_id, folder_id, relative_path } = row;
      found.set(row.sha256, { documentId: id, batchId: batch_id, folderId: folder_id, relativePath: relative_path });
    }
  }
  return found;
}

/** Exported for the test that looks at its query plan. */
export function originalsQuery(
  db: LedgerDatabase,
  { credentialId, documentType }: { credentialId: CredentialId; documentType: DocumentType },
  sha256s: readonly string[],
) {
  return db
    .selectFrom('document')
    .innerJoin('batch', 'batch.id', 'document.batch_id')
    .select(['document.id', 'document.sha256', 'document.batch_id', 'document.folder_id', 'document.relative_path'])
    .where('document.sha256', 'in', oneOf(sha256s))
    .where(isOriginal)
    .where('batch.credential_id', '=', credentialId)
    .where('batch.document_type', '=', documentType)
    .orderBy('document.id');
}

/** Whether a document is the version before it once more, about which nothing is left to ask. */
export async function wasTouched(db: LedgerDatabase, id: DocumentId, sha256: string): Promise<boolean> {
  const before = await versionBeforeQuery(db, id).executeTakeFirst();
  if (before?.sha256 !== sha256) return false;
  switch (before.state) {
    case 'sealed':
      return true;
    case 'delivered':
      // It was taken away: what lies there now is another copy.
      return !takenAway.includes(before.after_upload);
    case 'duplicate':
      return before.asks === 0;
    case 'settling':
    case 'ready':
    case 'set-aside':
      return false;
  }
}

const takenAway: readonly DocumentRow['after_upload'][] = ['moved', 'trashed', 'gone'];

/** Exported for the test that looks at its query plan. */
export function versionBeforeQuery(db: LedgerDatabase, id: DocumentId) {
  return db
    .selectFrom('document as version')
    .innerJoin('document as before', (join) =>
      join
        .onRef('before.folder_id', '=', 'version.folder_id')
        .onRef('before.relative_path', '=', 'version.relative_path')
        .onRef('before.id', '<', 'version.id'),
    )
    .select(['before.sha256', 'before.state', 'before.asks', 'before.after_upload'])
    .where('version.id', '=', id)
    .orderBy('before.id', 'desc')
    .limit(1);
}

/** Duplicates of a folder that a person has yet to decide about, oldest first. */
export async function askingDuplicates(db: LedgerDatabase, folderId: FolderId): Promise<DocumentRecord[]> {
  return (await askingQuery(db, folderId).execute()).map(toDocumentRecord);
}

/** Exported for the test that looks at its query plan. */
export function askingQuery(db: LedgerDatabase, folderId: FolderId) {
  return db
    .selectFrom('document')
    .select(recordColumns)
    .where(sql<boolean>`state = 'duplicate' and asks = 1 and +folder_id = ${folderId}`)
    .orderBy('duplicate_at')
    .orderBy('id');
}
