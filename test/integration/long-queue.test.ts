// What a step of the engine asks does not grow with the queue: counted in rows that are looked at, not in time.
import { Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seedQueue } from '../bench/ledger/queued-batches';
import type { CredentialId, FolderId } from '../../main/engine/model';
import type { Ledger } from '../../main/engine/ports';
import { connect } from '../../main/ledger/connection';
import { ledgerDialect } from '../../main/ledger/dialect';
import { ledgerOver } from '../../main/ledger/ledger';
import type { Schema } from '../../main/ledger/schema';
import { notingConnection } from './noting-connection';

const now = 1_000_000_000;

/** A ledger that notes what is asked of SQLite, and how many rows come back. */
async function aQueueOf(batches: number) {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-queue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'ledger.sqlite');
  await seedQueue(file, { batches, now });
  const connection = connect(file);
  const asked: { sql: string; parameters: readonly unknown[]; rows: number }[] = [];
  const noting = notingConnection(connection, (sql, parameters, rows) => {
    if (rows !== null) asked.push({ sql, parameters, rows: rows.length });
  });
  const db = new Kysely<Schema>({ dialect: ledgerDialect(noting) });
  onTestFinished(() => db.destroy());
  const planOf = (sql: string, parameters: readonly unknown[]): string[] =>
    (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  return { ledger: ledgerOver(db), connection, asked, planOf };
}

const questions: Readonly<Record<string, (ledger: Ledger) => Promise<unknown>>> = {
  due: ({ batches }) => batches.due(now, 8, []),
  'due with a credential barred': ({ batches }) => batches.due(now, 8, ['credential-1' as CredentialId]),
  'the next retry': ({ batches }) => batches.nextRetryAt(now),
  'whether a pause holds anything back': ({ batches }) =>
    batches.isHeldBack({ scope: 'folder', id: 'folder-3' as FolderId }),
  'originals to take care of': ({ batches }) => batches.awaitingAfterUpload(20),
  'originals to try again': ({ batches }) => batches.failedAfterUpload(2, null),
  'batches to be split': ({ batches }) => batches.splitting(),
  'what a killed program left': ({ batches }) => batches.interrupted(),
};

describe.each(Object.entries(questions))('%s', (name, ask) => {
  it('is answered with as many statements and rows on a long queue, none of them from a scan of it', async () => {
    const counts: { statements: number; rows: number }[] = [];
    for (const batches of [60, 2_000]) {
      const { ledger, asked, planOf } = await aQueueOf(batches);
      await ask(ledger);
      counts.push({ statements: asked.length, rows: asked.reduce((sum, { rows }) => sum + rows, 0) });
      for (const { sql, parameters } of asked) {
        // The first lane is the first row of its index: no further one is read.
        const scans = planOf(sql, parameters).filter((line) => /SCAN (batch|document|later)\b/.test(line));
        expect(scans.filter((line) => line !== 'SCAN batch USING COVERING INDEX batch_queue')).toEqual([]);
        // Of the queue only the candidates are looked at as a whole.
        if (!/"batch"."state" in \(\?, \?\)/.test(sql) || name.includes('killed')) continue;
        expect(sql).toContain('"batch"."id" in');
        expect(planOf(sql, parameters).filter((line) => /SEARCH batch .*\(state=\?\)$/.test(line))).toEqual([]);
      }
    }
    expect(counts[0]).toEqual(counts[1]);
  });
});

it('a set that lets nothing through does not hide what stands behind its batches', async () => {
  const { ledger, connection } = await aQueueOf(2_000);
  connection.exec(`UPDATE batch SET set_id = NULL
    WHERE id = (SELECT max(id) FROM batch WHERE set_id = 1 AND state = 'sealed')`);
  const others = ['credential-2' as CredentialId];
  expect(await ledger.batches.due(now, 8, others)).toHaveLength(8);
  await ledger.sets.setStatus(1 as never, { state: 'needs-attention', reason: 'no-number' });
  const due = await ledger.batches.due(now, 8, others);
  expect(due.map(({ setId }) => setId)).toEqual([null]);
  await ledger.sets.setStatus(1 as never, { state: 'open', referenceNumber: '1' });
  expect(await ledger.batches.due(now, 8, others)).toHaveLength(8);
});
