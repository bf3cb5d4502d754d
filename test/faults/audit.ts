// The comparison after a run: what the person put into the folders, what the ledger says, what the server stored, what is
// on the disk. Every sentence that it answers with is a broken promise.
import { join, relative } from 'node:path';
import type { AttentionItem } from '../../preload/contract';
import type { ReceivedBatch } from '../../main/sandbox/store';
import { sha256OfFile, type Paper } from './papers';
import { attention } from './person';
import type { World } from './world';

export interface Audit {
  readonly violations: readonly string[];
  readonly documents: number;
  readonly deliveredOnce: number;
  /** Delivered more than once, each time with a decision on record. */
  readonly deliveredAgainByDecision: number;
  readonly deliveredTwice: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly setAside: number;
  /** Batches that were in doubt at some time. */
  readonly inDoubt: number;
}

interface DocumentRow {
  readonly id: number;
  readonly folder: string;
  readonly relative_path: string;
  readonly state: string;
  readonly sha256: string | null;
  readonly reason: string | null;
  readonly batch_id: number | null;
  readonly after_upload: string | null;
  readonly moved_to: string | null;
}

interface BatchRow {
  readonly id: number;
  readonly state: string;
  readonly zip_sha256: string | null;
  readonly server_batch_id: string | null;
  readonly split_from: number | null;
}

interface DecisionRow {
  readonly kind: string;
  readonly batch_id: number | null;
  readonly document_id: number | null;
}

interface Books {
  readonly documents: readonly DocumentRow[];
  readonly batches: readonly BatchRow[];
  readonly decisions: readonly DecisionRow[];
  readonly inDoubt: number;
  readonly alarms: number;
  readonly items: readonly AttentionItem[];
  readonly received: readonly ReceivedBatch[];
}

/** Compares a world whose program has settled. Asks the program; rejects when that one is gone. */
export async function audit(world: World): Promise<Audit> {
  const books = await readBooks(world);
  const violations: string[] = [...checkBatches(world, books), ...checkSets(world, books)];
  let [deliveredOnce, deliveredAgainByDecision, deliveredTwice] = [0, 0, 0];
  const stored = storedCounts(books.received);
  for (const [sha256, count] of stored) {
    if (!world.papers.contents.has(sha256)) violations.push(`the server stored ${short(sha256)}, which nobody wrote`);
    const allowed = 1 + decisionsAbout(world, sha256, books);
    if (count === 1) deliveredOnce += 1;
    else if (count <= allowed) deliveredAgainByDecision += 1;
    else {
      deliveredTwice += 1;
      violations.push(`${short(sha256)} was delivered ${count} times, ${allowed - 1} decisions are on record`);
    }
  }
  const lost = await checkPapers(world, books, stored);
  violations.push(...lost.violations, ...checkRows(world, books, stored), ...(await checkMoved(books)));
  const sealedAgain = books.decisions.filter(({ kind }) => kind === 'seal-again').length;
  if (sealedAgain > world.damagedZips)
    violations.push(`${sealedAgain} sealed zips were lost, ${world.damagedZips} by us`);
  if (books.alarms > 0) violations.push(`the sum of ${books.alarms} folders does not come out`);
  for (const { exitCode, signal, stderr } of world.crashes) {
    violations.push(`the program ended by itself with ${signal ?? String(exitCode)}: ${stderr.slice(0, 2_000)}`);
  }
  return {
    ...{ violations, deliveredOnce, deliveredAgainByDecision, deliveredTwice, lost: lost.count },
    documents: world.papers.contents.size,
    duplicates: books.documents.filter(({ state }) => state === 'duplicate').length,
    setAside: books.documents.filter(({ state, reason }) => state === 'set-aside' && reason !== 'withdrawn').length,
    inDoubt: books.inDoubt,
  };
}

/**
 * At any moment, with the program dead or alive: an original that the person did not take away is where it was, or the
 * server has its content.
 */
