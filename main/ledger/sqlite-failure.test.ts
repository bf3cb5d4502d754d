// Result codes of real SQLite errors, plain and extended ones.
import { expect, it } from 'vitest';
import { connect } from './connection';
import { sqliteFailure } from './sqlite-failure';
import { ledgerFile } from './testing/test-ledger';

it('names the primary code of errors that SQLite raised, also where libsql has no word for the extended one', async () => {
  const connection = connect(await ledgerFile());
  connection.exec('CREATE TABLE item (number INTEGER NOT NULL CHECK (number > 0)) STRICT');
  const failureOf = (statement: string) => {
    try {
      connection.exec(statement);
      return 'none';
    } catch (error) {
      return sqliteFailure(error);
    }
  };
  expect(failureOf('INSERT INTO item VALUES (0)')).toBe('SQLITE_CONSTRAINT');
  expect(failureOf("INSERT INTO item VALUES ('text')")).toBe('SQLITE_CONSTRAINT');
  expect(failureOf('PRAGMA query_only = ON; INSERT INTO item VALUES (1)')).toBe('SQLITE_READONLY');
  expect(failureOf('no statement at all')).toBeNull();
  connection.close();
});

it('names nothing that came from elsewhere', () => {
  expect(sqliteFailure(new Error('SQLITE_BUSY'))).toBeNull();
  expect(sqliteFailure(null)).toBeNull();
  expect(sqliteFailure(Object.assign(new Error('x'), { rawCode: 1_544 }))).toBe('SQLITE_READONLY');
});
