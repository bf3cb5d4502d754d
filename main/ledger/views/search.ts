// The search over everything: exact ids and beginnings through indexes, parts of names through narrow ones.
// docs/decisions/0020-search.md says why this is no full-text index.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentId } from '../../engine/model';
import type { BatchHit, DocumentHit, SearchAnswer, SetHit } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { beginningPattern, hasPart, partPattern } from './part-of-name';

const setsShown = 10;
const batchesShown = 10;
const documentsShown = 30;
/** Documents whose names are one text of `name_block`. */
const namesInBlock = 32;
/** Blocks that one look goes through: 100,000 names, about 2 ms. */
const blocksPerStep = 3_125;
/** Blocks that one look answers with at most; the pattern lets through more than is meant. */
const foundBlocksPerStep = 50;
/** Sets that one look answers with at most. */
const rowsPerStep = 500;
const shortestHash = 6;
/** Nobody means a file name by so much of an id or a hash that there is. */
const surelyAnId = 12;

const nothing: SearchAnswer = { sets: [], batches: [], documents: [], hasMore: false };

/** Looks at names in steps, so that nothing else waits for it; aborted, it answers with what it has. */
export async function search(
  db: LedgerDatabase,
  text: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<SearchAnswer> {
  const wanted = text.normalize('NFC').trim();
  if (wanted === '') return nothing;
  const sets = await findSets(db, wanted);
  const batches = await findBatches(db, wanted);
  const byContent = await documentsByContent(db, wanted);
  const isId = wanted.length >= surelyAnId && (byContent.length > 0 || batches.length > 0);
  const left = isId ? 0 : documentsShown + 1 - byContent.length;
  const byName = left > 0 ? await documentsByName(db, wanted, left, { signal }) : [];
  const known = new Set(byContent.map(({ documentId }) => documentId));
  const documents = [...byContent, ...byName.filter(({ documentId }) => !known.has(documentId))];
  return {
    sets: sets.slice(0, setsShown),
    batches: batches.slice(0, batchesShown),
    documents: documents.slice(0, documentsShown),
    hasMore: sets.length > setsShown || batches.length > batchesShown || documents.length > documentsShown,
  };
}

/** The set that has the whole number first, the others newest first. */
async function findSets(db: LedgerDatabase, wanted: string): Promise<SetHit[]> {
  const found = new Map<number, SetHit>();
  const note = (rows: readonly SetRow[]): void => {
    for (const row of rows) {
      const foundBy = howFound(row, wanted);
      if (foundBy !== null && !found.has(row.setId)) found.set(row.setId, { ...row, foundBy });
    }
  };
  note((await setsQuery(wanted, sql<SqlBool>`reference_number = ${wanted}`).execute(db)).rows);
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const { rows } = await setsQuery(wanted, sql<SqlBool>`document_set.id < ${below}`).execute(db);
    note(rows);
    below = rows.at(-1)?.setId ?? 0;
    if (rows.length < rowsPerStep || found.size > setsShown) return [...found.values()].slice(0, setsShown + 1);
    await nextTurn();
  }
}

type SetRow = Omit<SetHit, 'foundBy'>;

/** The pattern lets through too much. */
function howFound({ name, referenceNumber }: SetRow, wanted: string): SetHit['foundBy'] | null {
  if (referenceNumber?.normalize('NFC').toLowerCase().startsWith(wanted.toLowerCase()) === true) return 'number';
  return name !== null && hasPart(name, wanted) ? 'name' : null;
}

function setsQuery(wanted: string, condition: RawBuilder<SqlBool>) {
  return sql<SetRow>`
    select document_set.id as setId, document_set.name, reference_number as referenceNumber, document_set.state,
      credential.name as credentialName, folder.path as folderPath
    from document_set join credential on credential.id = credential_id join folder on folder.id = folder_id
    where (document_set.name like ${partPattern(wanted)} escape '\\'
        or reference_number like ${beginningPattern(wanted)} escape '\\') and ${condition}
    order by document_set.id desc limit ${rowsPerStep}`;
}

async function findBatches(db: LedgerDatabase, wanted: string): Promise<BatchHit[]> {
  const found = new Map<number, BatchHit['foundBy']>();
  const number = /^#?(\d{1,15})$/.exec(wanted)?.[1];
  if (number !== undefined) found.set(Number(number), 'number');
  for (const id of await idsByServerId(db, wanted)) if (!found.has(id)) found.set(id, 'server-id');
  for (const id of await idsByZip(db, wanted)) if (!found.has(id)) found.set(id, 'zip-sha256');
  if (found.size === 0) return [];
  const { rows } = await sql<Omit<BatchHit, 'foundBy'>>`
    select batch.id as batchId, server_batch_id as serverBatchId, batch.state, document_count as documents,
      folder.path as folderPath, set_id as setId, coalesce(document_set.name, reference_number) as setName,
      batch.created_at as createdAt
    from batch join folder on folder.id = batch.folder_id left join document_set on document_set.id = set_id
    where batch.id in (${sql.join([...found.keys()])})`.execute(db);
  const byId = new Map(rows.map((row) => [row.batchId, row]));
  return [...found].flatMap(([id, foundBy]) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...row, foundBy }];
  });
}

