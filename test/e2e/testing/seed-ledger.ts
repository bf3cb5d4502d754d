// Fills a new ledger with sets, batches and documents of many days: the same rows for the same options, every state among them.
import { createHash } from 'node:crypto';
import { connect, type LedgerConnection } from '../../../main/ledger/connection';
import { openLedger } from '../../../main/ledger/open-ledger';
import { receiptHash, startOfChain, type ReceiptDocument } from '../../../main/ledger/receipts/receipt-format';

export interface SeedOptions {
  readonly sets: number;
  readonly batches: number;
  readonly documents: number;
  /** Lines of the list of what happened; 0 unless given. */
  readonly activity?: number;
  /** The last moment that anything happened. */
  readonly now: number;
  /** How many days all of it is spread over; 400 unless given. */
  readonly days?: number;
  /** What the settings have too, where a program is to be started on it; three of each unless given. */
  readonly folders?: readonly { readonly id: string; readonly path: string }[];
  readonly credentials?: readonly { readonly id: string; readonly name: string }[];
  /** Sending is paused by a person, so that a program does not try what waits; true unless given. */
  readonly isPaused?: boolean;
}

/** Years of a busy office. */
export const bigLedger = { sets: 2_000, batches: 20_000, documents: 200_000, activity: 100_000 } as const;

const dayMs = 86_400_000;
const kinds = ['Rechnung', 'invoice', 'Gutschrift', 'receipt', 'Lieferschein', 'Bestellung Müller'];
/** Every hundredth batch is not at its end; of these in turn. */
const unfinished = ['held', 'in-doubt', 'waiting', 'sealed'] as const;

