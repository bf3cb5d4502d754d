// Opening a ledger that another program may work on: it is used as it is or not at all, and each sees what the other wrote.
import { readdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Kysely } from 'kysely';
import { applySettings, connect } from './connection';
import { ledgerDialect } from './dialect';
import { initial } from './migrations/0001-initial';
import { migrate } from './migrations/migrate';
import { openExistingLedger } from './open-existing-ledger';
import { aSealedBatch, ledgerFile, openTestLedger } from './testing/test-ledger';

const options = { now: () => 1_000 };

async function openExisting(file: string) {
  const opened = await openExistingLedger(file, options);
  if (opened.kind !== 'opened') throw new Error(`it is ${opened.kind}`);
  onTestFinished(opened.close);
  return opened;
}

describe('opening an existing ledger', () => {
  it('makes none', async () => {
    const file = await ledgerFile();
    expect(await openExistingLedger(file, options)).toEqual({ kind: 'missing' });
    expect(await readdir(dirname(file))).toEqual([]);
  });

  it('leaves a damaged one where it is', async () => {
    const file = await ledgerFile();
    await writeFile(file, 'not a database '.repeat(500));
    expect(await openExistingLedger(file, options)).toEqual({ kind: 'damaged' });
    expect(await readdir(dirname(file))).toEqual(['ledger.sqlite']);
  });

  it('does not bring an older one up to date, nor touch a newer one', async () => {
    const file = await ledgerFile();
    const connection = connect(file);
    applySettings(connection);
    const db = new Kysely<unknown>({ dialect: ledgerDialect(connection) });
    await migrate(db, { '0001-initial': initial });
    expect(await openExistingLedger(file, options)).toEqual({ kind: 'older' });
    expect(connection.prepare('SELECT name FROM kysely_migration').all([])).toHaveLength(1);
    connection.exec("INSERT INTO kysely_migration VALUES ('9999-later', '2030')");
    expect(await openExistingLedger(file, options)).toEqual({ kind: 'newer' });
    await db.destroy();
  });

  it('works beside a program that has it open, and that program notices the change once', async () => {
    const file = (await openTestLedger()).file;
    const engine = await openExisting(file);
    const command = await openExisting(file);
    expect(engine.changedElsewhere()).toBe(false);
    const batch = await aSealedBatch(engine.ledger, ['a.pdf']);
    expect(engine.changedElsewhere()).toBe(false);
    const decision = { kind: 'withdraw', by: 'person', at: 5 } as const;
    await command.ledger.batches.decide([batch.id], decision, () => ({ state: 'cancelled' }));
    expect(engine.changedElsewhere()).toBe(true);
    expect(engine.changedElsewhere()).toBe(false);
    expect((await engine.ledger.batches.get(batch.id))?.status).toEqual({ state: 'cancelled' });
  });

  it('and only reading it is no change that anybody notices', async () => {
    const engine = await openTestLedger();
    const opened = await openExisting(engine.file);
    const before = (await stat(engine.file)).mtimeMs;
    expect(opened.changedElsewhere()).toBe(false);
    const reader = await openExisting(engine.file);
    await reader.views.attention(10);
    await reader.views.verifyReceipts(null);
    await reader.views.audit('/nowhere');
    expect(opened.changedElsewhere()).toBe(false);
    expect((await stat(engine.file)).mtimeMs).toBe(before);
  });
});
