// The hot questions on a large ledger: each is answered through its index, and within a time that says so.
import { Kysely, type Compilable, type RawBuilder } from 'kysely';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchId, DocumentId } from '../engine/model';
import { dueQuery } from './batches/due-batches';
import { highestQuery } from './batches/prioritize-batch';
import { recentUploadsQuery } from './batches/recent-uploads';
import { applySettings, connect, type LedgerConnection } from './connection';
import { ledgerDialect } from './dialect';
import { compareQuery } from './documents/compare-files';
import { renamedQuery } from './documents/judge-documents';
import { askingQuery, originalsQuery, sameSizeQuery, versionBeforeQuery } from './documents/duplicates';
import { newestQuery } from './documents/newest-versions';
import { readyQuery, settlingQuery } from './documents/waiting-documents';
import { ledgerOver } from './ledger';
import { migrate } from './migrations/migrate';
import type { Schema } from './schema';
import { credentialId, folderId } from './testing/test-ledger';
import { expiredQuery, surplusQuery } from './activity/activity-log';
import { activityQuery } from './activity/list-activity';
import { failedQuery } from './views/attention-batches';
import { setAsideQuery } from './views/attention-documents';
import { dailyQuery } from './views/daily-figures';
import { progressQuery } from './views/drop-progress';
import { viewsOver } from './views/ledger-views';
import { placesQuery } from './views/places';
import { pageQuery } from './views/queue';
import { contentQuery, blocksQuery, serverIdQuery, zipQuery } from './views/search';

const documents = 300_000;

let folder: string;
let connection: LedgerConnection;
let db: Kysely<Schema>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-plans-'));
  connection = connect(join(folder, 'ledger.sqlite'));
  applySettings(connection);
  db = new Kysely<Schema>({ dialect: ledgerDialect(connection) });
  await migrate(db);
  connection.exec(manyRows);
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

/** One folder with years of delivered documents, a few on the way, in batches of a hundred. */
const manyRows = `
  INSERT INTO folder (id, path, added_at, state) VALUES ('${folderId}', '/in', 1, 'watching');
  INSERT INTO credential (id, name, state) VALUES ('${credentialId}', 'Acme', 'ok');
  CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${documents - 1})
    SELECT i FROM n;
  INSERT INTO batch (id, folder_id, credential_id, document_type, invoice_type, processing_pref, document_count,
      created_at, sealed_at, zip_name, zip_sha256, zip_size_bytes, attempts, state, server_batch_id, accepted_at)
    SELECT i + 1, '${folderId}', '${credentialId}', 'Invoices', 'B2B', 'Speed', 100, i, i, 'batch-' || i || '.zip',
      printf('%064d', i), 1000, 1, CASE WHEN i % 3 = 0 THEN 'sealed' ELSE 'accepted' END,
      CASE WHEN i % 3 = 0 THEN NULL ELSE 'id-' || i END, CASE WHEN i % 3 = 0 THEN NULL ELSE i END
    FROM temp.n WHERE i < ${documents / 100};
  INSERT INTO document (folder_id, relative_path, size_bytes, mtime_ms, seen_at, state, kind, ready_at, batch_id,
      entry_position, entry_name, sha256, after_upload)
    SELECT '${folderId}', 'scans/' || (i % 300) || '/invoice ' || i || '.pdf', 1000 + i, i + 0.5, i, 'delivered', 'pdf',
      i, i / 100 + 1, i % 100, i || '.pdf', printf('%064d', i), 'left'
    FROM temp.n;
  INSERT INTO document (folder_id, relative_path, size_bytes, mtime_ms, seen_at, state, kind, ready_at)
    SELECT '${folderId}', 'new/' || i || '.pdf', i, i, i, CASE WHEN i < 50 THEN 'settling' ELSE 'ready' END,
      CASE WHEN i < 50 THEN NULL ELSE 'pdf' END, CASE WHEN i < 50 THEN NULL ELSE i END
    FROM temp.n WHERE i < 100;
  DROP TABLE temp.n;`;

function planOf(query: Compilable): string {
  const { sql, parameters } = query.compile();
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
  return rows.map(({ detail }) => detail).join('\n');
}