export async function originalsMovedTooEarly(world: World): Promise<string[]> {
  const missing: [string, Paper][] = [];
  for (const [path, paper] of world.papers.lying) {
    if (world.papers.changing.has(path)) continue;
    if ((await sha256OfFile(path)) !== paper.sha256) missing.push([path, paper]);
  }
  if (missing.length === 0) return [];
  await world.serverIsQuiet();
  const stored = storedCounts(await world.sandbox.received());
  return (
    missing
      // Meanwhile the person may have written over it.
      .filter(([path, paper]) => !stored.has(paper.sha256) && world.papers.lying.get(path) === paper)
      .filter(([path]) => !world.papers.changing.has(path))
      .map(([path, { sha256 }]) => `${relative(world.base, path)} (${short(sha256)}) went away before it was accepted`)
  );
}

async function readBooks(world: World): Promise<Books> {
  const rows = async <Row>(sql: string): Promise<Row[]> => {
    const found = await world.rows<Row>(sql);
    if (found === 'died') throw new Error('the program died during the audit');
    return found;
  };
  const items = await attention(world);
  if (items === 'died') throw new Error('the program died during the audit');
  const [doubts] = await rows<{ count: number }>(
    `select count(distinct batch_id) as count from attempt where outcome = 'in-doubt'`,
  );
  const [alarms] = await rows<{ count: number }>(`select count(*) as count from folder where differences <> '[]'`);
  return {
    documents: await rows(`select document.id, folder.path as folder, relative_path, document.state, sha256, reason,
      batch_id, after_upload, moved_to from document join folder on folder.id = folder_id order by document.id`),
    batches: await rows('select id, state, zip_sha256, server_batch_id, split_from from batch order by id'),
    decisions: await rows('select kind, batch_id, document_id from decision order by id'),
    ...{ inDoubt: doubts?.count ?? 0, alarms: alarms?.count ?? 0, items },
    received: await world.sandbox.received(),
  };
}

/** Receipts and what the server has must be about the same zips. */
function* checkBatches({ forgotten }: World, { batches, received }: Books): Generator<string> {
  const byServerId = new Map(received.map((batch) => [batch.batchId, batch]));
  const zips = new Set(batches.map(({ zip_sha256 }) => zip_sha256));
  for (const { id, state, server_batch_id, zip_sha256 } of batches) {
    if (state !== 'accepted') continue;
    const stored = byServerId.get(server_batch_id ?? '');
    if (stored === undefined)
      yield `batch ${id} is accepted as ${String(server_batch_id)}, which the server never gave`;
    else if (stored.zipSha256 !== zip_sha256) yield `batch ${id}: the server has other bytes than were sealed`;
  }
  for (const { batchId, zipSha256 } of received) {
    if (!zips.has(zipSha256) && !forgotten.has(batchId))
      yield `the server stored batch ${batchId} from a zip that the ledger does not know`;
  }
}

/** A set is created at most once; a second time needs a person who sent its create again. */
function* checkSets(world: World, { decisions }: Books): Generator<string> {
  const counts = new Map<string, number>();
  for (const { name } of world.sandbox.sets().sets) counts.set(name, (counts.get(name) ?? 0) + 1);
  const again = decisions.filter(({ kind }) => kind === 'send-again').length;
  for (const [name, count] of counts) {
    // A ledger that begins anew knows of no set.
    if (count > 1 + again + (world.forgotten.size > 0 ? 1 : 0)) yield `the set "${name}" was created ${count} times`;
  }
}

/** Decisions on record that deliver this content once more. */
function decisionsAbout(world: World, sha256: string, { documents, batches, decisions, received }: Books): number {
  const zips = new Set(
    received
      .filter((batch) => batch.documents.some((document) => document.sha256 === sha256))
      .map(({ zipSha256 }) => zipSha256),
  );
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const line = new Set<number>();
  for (const { id, zip_sha256 } of batches) {
    if (zip_sha256 === null || !zips.has(zip_sha256)) continue;
    // A half was first sent as part of the whole, and that may have been in doubt.
    for (let next: number | null = id; next !== null; next = byId.get(next)?.split_from ?? null) line.add(next);
  }
  const copies = new Set(documents.filter((document) => document.sha256 === sha256).map(({ id }) => id));
  // After a lost ledger "try again" is the word for a document that may have been delivered.
  const asks = new Set(world.forgotten.size > 0 ? ['send-anyway', 'retry'] : ['send-anyway']);
  return decisions.filter(
    ({ kind, batch_id, document_id }) =>
      (kind === 'send-again' && batch_id !== null && line.has(batch_id)) ||
      (asks.has(kind) && document_id !== null && copies.has(document_id)),
  ).length;
}