/** The vendor's ids are lower case; one that is not is found as it is written. */
async function idsByServerId(db: LedgerDatabase, wanted: string): Promise<number[]> {
  const ids: number[] = [];
  for (const spelling of new Set([wanted, wanted.toLowerCase()])) {
    const { rows } = await serverIdQuery(spelling).execute(db);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** Exported for its query plan, as the next three. */
export function serverIdQuery(beginsWith: string) {
  return sql<{ readonly id: number }>`select id from batch
    where server_batch_id >= ${beginsWith} and server_batch_id < ${after(beginsWith)}
    order by server_batch_id limit ${batchesShown + 1}`;
}

async function idsByZip(db: LedgerDatabase, wanted: string): Promise<number[]> {
  if (!isHashBeginning(wanted)) return [];
  const { rows } = await zipQuery(wanted.toLowerCase()).execute(db);
  return rows.map(({ id }) => id);
}

export function zipQuery(beginsWith: string) {
  return sql<{ readonly id: number }>`select id from batch
    where zip_sha256 >= ${beginsWith} and zip_sha256 < ${after(beginsWith)}
    order by zip_sha256 limit ${batchesShown + 1}`;
}

async function documentsByContent(db: LedgerDatabase, wanted: string): Promise<DocumentHit[]> {
  if (!isHashBeginning(wanted)) return [];
  const { rows } = await contentQuery(wanted.toLowerCase()).execute(db);
  return documentsOf(
    db,
    rows.map(({ id }) => id),
    'sha256',
  );
}

export function contentQuery(beginsWith: string) {
  return sql<{ readonly id: number }>`select id from document
    where sha256 >= ${beginsWith} and sha256 < ${after(beginsWith)} order by sha256 limit ${documentsShown + 1}`;
}

/** Newest first. */
async function documentsByName(
  db: LedgerDatabase,
  wanted: string,
  limit: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<DocumentHit[]> {
  const newest = await sql<{ readonly id: number | null }>`select max(id) as id from document`.execute(db);
  const ids: number[] = [];
  let below = Math.floor((newest.rows[0]?.id ?? 0) / namesInBlock);
  const note = (found: readonly NamedDocument[]): void => {
    for (const { id, name } of found) if (ids.length < limit && hasPart(name, wanted)) ids.push(id);
  };
  if (!signal.aborted) note(await newestNames(db, below * namesInBlock));
  while (below > 0 && ids.length < limit && !signal.aborted) {
    const { rows } = await blocksQuery(wanted, { from: below - blocksPerStep, below }).execute(db);
    for (const row of rows) note(documentsIn(row));
    // A full answer ended before its range did.
    below = rows.length < foundBlocksPerStep ? below - blocksPerStep : (rows.at(-1)?.block ?? 0);
    await nextTurn();
  }
  return documentsOf(db, ids, 'name');
}

interface NamedDocument {
  readonly id: number;
  readonly name: string;
}

interface BlockRow {
  readonly block: number;
  /** File names, each followed by its place in the block, with two slashes between all of them. */
  readonly names: string;
}

/** Blocks with the part somewhere among their names, the newest first. */
export function blocksQuery(wanted: string, { from, below }: { readonly from: number; readonly below: number }) {
  const pattern = partPattern(wanted);
  // An escape makes the search a tenth slower, and few patterns have one.
  const hasIt = pattern.includes('\\') ? sql`names like ${pattern} escape '\\'` : sql`names like ${pattern}`;
  return sql<BlockRow>`
    select block, names from name_block where block >= ${from} and block < ${below} and ${hasIt}
    order by block desc limit ${foundBlocksPerStep}`;
}

/** Newest first. */
function documentsIn({ block, names }: BlockRow): NamedDocument[] {
  const parts = names.split('//');
  const documents: NamedDocument[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    documents.push({ id: block * namesInBlock + Number(parts[index + 1]), name: parts[index] ?? '' });
  }
  return documents.sort((a, b) => b.id - a.id);
}

/** Newest first: the few documents, from this id on, whose block is not whole yet. */
async function newestNames(db: LedgerDatabase, from: number): Promise<NamedDocument[]> {
  const rows = await db
    .selectFrom('document')
    .select(['id', 'relative_path'])
    .where('id', '>=', from as DocumentId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, relative_path }) => ({ id, name: nameOf(relative_path) }));
}

/** In the order of the ids. */
async function documentsOf(
  db: LedgerDatabase,
  ids: readonly number[],
  foundBy: DocumentHit['foundBy'],
): Promise<DocumentHit[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<DocumentHit, 'foundBy'>>`
    select document.id as documentId, relative_path as relativePath, folder_id as folderId, folder.path as folderPath,
      document.state, seen_at as seenAt, batch_id as batchId
    from document join folder on folder.id = folder_id where document.id in (${sql.join(ids)})`.execute(db);
  const byId = new Map(rows.map((row) => [row.documentId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...row, foundBy }];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isHashBeginning(wanted: string): boolean {
  return wanted.length >= shortestHash && wanted.length <= 64 && /^[0-9a-f]+$/i.test(wanted);
}

/** Greater than everything that begins so. */
function after(beginsWith: string): string {
  return `${beginsWith}\u{10FFFF}`;
}