/** A statement of its own, as a query. */
function plain(statement: RawBuilder<unknown>): Compilable {
  return { compile: () => statement.compile(db) };
}

/** A scan without an index reads the whole table. */
const wholeTable = /SCAN (document|version|given|before|later|gone|batch|mate|older)(?! USING (COVERING )?INDEX)/;

describe('query plans', () => {
  const pageOfQueue = () => pageQuery(db, { offset: 0, limit: 50, states: ['sealed', 'waiting'] }, 5);
  const scope = { credentialId, documentType: 'Invoices' } as const;
  const contents = Array.from({ length: 500 }, (_, index) => String(index * 300).padStart(64, '0'));
  const ids = Array.from({ length: 500 }, (_, index) => (index + 1) as DocumentId);
  const paths = Array.from({ length: 500 }, (_, index) => `scans/1/invoice ${index * 300 + 1}.pdf`);

  it.each([
    { question: 'newest', index: 'document_by_path', query: () => newestQuery(db, folderId, paths) },
    { question: 'settling', index: 'document_places', query: () => settlingQuery(db, folderId) },
    { question: 'ready', index: 'document_unsealed_once', query: () => readyQuery(db, folderId) },
    { question: 'wasRenamed', index: 'document_by_fingerprint', query: () => renamedQuery(db, 5 as DocumentId) },
    { question: 'sameSize', index: 'document_by_fingerprint', query: () => sameSizeQuery(db, scope, ids) },
    { question: 'originals', index: 'document_by_content', query: () => originalsQuery(db, scope, contents) },
    { question: 'wasTouched', index: 'document_by_path', query: () => versionBeforeQuery(db, 5 as DocumentId) },
    { question: 'askingDuplicates', index: 'document_duplicate_open', query: () => askingQuery(db, folderId) },
    { question: 'due', index: 'batch_by_state', query: () => dueQuery(db, 5, 10, []) },
    {
      question: 'due under pauses',
      index: 'batch_by_state',
      query: () => dueQuery(db, 5, 10, [], { all: false, credentials: [credentialId], folders: [folderId] }),
    },
    { question: 'a page of the queue', index: 'batch_by_state', query: pageOfQueue },
    { question: 'a set with a batch put first', index: 'batch_prioritized', query: pageOfQueue },
    {
      question: 'the progress of drops',
      index: 'document_by_path',
      query: () => progressQuery(db, [folderId, 'drop-1']),
    },
    { question: 'the highest place', index: 'batch_prioritized', query: () => highestQuery(db) },
    {
      question: 'failed moves',
      index: 'document_after_upload',
      query: () => failedQuery(db, null).selectAll(),
    },
    { question: 'what is set aside', index: 'document_aside_open', query: () => setAsideQuery(db, null).select('id') },
    { question: 'the days', index: 'batch_deliveries', query: () => plain(dailyQuery([1, 2])) },
    { question: 'a period', index: 'document_places', query: () => plain(placesQuery(1)) },
    { question: 'search by server id', index: 'batch_by_server_id', query: () => plain(serverIdQuery('id-1')) },
    { question: 'search by zip', index: 'batch_by_zip', query: () => plain(zipQuery('0000001')) },
    { question: 'search by content', index: 'document_by_content', query: () => plain(contentQuery('0000001')) },
    {
      question: 'search by name',
      index: 'INTEGER PRIMARY KEY',
      query: () => plain(blocksQuery('invoice', { from: 1, below: 2_000 })),
    },
  ])('$question uses $index', ({ index, query }) => {
    const plan = planOf(query());
    expect(plan).toContain(index);
    expect(plan).not.toMatch(wholeTable);
  });

  it.each([
    { question: 'all', index: 'PRIMARY KEY', filter: {} },
    { question: 'one folder', index: 'activity_by_folder', filter: { folderId } },
    { question: 'one folder and kind', index: 'activity_by_folder', filter: { folderId, kinds: ['alarm'] } as const },
    { question: 'one credential', index: 'activity_by_credential', filter: { credentialId } },
    { question: 'one kind', index: 'activity_by_kind', filter: { kinds: ['alarm'] } as const },
    { question: 'two kinds', index: 'activity_by_kind', filter: { kinds: ['alarm', 'batch-held'] } as const },
    { question: 'a text', index: 'PRIMARY KEY', filter: { text: 'a' } },
  ])('what happened, $question, comes through $index in order', ({ index, filter }) => {
    const plan = planOf(plain(activityQuery({ before: 1_000, limit: 50, ...filter })));
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN activity(?! USING)/);
    // Only the rows of the page, found already, may be put in order.
    const looking = plan.split('\n').filter((line) => /activity|B-TREE/.test(line));
    expect(looking[0]).toContain('SEARCH activity');
    expect(plan).not.toMatch(/SEARCH activity.*\n.*USE TEMP B-TREE.*\n.*SEARCH activity/);
  });

  it.each([
    { what: 'old', index: 'activity_by_time', query: () => plain(expiredQuery({ before: 5, atOnce: 10 })) },
    { what: 'many', index: 'PRIMARY KEY', query: () => plain(surplusQuery({ keep: 5, atOnce: 10 })) },
  ])('what is too $what for the list is found through $index', ({ index, query }) => {
    const plan = planOf(query());
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN activity|TEMP B-TREE/);
  });

  it('files that a scan found are compared through document_by_path', () => {
    const files = paths.map((relativePath) => ({ relativePath, sizeBytes: 1, mtimeMs: 1 }));
    const plan = planOf({ compile: () => compareQuery(folderId, files) });
    expect(plan).toContain('document_by_path');
    expect(plan).not.toMatch(wholeTable);
  });

  it('the last uploads of a credential are found from the latest backwards', () => {
    const plan = planOf(recentUploadsQuery(db, credentialId));
    expect(plan).toContain('batch_deliveries');
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it('ready comes in order without sorting', () => {
    expect(planOf(readyQuery(db, folderId))).not.toContain('TEMP B-TREE');
  });

  it('answer on 300,000 documents in far less time than a whole-table read takes', async () => {
    const ledger = ledgerOver(db);
    const views = viewsOver(db, () => 5);
    const questions = {
      newest: async () => (await ledger.documents.newest(folderId, paths)).size,
      settling: async () => (await ledger.documents.settling(folderId)).length,
      ready: async () => (await ledger.documents.ready(folderId)).length,
      sameSize: async () => (await ledger.documents.sameSize(scope, ids)).length,
      originals: async () => (await ledger.documents.originals(scope, contents)).size,
      wasTouched: async () => ledger.documents.wasTouched(5 as DocumentId, contents[0] ?? ''),
      askingDuplicates: async () => (await ledger.documents.askingDuplicates(folderId)).length,
      due: async () => (await ledger.batches.due(5, 10, [])).length,
      tally: async () => (await ledger.batches.tally()).ready,
      awaitingAfterUpload: async () => (await ledger.batches.awaitingAfterUpload(10)).length,
      ofBatch: async () => (await ledger.documents.ofBatch(7 as BatchId)).length,
      folders: async () => (await views.folders())[0]?.counts.seen,
      queue: async () => (await views.queue({ offset: 0, limit: 50, group: 'waiting' })).total,
    };
    const answers: Record<string, unknown> = {};
    const slow: Record<string, number> = {};
    for (const [name, ask] of Object.entries(questions)) {
      await ask();
      const startedAt = performance.now();
      answers[name] = await ask();
      const tookMs = performance.now() - startedAt;
      // Generous for a loaded machine; without its index each takes several times as long.
      if (tookMs > 100) slow[name] = tookMs;
      if (process.env['LEDGER_TIMES'] !== undefined) console.log(name, tookMs.toFixed(1));
    }
    expect(slow).toEqual({});
    expect(answers).toEqual({
      ...{ sameSize: 500, originals: 500, wasTouched: false, askingDuplicates: 0 },
      ...{ newest: 500, settling: 50, ready: 50, due: 10, tally: 50, awaitingAfterUpload: 0, ofBatch: 100 },
      ...{ folders: documents + 100, queue: documents / 300 },
    });
  });
});
