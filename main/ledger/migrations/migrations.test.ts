// Migrations: a fresh ledger gets all of them once, a failing one leaves nothing behind, wrong states are refused.
import { Kysely, sql, type Migration } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  documentKinds,
  documentTypes,
  folderStates,
  heldReasons,
  invoiceTypes,
  processingPrefs,
  setAsideReasons,
  pauseReasons,
  waitCauses,
} from '../../engine/model';
import { applySettings, connect } from '../connection';
import { ledgerDialect } from '../dialect';
import { aSealedBatch, anAcceptedBatch, ledgerFile, openTestLedger } from '../testing/test-ledger';
import { initial } from './0001-initial';
import { guarantees } from './0002-guarantees';
import { receipts } from './0003-receipts';
import { sending } from './0004-sending';
import { migrate, unknownMigrations } from './migrate';
import { migrations } from './migrations';
import { version1Rows } from './testing/version-1';

async function emptyDatabase() {
  const connection = connect(await ledgerFile());
  applySettings(connection);
  const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
  onTestFinished(() => db.destroy());
  const schema = () => connection.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all([]);
  return { connection, db, schema };
}

describe('migrating', () => {
  it('gives a fresh ledger every migration, and running again changes nothing', async () => {
    const { connection, db, schema } = await emptyDatabase();
    expect(await migrate(db)).toEqual(Object.keys(migrations));
    const before = schema();
    expect(await migrate(db)).toEqual([]);
    expect(schema()).toEqual(before);
    expect(unknownMigrations(connection)).toEqual([]);
  });

  it('takes a ledger with rows through a later migration, and the program before it then refuses the ledger', async () => {
    const { file, ledger, close } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    await close();
    const connection = connect(file);
    applySettings(connection);
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    const later = { up: (trx: Kysely<unknown>) => run(trx, 'ALTER TABLE batch ADD COLUMN note TEXT') };
    expect(await migrate(db, { ...migrations, '9999-later': later })).toEqual(['9999-later']);
    expect(connection.prepare('SELECT id, note FROM batch').all([])).toEqual([{ id: batch.id, note: null }]);
    expect(unknownMigrations(connection)).toEqual(['9999-later']);
    await db.destroy();
  });

  it('leaves nothing of any migration behind when one of them fails', async () => {
    const { db, schema } = await emptyDatabase();
    const list: Record<string, Migration> = {
      '0001-works': { up: (trx) => run(trx, 'CREATE TABLE works (a)') },
      '0002-fails': {
        up: async (trx) => {
          await run(trx, 'CREATE TABLE half (a)');
          await run(trx, 'CREATE TABLE half (a)');
        },
      },
    };
    await expect(migrate(db, list)).rejects.toThrow();
    const names = schema().map((row) => (row as { name: string }).name);
    expect(names.filter((name) => name === 'works' || name === 'half')).toEqual([]);
    expect(await migrate(db)).toEqual(Object.keys(migrations));
  });
});

/** A ledger file that this list of migrations made, with rows in it. */
async function olderLedger(list: Record<string, Migration>, ...statements: string[]) {
  const file = await ledgerFile();
  const connection = connect(file);
  applySettings(connection);
  const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
  await migrate(db, list);
  for (const statement of statements) connection.exec(statement);
  await db.destroy();
  return file;
}

