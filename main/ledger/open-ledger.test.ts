// Opening the ledger: new, again, damaged, newer, unwritable; and what one connection means for concurrent callers.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applySettings, connect } from './connection';
import { openLedger, type OpenedLedger } from './open-ledger';
import {
  aSealedBatch,
  anAcceptedBatch,
  folderId,
  ledgerFile,
  openTestLedger,
  settlingDocuments,
} from './testing/test-ledger';

const options = { now: () => Date.UTC(2026, 6, 30, 10, 11, 12, 345) };

async function openedAside(file: string): Promise<string> {
  const opened = await openLedger(file, options);
  if (opened.kind !== 'opened') throw new Error(`it is ${opened.kind}`);
  expect(await opened.views.folders()).toEqual([]);
  await opened.close();
  if (opened.setAside === null) throw new Error('nothing was set aside');
  return opened.setAside;
}

async function withRows(): Promise<string> {
  const { file, ledger, close } = await openTestLedger();
  const paths = Array.from({ length: 2_000 }, (_, index) => `folder/with a longer name/${index}.pdf`);
  await settlingDocuments(ledger, paths);
  await close();
  return file;
}

async function contents(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

describe('opening', () => {
  it('makes a ledger that only its owner can read, log and index included', async () => {
    const { file, ledger } = await openTestLedger();
    await settlingDocuments(ledger, ['a.pdf']);
    for (const name of await readdir(dirname(file))) {
      expect([name, (await stat(`${dirname(file)}/${name}`)).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(await readdir(dirname(file))).toHaveLength(3);
  });

  it('finds everything again the next time, with nothing left in the log', async () => {
    const first = await openTestLedger();
    const batch = await anAcceptedBatch(first.ledger, ['a.pdf']);
    await first.close();
    await first.close();
    const log = await stat(`${first.file}-wal`).catch(() => ({ size: 0 }));
    expect(log.size).toBe(0);
    const again = await openTestLedger({ file: first.file });
    expect(await again.ledger.batches.get(batch.id)).toEqual(batch);
  });

  it('works durably: write-ahead log, full synchronisation, foreign keys', async () => {
    const connection = connect(await ledgerFile());
    applySettings(connection);
    const pragma = (name: string) =>
      Object.values(connection.prepare(`PRAGMA ${name}`).all([])[0] as object)[0] as unknown;
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5_000);
    connection.close();
  });
});

describe('a damaged ledger', () => {
  it.each([
    { what: 'other text', damage: (file: string) => writeFile(file, 'not a database '.repeat(500)) },
    { what: 'a few bytes', damage: (file: string) => writeFile(file, 'SQLite') },
    { what: 'a truncated database', damage: (file: string) => truncate(file, 40_000) },
    { what: 'overwritten pages', damage: (file: string) => overwrite(file, 8_192, 60_000) },
    { what: 'nothing, next to a full log', damage: emptyNextToLog },
  ])('is set aside with the time in its name and kept as it is ($what)', async ({ damage }) => {
    const file = await withRows();
    await damage(file);
    const before = await contents(file);
    const movedTo = await openedAside(file);
    expect(basename(movedTo)).toBe('ledger.damaged-2026-07-30T10-11-12.345Z.sqlite');
    expect(await contents(movedTo)).toBe(before);
  });

  it('takes its log along, and never overwrites one that was set aside before', async () => {
    const file = await ledgerFile();
    for (const text of ['first', 'second']) {
      await writeFile(file, text.repeat(100));
      await writeFile(`${file}-wal`, `log of ${text}`);
      const movedTo = await openedAside(file);
      expect(await readFile(`${movedTo}-wal`, 'utf8')).toBe(`log of ${text}`);
    }
  });
});

describe('a ledger that cannot be used', () => {
  it('is refused, untouched, when a newer program made it', async () => {
    const file = await withRows();
    const connection = connect(file);
    connection.exec("INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2030')");
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    connection.close();
    const before = await contents(file);
    expect(await openLedger(file, options)).toEqual({ kind: 'newer', unknownMigrations: ['9999-from-the-future'] });
    expect(await contents(file)).toBe(before);
  });

  it('is unwritable when its folder is missing, or it is a folder itself', async () => {
    const file = await ledgerFile();
    expect(await openLedger(`${dirname(file)}/missing/ledger.sqlite`, options)).toEqual(unwritable('ENOENT'));
    await mkdir(file);
    expect(await openLedger(file, options)).toEqual(unwritable('SQLITE_CANTOPEN'));
  });

  it('is unwritable while another program has it to itself', async () => {
    const file = await ledgerFile();
    await writeFile(file, '');
    const other = connect(file);
    other.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; CREATE TABLE other (a)');
    const opened = await openLedger(file, options);
    other.exec('ROLLBACK');
    expect(opened).toMatchObject({ kind: 'unwritable', detail: expect.stringMatching(/^SQLITE_BUSY/) as string });
  }, 20_000);
});

describe('concurrent callers', () => {
  it('have their transactions one after the other, each whole', async () => {
    const { ledger } = await openTestLedger();
    const batches = await Promise.all(
      Array.from({ length: 20 }, (_, index) => aSealedBatch(ledger, [`${index}/a.pdf`, `${index}/b.pdf`])),
    );
    const begun = await Promise.all(batches.map(({ id }) => ledger.batches.beginAttempt(id, 50)));
    expect(begun.every((attempt) => attempt?.attemptNumber === 1)).toBe(true);
    expect(batches.every(({ documentCount }) => documentCount === 2)).toBe(true);
  });

  it('are not held up by a call that fails', async () => {
    const { ledger } = await openTestLedger();
    const failing = ledger.sets.setStatus(99 as never, { state: 'planned' });
    const working = settlingDocuments(ledger, ['a.pdf']);
    await expect(failing).rejects.toThrow();
    expect(await working).toHaveLength(1);
    expect(await ledger.documents.settling(folderId)).toHaveLength(1);
  });
});

async function overwrite(file: string, from: number, to: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xa5, from, to);
  await writeFile(file, bytes);
}

async function emptyNextToLog(file: string): Promise<void> {
  await truncate(file, 0);
  await writeFile(`${file}-wal`, Buffer.alloc(4_096));
}

function unwritable(detail: string): OpenedLedger {
  return { kind: 'unwritable', detail };
}
