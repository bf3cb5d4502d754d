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
  waitCauses,
} from '../../engine/model';
import { applySettings, connect } from '../connection';
import { ledgerDialect } from '../dialect';
import { aSealedBatch, ledgerFile, openTestLedger } from '../testing/test-ledger';
import { migrate, unknownMigrations } from './migrate';
import { migrations } from './migrations';

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
    expect(await migrate(db, { ...migrations, '0002-later': later })).toEqual(['0002-later']);
    expect(connection.prepare('SELECT id, note FROM batch').all([])).toEqual([{ id: batch.id, note: null }]);
    expect(unknownMigrations(connection)).toEqual(['0002-later']);
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
    ...[...folderStates, ...setAsideReasons, ...heldReasons, ...waitCauses],
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

async function run(trx: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(trx);
}