/** Makes the file; there must be none. Every accepted batch has its receipt, and the chain holds. */
export async function seedLedger(file: string, options: SeedOptions): Promise<void> {
  const opened = await openLedger(file, { now: () => options.now });
  if (opened.kind !== 'opened') throw new Error(`the ledger to be filled is ${opened.kind}`);
  await opened.close();
  const connection = connect(file);
  try {
    // Nobody misses what a killed test leaves behind.
    connection.exec('PRAGMA synchronous = OFF');
    connection.exec('BEGIN IMMEDIATE');
    const indexes = dropIndexes(connection);
    fill(connection, options);
    // Built whole they take a fraction of the time, and a million rows need it.
    for (const statement of indexes) connection.exec(statement);
    connection.exec('COMMIT');
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}

/** Takes the schema's indexes away and answers with the statements that make them. */
function dropIndexes(connection: LedgerConnection): string[] {
  const rows = connection
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .all([]) as { readonly name: string; readonly sql: string }[];
  for (const { name } of rows) connection.exec(`DROP INDEX ${name}`);
  return rows.map(({ sql }) => sql);
}

/** One SHA-256 for one number, in lower-case hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The server's id of a batch. */
export function serverIdOf(batch: number): string {
  const hash = hashOf(`server-${batch}`);
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** Where a document lies in its folder. */
export function pathOf(document: number): string {
  const kind = kinds[document % kinds.length] ?? 'invoice';
  return `${2_020 + (document % 7)}/${String(document % 300).padStart(3, '0')}/${kind} ${document}.pdf`;
}

interface Seed {
  readonly folders: readonly { readonly id: string; readonly path: string }[];
  readonly credentials: readonly { readonly id: string; readonly name: string }[];
  readonly options: SeedOptions;
  /** When the nth of so many happened. */
  time(index: number, of: number): number;
  insert(table: string, row: Readonly<Record<string, string | number | null>>): void;
}

function fill(connection: LedgerConnection, options: SeedOptions): void {
  const { now, days = 400 } = options;
  const statements = new Map<string, ReturnType<LedgerConnection['prepare']>>();
  const seed: Seed = {
    options,
    folders:
      options.folders ?? threeOf((number) => ({ id: `folder-${number}`, path: `/srv/scans/department ${number}` })),
    credentials: options.credentials ?? threeOf((number) => ({ id: `credential-${number}`, name: `Acme ${number}` })),
    time: (index, of) => now - Math.floor(((of - index) / (of + 1)) * days * dayMs),
    insert: (table, row) => {
      const columns = Object.keys(row);
      const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      let statement = statements.get(text);
      if (statement === undefined) {
        statement = connection.prepare(text);
        statements.set(text, statement);
      }
      statement.run(Object.values(row));
    },
  };
  registries(seed);
  for (let set = 1; set <= options.sets; set += 1) insertSet(seed, set);
  deliveries(seed);
  for (let line = 1; line <= (options.activity ?? 0); line += 1) insertActivity(seed, line);
  connection.exec('UPDATE folder SET recorded = (SELECT count(*) FROM document WHERE folder_id = folder.id)');
  connection.exec('UPDATE folder SET ignored = 17, seen = recorded + 17');
}

function threeOf<Item>(make: (number: number) => Item): Item[] {
  return [1, 2, 3].map(make);
}

function registries({ insert, folders, credentials, options }: Seed): void {
  for (const { id, path } of folders) {
    insert('folder', { id, path, added_at: 1, state: 'watching', last_scan_at: options.now - 60_000 });
  }
  for (const { id, name } of credentials) insert('credential', { id, name, state: 'ok' });
  if (options.isPaused ?? true) insert('sending_pause', { scope: 'all', target: '', since: options.now - 1_000 });
}

/** The last sets are planned or wait for a person; the others are open. */
function insertSet(seed: Seed, set: number): void {
  const { insert, options, time } = seed;
  const left = options.sets - set;
  const state = left < 3 ? 'planned' : left < 6 ? 'needs-attention' : 'open';
  const { folder, credential } = placeOf(seed, set);
  insert('document_set', {
    ...{ id: set, credential_id: credential, folder_id: folder, key: `set-${set}` },
    ...{ name: `Eingang ${String(set).padStart(4, '0')}`, created_at: time(set, options.sets), state },
    reference_number: state === 'open' ? String(10_000 + set) : null,
    reason: state === 'needs-attention' ? 'no-number' : null,
  });
}

function placeOf({ folders, credentials }: Seed, set: number): { folder: string; credential: string } {
  const folder = folders[set % folders.length];
  const credential = credentials[set % credentials.length];
  if (folder === undefined || credential === undefined) throw new Error('a ledger needs a folder and a credential');
  return { folder: folder.id, credential: credential.id };
}

/** Batches one after the other in time, each with its documents, and the documents that go with none between them. */
function deliveries(seed: Seed): void {
  const { options } = seed;
  let document = 0;
  let receipt = { number: 0, hash: startOfChain };
  for (let batch = 1; batch <= options.batches; batch += 1) {
    const first = document + 1;
    document = Math.floor((batch * options.documents) / options.batches);
    // The last of each is kept back: it is set aside, a duplicate, or not judged yet.
    const last = batch % 10 === 0 ? document - 1 : document;
    const sealed = insertBatch(seed, batch, { first, last });
    if (last < document) insertOther(seed, batch, document, first);
    if (sealed.state === 'accepted') receipt = insertReceipt(seed, sealed, receipt);
  }
}

interface SealedBatch {
  readonly batch: number;
  readonly set: number | null;
  readonly state: string;
  readonly at: number;
  readonly folder: string;
  readonly credential: string;
  readonly documents: readonly ReceiptDocument[];
}

function insertBatch(seed: Seed, batch: number, { first, last }: { first: number; last: number }): SealedBatch {
  const { insert, options, time } = seed;
  const at = time(batch, options.batches);
  // Batch after batch into the same set, as it happens; every fiftieth into none.
  const inSet = Math.max(1, Math.ceil((batch * options.sets) / options.batches));
  const set = batch % 50 === 0 || options.sets === 0 ? null : inSet;
  const isUnfinished = batch % 100 === 1 && batch > options.batches / 2;
  const state = isUnfinished ? (unfinished[Math.floor(batch / 100) % unfinished.length] ?? 'held') : 'accepted';
  const place = placeOf(seed, inSet);
  const documents: ReceiptDocument[] = [];
  insert('batch', {
    ...{ id: batch, folder_id: place.folder, credential_id: place.credential, set_id: set },
    ...{ document_type: 'Invoices', invoice_type: 'B2B', processing_pref: 'Speed' },
    ...{ document_count: last - first + 1, created_at: at - 20_000, sealed_at: at - 10_000 },
    ...{ zip_name: `batch-${batch}.zip`, zip_sha256: hashOf(`zip-${batch}`), zip_size_bytes: zipBytes(batch) },
    ...{ attempts: state === 'sealed' ? 0 : batch % 20 === 0 ? 2 : 1, state },
    retry_at: state === 'waiting' ? options.now + 600_000 : null,
    wait_cause: state === 'waiting' ? 'server-busy' : null,
    held_reason: state === 'held' ? 'refused' : null,
    server_words: state === 'held' ? 'Unknown set_reference_number.' : null,
    server_batch_id: state === 'accepted' ? serverIdOf(batch) : null,
    accepted_at: state === 'accepted' ? at : null,
  });
  insertAttempts(seed, batch, state, at);
  for (let document = first; document <= last; document += 1) {
    const path = pathOf(document);
    const entry = {
      path,
      entryName: path.replaceAll('/', '_'),
      sizeBytes: 20_000 + (document % 9_000),
      sha256: hashOf(path),
    };
    documents.push(entry);
    const isDelivered = state === 'accepted';
    const hasFailed = isDelivered && document % 20_011 === 0;
    insert('document', {
      ...seenDocument(place.folder, document, at),
      ...{ state: isDelivered ? 'delivered' : 'sealed', kind: 'pdf', ready_at: at - 30_000, batch_id: batch },
      ...{ entry_position: document - first, entry_name: entry.entryName, sha256: entry.sha256 },
      after_upload: isDelivered ? (hasFailed ? 'failed' : 'left') : null,
      after_upload_detail: hasFailed ? 'EACCES' : null,
    });
  }
  return { batch, set, state, at, ...place, documents };
}

function zipBytes(batch: number): number {
  return 100_000 + (batch % 900) * 1_000;
}

function seenDocument(folder: string, document: number, at: number) {
  const size_bytes = 20_000 + (document % 9_000);
  return {
    id: document,
    folder_id: folder,
    relative_path: pathOf(document),
    size_bytes,
    mtime_ms: at - 50_000,
    seen_at: at - 40_000,
  };
}

/** In turn: set aside, a duplicate that asks, a duplicate that does not, still settling. */
function insertOther(seed: Seed, batch: number, document: number, original: number): void {
  const at = seed.time(batch, seed.options.batches);
  const { folder } = placeOf(seed, Math.max(1, Math.ceil((batch * seed.options.sets) / seed.options.batches)));
  const seen = seenDocument(folder, document, at);
  switch (Math.floor(batch / 10) % 4) {
    case 0:
      seed.insert('document', {
        ...{ ...seen, state: 'set-aside', reason: 'incomplete', detail: 'no %%EOF at the end', set_aside_at: at },
      });
      break;
    case 1:
    case 2:
      seed.insert('document', {
        ...{ ...seen, state: 'duplicate', sha256: hashOf(pathOf(original)), duplicate_of: original, duplicate_at: at },
        asks: Math.floor(batch / 10) % 4 === 1 ? 1 : 0,
      });
      break;
    default:
      seed.insert('document', { ...seen, state: 'settling' });
  }
}

/** A first attempt that failed before every twentieth acceptance. */
function insertAttempts({ insert }: Seed, batch: number, state: string, at: number): void {
  if (state === 'sealed') return;
  const length = zipBytes(batch) + 2_000;
  const whole = { batch_id: batch, bytes_sent: length, content_length: length };
  const isSecond = batch % 20 === 0;
  const failed = { outcome: 'server-error', status: 500, headers: '{"server":"nginx"}' };
  if (isSecond) {
    const reply = '{"error": "Something went wrong. Please try again later."}';
    insert('attempt', { ...whole, number: 1, started_at: at - 9_000, ended_at: at - 8_000, ...failed, reply });
  }
  insert('attempt', {
    ...{ ...whole, number: isSecond ? 2 : 1, started_at: at - 5_000, ended_at: at },
    outcome:
      state === 'accepted' ? 'accepted' : state === 'held' ? 'refused' : state === 'waiting' ? 'busy' : 'in-doubt',
    status: state === 'accepted' ? 200 : state === 'held' ? 400 : state === 'waiting' ? 503 : null,
    ...{ headers: state === 'in-doubt' ? null : '{"server":"nginx","content-type":"application/json"}' },
    reply: state === 'accepted' ? `{"Function successfully executed!": "${serverIdOf(batch)}"}` : null,
  });
}

function insertReceipt(seed: Seed, sealed: SealedBatch, previous: { number: number; hash: string }) {
  const { batch, set, at, folder, credential, documents } = sealed;
  const number = previous.number + 1;
  const isOpen = set !== null && seed.options.sets - set >= 6;
  const setReferenceNumber = isOpen ? String(10_000 + set) : null;
  const zip = { zipSha256: hashOf(`zip-${batch}`), zipSizeBytes: zipBytes(batch) };
  const hash = receiptHash({
    ...{
      format: 1,
      number,
      previousHash: previous.hash,
      batch,
      serverBatchId: serverIdOf(batch),
      confirmedBy: 'server',
    },
    ...{ credentialId: credential, setName: set === null ? null : `Eingang ${String(set).padStart(4, '0')}` },
    ...{ setReferenceNumber, releaseVersion: '7.8.9', documentType: 'Invoices' },
    ...{ folderPath: seed.folders.find(({ id }) => id === folder)?.path ?? '', ...zip },
    ...{ sealedAt: at - 10_000, acceptedAt: at, documents },
  });
  seed.insert('receipt', {
    ...{ number, batch_id: batch, server_batch_id: serverIdOf(batch), confirmed_by: 'server' },
    ...{ set_reference_number: setReferenceNumber, release_version: '7.8.9' },
    ...{ zip_sha256: zip.zipSha256, zip_size_bytes: zip.zipSizeBytes, accepted_at: at },
    ...{ previous_hash: previous.hash, hash },
  });
  return { number, hash };
}

/** Ten lines about batches, then one about a document. */
function insertActivity(seed: Seed, line: number): void {
  const { insert, options, time } = seed;
  const batch = 1 + Math.floor((line * (options.batches - 1)) / Math.max(1, options.activity ?? 1));
  const set = Math.max(1, Math.ceil((batch * options.sets) / options.batches));
  const { folder, credential } = placeOf(seed, set);
  const about = { id: line, at: time(line, options.activity ?? 0), folder_id: folder, credential_id: credential };
  if (line % 11 === 0) {
    const document = Math.floor((batch * options.documents) / options.batches);
    const told = { kind: 'document-set-aside', document_id: document, name: pathOf(document), reason: 'incomplete' };
    insert('activity', { ...about, ...told, credential_id: null });
    return;
  }
  const kind = ['batch-sealed', 'batch-sending', 'batch-accepted'][line % 3] ?? 'batch-sealed';
  const name = `Eingang ${String(set).padStart(4, '0')}`;
  insert('activity', { ...about, kind, batch_id: batch, name, amount: kind === 'batch-sending' ? 1 : 10 });
}