describe('a ledger of version 1', () => {
  const opened = async (...more: string[]) => {
    const file = await olderLedger({ '0001-initial': initial }, version1Rows, ...more);
    return openTestLedger({ file });
  };

  it('keeps every batch and document in its state; what was too much for the server is split from now on', async () => {
    const { rows } = await opened();
    const batch = rows('SELECT id, state, retry_at, wait_cause, held_reason, split_reason, server_words FROM batch');
    const none = { retry_at: null, wait_cause: null, held_reason: null, split_reason: null, server_words: null };
    expect(batch).toEqual([
      { ...none, id: 1, state: 'open' },
      { ...none, id: 2, state: 'sealed' },
      { ...none, id: 3, state: 'sending' },
      { ...none, id: 4, state: 'waiting', retry_at: 9_000, wait_cause: 'network', server_words: 'later' },
      { ...none, id: 5, state: 'held', held_reason: 'refused', server_words: 'no' },
      { ...none, id: 6, state: 'splitting', split_reason: 'too-large', server_words: 'too big' },
      { ...none, id: 7, state: 'splitting', split_reason: 'server-error', server_words: 'sorry' },
      { ...none, id: 8, state: 'in-doubt' },
      { ...none, id: 9, state: 'accepted' },
      { ...none, id: 10, state: 'split' },
      { ...none, id: 11, state: 'cancelled' },
      { ...none, id: 12, state: 'accepted' },
    ]);
    const document = rows('SELECT id, state, reason, batch_id, after_upload, sha256 IS NULL AS unread FROM document');
    const bare = { reason: null, batch_id: null, after_upload: null, unread: 1 };
    const sealed = { ...bare, state: 'sealed', unread: 0 };
    expect(document).toEqual([
      { ...bare, id: 1, state: 'ready', batch_id: 1 },
      ...[2, 3, 4, 5, 6, 7, 8].map((id) => ({ ...sealed, id, batch_id: id })),
      { ...sealed, id: 9, state: 'delivered', batch_id: 9, after_upload: 'moved' },
      { ...sealed, id: 10, state: 'set-aside', reason: 'withdrawn', batch_id: 11 },
      { ...sealed, id: 11, state: 'delivered', batch_id: 12, after_upload: 'failed' },
      { ...sealed, id: 12, state: 'delivered', batch_id: 12, after_upload: 'pending' },
      { ...bare, id: 13, state: 'settling' },
      { ...bare, id: 14, state: 'ready' },
      { ...bare, id: 15, state: 'set-aside', reason: 'incomplete' },
      // Nothing in version 1 wrote one; it is judged again.
      { ...bare, id: 16, state: 'settling' },
    ]);
  });

  it('can be worked on: references hold, everything adds up, and the engine finds what waits', async () => {
    const { rows, views, ledger, file } = await opened();
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(rows('SELECT recorded FROM folder')).toEqual([{ recorded: 16 }]);
    expect(await ledger.folders.recordScan('folder-1' as never, scanned(16), [], 90)).toEqual([]);
    expect((await ledger.batches.splitting()).map(({ id }) => id)).toEqual([6, 7]);
    expect((await ledger.batches.interrupted()).map(({ id }) => id)).toEqual([1, 3]);
    // The spool of this test is empty.
    const { differences } = await views.audit(`${file}-spool`);
    expect(differences.filter(({ kind }) => kind !== 'zip-missing')).toEqual([]);
  });

  it('never gives an id a second time', async () => {
    const { rows, ledger } = await opened(`DELETE FROM document WHERE id = 16; DELETE FROM attempt WHERE batch_id = 12;
      DELETE FROM receipt WHERE batch_id = 12; DELETE FROM document WHERE batch_id = 12; DELETE FROM batch WHERE id = 12`);
    const { id } = await aSealedBatch(ledger, ['new.pdf']);
    expect(id).toBe(13);
    expect(rows(`SELECT id FROM document WHERE batch_id = 13`)).toEqual([{ id: 17 }]);
  });

  it('has its receipts chained in order of acceptance, and the next one follows them', async () => {
    const { rows, views, ledger } = await opened();
    expect(rows('SELECT number, batch_id, server_batch_id, zip_size_bytes FROM receipt')).toEqual([
      { number: 1, batch_id: 12, server_batch_id: 'id-12', zip_size_bytes: 112 },
      { number: 2, batch_id: 9, server_batch_id: 'id-9', zip_size_bytes: 109 },
    ]);
    expect(await views.verifyReceipts(null)).toMatchObject({ receipts: 2, documents: 3, problems: [] });
    await anAcceptedBatch(ledger, ['new.pdf']);
    expect(await views.verifyReceipts(null)).toMatchObject({ receipts: 3, head: { number: 3 }, problems: [] });
  });
});

describe('a ledger of version 2', () => {
  it('without any receipt begins its chain with the first', async () => {
    const file = await olderLedger({ '0001-initial': initial, '0002-guarantees': guarantees });
    const { views, ledger } = await openTestLedger({ file });
    expect(await views.verifyReceipts(null)).toMatchObject({ receipts: 0, problems: [] });
    await anAcceptedBatch(ledger, ['new.pdf']);
    expect(await views.verifyReceipts(null)).toMatchObject({ receipts: 1, head: { number: 1 }, problems: [] });
  });
});

describe('a ledger of version 3', () => {
  it('is as it was, nothing is paused, and every batch is in its place', async () => {
    const file = await olderLedger({ '0001-initial': initial }, version1Rows);
    const connection = connect(file);
    connection.exec('PRAGMA foreign_keys = OFF');
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    await migrate(db, { '0001-initial': initial, '0002-guarantees': guarantees, '0003-receipts': receipts });
    const before = connection.prepare('SELECT * FROM batch').all([]) as object[];
    await db.destroy();
    const { ledger, rows } = await openTestLedger({ file });
    // Later migrations add columns.
    expect(rows('SELECT * FROM batch')).toMatchObject(before.map((row) => ({ ...row, prioritized: null })));
    expect(await ledger.pauses.list()).toEqual([]);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    await ledger.batches.prioritize(4 as never, true);
    expect((await ledger.batches.due(9_000, 10, [])).map(({ id }) => id)).toEqual([4, 2]);
    expect(await ledger.batches.isHeldBack({ scope: 'all' })).toBe(true);
  });
});