/** Every paper that lies in a folder is delivered or on screen, and still whole somewhere. */
async function checkPapers(
  world: World,
  books: Books,
  stored: ReadonlyMap<string, number>,
): Promise<{ violations: string[]; count: number }> {
  const violations: string[] = [];
  let count = 0;
  const newest = new Map(books.documents.map((row) => [join(row.folder, row.relative_path), row]));
  for (const [path, paper] of world.papers.lying) {
    const name = `${relative(world.base, path)} (${short(paper.sha256)})`;
    const row = newest.get(path);
    const there = await sha256OfFile(path);
    if (there !== null && there !== paper.sha256) violations.push(`${name} was changed on the disk`);
    if (there === null && !stored.has(paper.sha256)) violations.push(`${name} is gone and was never delivered`);
    if (row === undefined) {
      count += 1;
      violations.push(`${name} is not in the ledger at all`);
    } else if (!isAccountedFor(row, paper, books, stored)) {
      count += 1;
      violations.push(`${name} is neither delivered nor on screen: ${JSON.stringify(row)}`);
    }
  }
  return { violations, count };
}

function isAccountedFor(row: DocumentRow, paper: Paper, books: Books, stored: ReadonlyMap<string, number>): boolean {
  switch (row.state) {
    case 'delivered':
      return row.sha256 === paper.sha256 && stored.has(paper.sha256);
    case 'duplicate':
      return row.sha256 === paper.sha256 && (stored.has(paper.sha256) || isOnScreen(row, books));
    default:
      return isOnScreen(row, books);
  }
}

function isOnScreen({ id, state, batch_id }: DocumentRow, { items, batches }: Books): boolean {
  const batch = batches.find((one) => one.id === batch_id);
  return items.some((item) => {
    switch (item.kind) {
      case 'document':
      case 'duplicate':
      case 'after-upload':
        return item.documentId === id;
      case 'batch-held':
      case 'batch-in-doubt':
        return item.batch.id === batch_id;
      // What waits behind a paused credential or a set that needs a person is shown with it.
      case 'credential-paused':
      case 'set':
        return state === 'sealed' && (batch?.state === 'sealed' || batch?.state === 'waiting');
      case 'alarm':
        return false;
    }
  });
}

/** What the ledger calls delivered or sealed, whether or not its file is still there. */
function* checkRows(world: World, books: Books, stored: ReadonlyMap<string, number>): Generator<string> {
  for (const row of books.documents) {
    const name = `document ${row.id} (${row.relative_path})`;
    if (row.state === 'delivered' && !stored.has(row.sha256 ?? ''))
      yield `${name} is called delivered and is not stored`;
    if (row.state === 'sealed' && !isOnScreen(row, books)) yield `${name} stays sealed, and nobody is told`;
    if (row.state === 'settling' || row.state === 'ready')
      yield `${name} is still ${row.state} although all is settled`;
  }
  const known = new Set(books.documents.map(({ sha256 }) => sha256));
  for (const sha256 of world.papers.taken) {
    if (!known.has(sha256)) yield `the ledger forgot ${short(sha256)}, which it had sealed`;
  }
}

async function checkMoved({ documents }: Books): Promise<string[]> {
  const violations: string[] = [];
  for (const { id, folder, relative_path, sha256, moved_to, after_upload } of documents) {
    if (after_upload === 'pending')
      violations.push(`document ${id} (${relative_path}) waits for its after-upload action`);
    if (moved_to === null) continue;
    if ((await sha256OfFile(join(folder, moved_to))) !== sha256) {
      violations.push(`document ${id} (${relative_path}) is not at ${moved_to}, where the ledger says it went`);
    }
  }
  return violations;
}

function storedCounts(received: readonly ReceivedBatch[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { documents } of received) {
    for (const { sha256 } of documents) counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
  }
  return counts;
}

const short = (sha256: string): string => sha256.slice(0, 8);
