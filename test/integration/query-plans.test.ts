// Every question that window and engine ask: none goes through all documents, batches or lines of activity, none sorts them.
import { Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialId, FolderId } from '../../main/engine/model';
import { connect, type LedgerConnection } from '../../main/ledger/connection';
import { ledgerDialect } from '../../main/ledger/dialect';
import { openedOver } from '../../main/ledger/open-ledger';
import type { Schema } from '../../main/ledger/schema';
import { aSealedBatch } from '../../main/ledger/testing/test-ledger';
import { engineQuestions } from '../bench/ledger/engine-questions';
import { screenQuestions } from '../bench/ledger/screen-questions';
import { seedLedger } from '../e2e/testing/seed-ledger';
import { notingConnection } from './noting-connection';

const now = Date.UTC(2026, 10, 23, 12);
const size = { sets: 40, batches: 2_000, documents: 20_000, activity: 2_000, now };

let folder: string;
let file: string;
let connection: LedgerConnection;
let opened: ReturnType<typeof openedOver>;
const asked = new Map<string, readonly unknown[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-plans-'));
  file = join(folder, 'ledger.sqlite');
  await seedLedger(file, size);
  connection = connect(file);
  const noting = notingConnection(connection, (sql, parameters) => {
    asked.set(sql, parameters);
  });
  const db = new Kysely<Schema>({ dialect: ledgerDialect(noting) });
  opened = openedOver(db, noting, () => now);
}, 60_000);

afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

interface Exception {
  readonly sql: RegExp;
  readonly line: RegExp;
  readonly why: string;
}

const sorts = /TEMP B-TREE/;
const exceptions: readonly Exception[] = [
  { sql: /from activity where true order by id desc limit/, line: /^SCAN activity$/, why: 'ends with its page' },
  { sql: /from \(select \* from \(select \* from .*activity/s, line: sorts, why: 'a page for each kind, put together' },
  { sql: /^\s*with recursive place/, line: /^SCAN (document|batch) USING COVERING INDEX/, why: 'its first row only' },
  { sql: /^\s*with recursive place/, line: /^UNION USING TEMP B-TREE$/, why: 'what a person put first: a few' },
  { sql: /order by "entry_position", "relative_path"/, line: sorts, why: 'those of one batch that are in no zip yet' },
  { sql: /^select "zip_name" from "batch"/, line: sorts, why: 'asked once, at the start' },
  { sql: /where "state" in \(\?, \?\) order by "id"$/, line: sorts, why: 'what a killed program left: a few' },
  { sql: /from "batch" where "set_id" is .* order by "accepted_at"/, line: sorts, why: 'the batches of one set' },
  {
    sql: /from "document" .*"sha256" in .*order by "document"."id"$/,
    line: sorts,
    why: 'at most as many as were asked for',
  },
  {
    sql: /order by case when batch.state = 'sending'/,
    line: sorts,
    why: 'a page of the queue is sorted: 28 ms for 30,000',
  },
  { sql: /from "folder" order by|^\s*with day |select id from document_set/, line: sorts, why: 'no large table' },
];

const gone = /^SCAN (document|batch|activity|later|earlier|original|version)\b/;

/** The statements that were asked meanwhile, each with the lines of its plan. */
async function plansOf(ask: () => Promise<unknown>): Promise<{ sql: string; lines: string[] }[]> {
  asked.clear();
  await ask();
  // On a connection of its own: a plan that was read is a statement in progress, which no commit goes past.
  const explaining = connect(file);
  try {
    return [...asked]
      .filter(([sql]) => /^\s*(select|with|update|delete|insert)/i.test(sql))
      .map(([sql, parameters]) => {
        const rows = explaining.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
        return { sql, lines: rows.map(({ detail }) => detail) };
      });
  } finally {
    explaining.close();
  }
}

/** The lines of all plans that go through a large table or sort something, with their statement. */
async function linesOf(ask: () => Promise<unknown>): Promise<string[]> {
  return (await plansOf(ask)).flatMap(({ sql, lines }) =>
    lines
      .filter((line) => gone.test(line) || line.includes('TEMP B-TREE'))
      .filter((line) => !exceptions.some((one) => one.sql.test(sql) && one.line.test(line)))
      .map((line) => `${line}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
  );
}

it('would notice', async () => {
  const all = linesOf(() => opened.views.summary());
  expect((await all).join('\n')).toMatch(/SCAN document/);
});

describe('the window', () => {
  it.each(Object.entries(screenQuestions(size)))('%s', async (_name, ask) => {
    expect(await linesOf(() => ask(opened.views))).toEqual([]);
  });
});

describe('the engine', () => {
  it.each(Object.entries(engineQuestions(size)))('%s', async (_name, ask) => {
    expect(await linesOf(() => ask(opened.ledger, opened.activity))).toEqual([]);
  });
});

it('updates many documents by their ids alone', async () => {
  const [folder, credential] = ['folder-2' as FolderId, 'credential-2' as CredentialId];
  const { ledger } = opened;
  const plans = await plansOf(async () => {
    const { id } = await aSealedBatch(ledger, ['one.pdf', 'two.pdf'], { folder, credential });
    const documents = await ledger.documents.ofBatch(id);
    await ledger.batches.recordAfterUpload(documents.map(({ id }) => ({ documentId: id, result: 'left' })));
  });
  const updates = plans.filter(({ sql }) => /^update document .*json_each/s.test(sql));
  // Ready, in a batch, sealed, taken care of.
  expect(updates).toHaveLength(4);
  for (const { lines } of updates) {
    expect(lines.filter((line) => line.includes('document'))).toEqual([
      'SEARCH document USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  }
});
