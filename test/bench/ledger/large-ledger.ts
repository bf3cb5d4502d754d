// Every question of window and engine on a large ledger, what a commit takes, and what it takes to bring it up to date.
import { rm } from 'node:fs/promises';
import { applySettings, connect } from '../../../main/ledger/connection';
import { openLedger } from '../../../main/ledger/open-ledger';
import type { SeedOptions } from '../../e2e/testing/seed-ledger';
import { engineQuestions } from './engine-questions';
import { timed, timesOf, type Row } from './rows';
import { screenQuestions } from './screen-questions';

const screenLimitMs = 50;
const commits = 200;

/** Asks every question so many times. */
export async function largeLedger(file: string, size: SeedOptions, rounds: number): Promise<Row[]> {
  const startedAt = performance.now();
  const opened = await openLedger(file, { now: () => size.now });
  if (opened.kind !== 'opened') throw new Error(`the large ledger is ${opened.kind}`);
  const rows: Row[] = [timed('start: opening', [performance.now() - startedAt])];
  try {
    for (const [name, ask] of Object.entries(screenQuestions(size))) {
      rows.push(timed(name, await timesOf(() => ask(opened.views), rounds), screenLimitMs));
    }
    for (const [name, ask] of Object.entries(engineQuestions(size))) {
      rows.push(timed(name, await timesOf(() => ask(opened.ledger, opened.activity), rounds), screenLimitMs));
    }
    const { credentials } = opened.ledger;
    let bytes = 0;
    const commit = () => {
      bytes += 1;
      return credentials.recordSizes('credential-1' as never, {
        largestAcceptedBytes: bytes,
        smallestRefusedBytes: null,
      });
    };
    rows.push(timed('a commit', await timesOf(commit, commits)));
  } finally {
    await opened.close();
  }
  return rows;
}

/** How long a ledger that lacks the indexes of the newest migration takes to get them. */
export async function upgrade(file: string): Promise<Row[]> {
  const connection = connect(file);
  applySettings(connection);
  const names = ['document_places', 'document_aside_open', 'document_duplicate_open', 'document_after_upload'];
  names.push('batch_queue', 'batch_put_first', 'batch_delivered_to_set');
  const made = names.map((name) => {
    const [row] = connection.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').all([name]) as { sql: string }[];
    if (row === undefined) throw new Error(`the large ledger has no ${name}`);
    connection.exec(`DROP INDEX ${name}`);
    return row.sql;
  });
  const startedAt = performance.now();
  connection.exec('BEGIN IMMEDIATE');
  for (const statement of made) connection.exec(statement);
  connection.exec('COMMIT');
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const row = timed('start: indexes of migration 7', [performance.now() - startedAt]);
  connection.close();
  for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
  return [row];
}