describe('a ledger of version 4', () => {
  it('keeps every row, answers the new questions about them, and has a list of what happens from now on', async () => {
    const file = await olderLedger({ '0001-initial': initial }, version1Rows);
    const connection = connect(file);
    connection.exec('PRAGMA foreign_keys = OFF');
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    const version4 = { '0001-initial': initial, '0002-guarantees': guarantees, '0003-receipts': receipts };
    await migrate(db, { ...version4, '0004-sending': sending });
    const tables = ['batch', 'document', 'document_set', 'folder', 'credential', 'attempt', 'receipt', 'sending_pause'];
    const all = (from: typeof connection) => tables.map((table) => from.prepare(`SELECT * FROM ${table}`).all([]));
    const before = all(connection);
    await db.destroy();
    const { views, rows } = await openTestLedger({ file });
    // Later migrations add columns.
    expect(tables.map((table) => rows(`SELECT * FROM ${table}`))).toMatchObject(before);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(await views.activity({ before: null, limit: 10 })).toEqual({ items: [], before: null });
    const { signal } = new AbortController();
    expect((await views.search('id-9', { signal })).batches).toMatchObject([{ batchId: 9, foundBy: 'server-id' }]);
  });
});

/** The migrations until this one. */
function upTo(last: string): Record<string, Migration> {
  const until = Object.keys(migrations).indexOf(last) + 1;
  return Object.fromEntries(Object.entries(migrations).slice(0, until));
}

describe('a ledger of version 5', () => {
  it('keeps every row, says more about waits from now on, and can pause a credential for its certificate', async () => {
    const file = await olderLedger({ '0001-initial': initial }, version1Rows);
    const connection = connect(file);
    connection.exec('PRAGMA foreign_keys = OFF');
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    await migrate(db, upTo('0005-views'));
    const all = (from: typeof connection) => from.prepare('SELECT * FROM credential').all([]);
    const before = all(connection);
    await db.destroy();
    const { ledger, rows } = await openTestLedger({ file });
    expect(before.length).toBeGreaterThan(0);
    expect(rows('SELECT * FROM credential')).toEqual(before);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect((await ledger.batches.get(4 as never))?.status).toMatchObject({ state: 'waiting', cause: 'network' });
    await ledger.batches.move(
      4 as never,
      { state: 'waiting', retryAt: 9_000, cause: 'certificate-expired', serverWords: null },
      1,
    );
    expect(rows('SELECT wait_cause, network_problem FROM batch WHERE id = 4')).toEqual([
      { wait_cause: 'network', network_problem: 'certificate-expired' },
    ]);
    expect((await ledger.batches.get(4 as never))?.status).toMatchObject({ cause: 'certificate-expired' });
    // It ends like every other wait for the network, and leaves nothing behind.
    await ledger.batches.wakeWaiting(['network'], 100);
    expect((await ledger.batches.get(4 as never))?.status).toMatchObject({ retryAt: 100 });
    await ledger.batches.move(4 as never, { state: 'sealed' }, 2);
    expect(rows('SELECT network_problem FROM batch WHERE id = 4')).toEqual([{ network_problem: null }]);
    const [{ id } = { id: '' }] = before as { id: string }[];
    const paused = { state: 'paused', reason: 'certificate-changed', serverWords: 'AA BB', since: 5 } as const;
    await ledger.credentials.setState(id as never, paused);
    expect(await ledger.credentials.state(id as never)).toEqual(paused);
  });
});

