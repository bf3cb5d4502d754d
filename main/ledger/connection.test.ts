// The one connection: what may be bound to a statement, and what a transaction that fails leaves behind.
import { Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { applySettings, connect } from './connection';
import { ledgerDialect } from './dialect';
import { sqliteFailure } from './sqlite-failure';
import { ledgerFile } from './testing/test-ledger';

async function aDatabase() {
  const connection = connect(await ledgerFile());
  applySettings(connection);
  connection.exec('CREATE TABLE item (id INTEGER PRIMARY KEY, value ANY) STRICT');
  const db = new Kysely<{ item: { id?: number; value: unknown } }>({ dialect: ledgerDialect(connection) });
  onTestFinished(() => db.destroy());
  return { connection, db };
}

describe('binding', () => {
  it.each([true, Number.NaN, Infinity, 5n, new Date(0), { a: 1 }])(
    'refuses %s, which libsql would turn into something else or die of',
    async (value) => {
      const { db } = await aDatabase();
      await expect(db.insertInto('item').values({ id: 1, value }).execute()).rejects.toThrow(TypeError);
      expect(await db.selectFrom('item').selectAll().execute()).toEqual([]);
    },
  );

  it.each(['text ü 😀', 0, -1, 2 ** 53 - 1, 1_785_431_234_567 + 1 / 3, null])(
    'gives back %s as it was',
    async (value) => {
      const { db } = await aDatabase();
      await db.insertInto('item').values({ id: 1, value }).execute();
      expect(await db.selectFrom('item').selectAll().execute()).toEqual([{ id: 1, value }]);
    },
  );
});

describe('a transaction', () => {
  it('has the write lock from its first statement on', async () => {
    const { connection, db } = await aDatabase();
    await db.transaction().execute(async (trx) => {
      expect(connection.inTransaction).toBe(true);
      await trx.selectFrom('item').selectAll().execute();
      const other = connect(await ledgerFileOf(trx));
      other.exec('PRAGMA busy_timeout = 0');
      expect(() => {
        other.exec('BEGIN IMMEDIATE');
      }).toThrow();
      other.close();
    });
    expect(connection.inTransaction).toBe(false);
  });

  it('that SQLite rolled back by itself shows the reason, and the next one works', async () => {
    const { connection, db } = await aDatabase();
    connection.exec("CREATE TRIGGER full BEFORE INSERT ON item WHEN NEW.id = 2 BEGIN SELECT RAISE(ROLLBACK, 'x'); END");
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('item').values({ id: 1, value: 'a' }).execute();
      await trx.insertInto('item').values({ id: 2, value: 'b' }).execute();
    });
    expect(sqliteFailure(await failing.catch((error: unknown) => error))).toBe('SQLITE_CONSTRAINT');
    await db.transaction().execute((trx) => trx.insertInto('item').values({ id: 3, value: 'c' }).execute());
    expect(await db.selectFrom('item').select('id').execute()).toEqual([{ id: 3 }]);
  });
});

async function ledgerFileOf(db: Kysely<{ item: { id?: number; value: unknown } }>): Promise<string> {
  const { rows } = await sql<{ file: string }>`SELECT file FROM pragma_database_list WHERE name = 'main'`.execute(db);
  return rows[0]?.file ?? '';
}