describe('a ledger of version 6', () => {
  it('keeps every row, and answers the questions whose indexes were built anew', async () => {
    const file = await olderLedger({ '0001-initial': initial }, version1Rows);
    const connection = connect(file);
    connection.exec('PRAGMA foreign_keys = OFF');
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    await migrate(db, upTo('0006-network'));
    connection.exec("INSERT INTO sending_pause (scope, target, since) VALUES ('folder', 'folder-9', 1)");
    const tables = ['document', 'batch', 'attempt', 'receipt', 'document_set', 'credential', 'folder', 'sending_pause'];
    const before = tables.map((table) => connection.prepare(`SELECT * FROM ${table}`).all([]));
    await db.destroy();
    const { ledger, views, rows } = await openTestLedger({ file });
    expect(tables.map((table) => rows(`SELECT * FROM ${table}`))).toEqual(before);
    expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect((await views.folders())[0]?.counts).toMatchObject({ seen: 16, delivered: 3, onTheWay: 11, setAside: 2 });
    expect((await views.attentionCounts(null)).document).toBe(1);
    expect((await ledger.batches.due(9_000, 10, [])).map(({ id }) => id)).toEqual([2, 4]);
    expect(await ledger.batches.nextRetryAt(100)).toBe(9_000);
    expect((await ledger.batches.awaitingAfterUpload(9)).map(({ id }) => id)).toEqual([12]);
  });
});

describe('the schema', () => {
  it('has only strict tables', async () => {
    const { connection, db } = await emptyDatabase();
    await migrate(db);
    const lax = connection
      .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'")
      .all([]) as { name: string }[];
    expect(lax.map(({ name }) => name).filter((name) => !/^(sqlite|kysely)_/.test(name))).toEqual([]);
  });

  it.each([
    ...[...documentTypes, ...invoiceTypes, ...processingPrefs, ...documentKinds],
    ...[...folderStates, ...setAsideReasons, ...heldReasons, ...waitCauses, ...pauseReasons],
  ])('knows the word %s', async (word) => {
    const { schema, db } = await emptyDatabase();
    await migrate(db);
    expect(JSON.stringify(schema())).toContain(`'${word}'`);
  });

  it.each([
    "UPDATE batch SET state = 'waiting'",
    "UPDATE batch SET state = 'waiting', retry_at = 5",
    "UPDATE batch SET state = 'held'",
    "UPDATE batch SET state = 'accepted', accepted_at = 5",
    "UPDATE batch SET state = 'accepted', accepted_at = 5, server_batch_id = ''",
    "UPDATE batch SET state = 'open'",
    "UPDATE batch SET state = 'sending'",
    "UPDATE batch SET state = 'lost'",
    'UPDATE batch SET retry_at = 5',
    "UPDATE batch SET server_words = 'no'",
    "UPDATE batch SET document_type = 'Insurances'",
    'UPDATE batch SET zip_sha256 = NULL',
    "UPDATE batch SET credential_id = 'nobody'",
    'UPDATE document SET batch_id = NULL',
    "UPDATE document SET state = 'settling'",
    "UPDATE document SET state = 'ready'",
    "UPDATE document SET state = 'delivered'",
    "UPDATE document SET state = 'set-aside'",
    "UPDATE document SET state = 'duplicate'",
    "UPDATE document SET reason = 'empty'",
    "UPDATE document SET after_upload = 'moved'",
    "UPDATE document SET mtime_ms = 'yesterday'",
    'DELETE FROM batch',
    "UPDATE credential SET state = 'paused'",
    "UPDATE folder SET state = 'gone'",
    'UPDATE folder SET ignored = 5',
    'UPDATE batch SET prioritized = 0',
    "INSERT INTO sending_pause (scope, target, since) VALUES ('all', 'folder-1', 5)",
    "INSERT INTO sending_pause (scope, target, since) VALUES ('folder', '', 5)",
    "INSERT INTO sending_pause (scope, target, since) VALUES ('set', '1', 5)",
    "INSERT INTO sending_pause (scope, target, since, until) VALUES ('all', '', 5, 5)",
  ])('refuses a wrong state: %s', async (statement) => {
    const { file, ledger } = await openTestLedger();
    await aSealedBatch(ledger, ['a.pdf']);
    const connection = connect(file);
    connection.exec('PRAGMA foreign_keys = ON');
    expect(() => {
      connection.exec(statement);
    }).toThrow();
    connection.close();
  });

  it('refuses two unsealed versions of one path', async () => {
    const { file, ledger } = await openTestLedger();
    const change = { kind: 'new', relativePath: 'a.pdf', sizeBytes: 1, mtimeMs: 1 } as const;
    await ledger.documents.record('folder-1' as never, [change], 1);
    const connection = connect(file);
    const copy = `INSERT INTO document (folder_id, relative_path, size_bytes, mtime_ms, seen_at, state)
      SELECT folder_id, relative_path, 2, 2, 2, 'settling' FROM document`;
    expect(() => {
      connection.exec(copy);
    }).toThrow();
    connection.close();
  });
});

const scanned = (seen: number) => ({ seen, ignored: 0, unreadableFolders: [], unreadableFiles: [] });

async function run(trx: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(trx);
}
