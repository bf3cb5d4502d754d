// Decisions about many documents in the ledger: which rows they fit, and that no other row is read for them.
import { Kysely } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import type { DocumentId } from '../../engine/model';
import { connect } from '../connection';
import { ledgerDialect } from '../dialect';
import type { Schema } from '../schema';
import { anAcceptedBatch, openTestLedger, readyDocuments, settlingDocuments } from '../testing/test-ledger';
import { waitingNewestQuery } from './decide-documents';

const setAside = { verdict: 'set-aside', reason: 'incomplete', detail: 'cut off' } as const;

it('changes the documents that wait for a word and no others, more of them than one statement takes', async () => {
  const { ledger, rows } = await openTestLedger();
  const paths = Array.from({ length: 1_200 }, (_, index) => `${String(index).padStart(4, '0')}.pdf`);
  const waiting = (await settlingDocuments(ledger, paths)).map(({ id }) => id);
  await ledger.documents.judge(
    waiting.map((id) => ({ id, ...setAside })),
    20,
  );
  const others = (await readyDocuments(ledger, ['ready.pdf'])).map(({ id }) => id);
  const [first = 0 as DocumentId, ...rest] = waiting;
  const dismissed = await ledger.documents.dismissMany([first, ...others, 9_999 as DocumentId], 30);
  expect(dismissed).toEqual(new Set([first]));
  expect(await ledger.documents.dismissMany([first], 31)).toEqual(new Set());
  expect(await ledger.documents.sendAnywayMany([...rest, ...others], 40)).toEqual(new Set(rest));
  expect(rows(`SELECT reason, detail, set_aside_at FROM document WHERE state = 'set-aside'`)).toEqual([
    { reason: 'withdrawn', detail: '', set_aside_at: 30 },
  ]);
  expect(rows('SELECT state, count(*) AS n FROM document GROUP BY state ORDER BY state')).toEqual([
    { state: 'ready', n: 1 },
    { state: 'set-aside', n: 1 },
    { state: 'settling', n: 1_199 },
  ]);
  expect(rows('SELECT kind, at, made_by, count(*) AS n FROM decision GROUP BY kind ORDER BY kind')).toEqual([
    { kind: 'dismiss', at: 30, made_by: 'person', n: 1 },
    { kind: 'retry', at: 40, made_by: 'person', n: 1_199 },
  ]);
});

it('keeps that one was once wanted although it was sent before, when it is tried again', async () => {
  const { ledger } = await openTestLedger();
  const [original] = await ledger.documents.ofBatch((await anAcceptedBatch(ledger, ['original.pdf'])).id);
  const [copy, plain] = await readyDocuments(ledger, ['copy.pdf', 'plain.pdf']);
  if (original === undefined || copy === undefined || plain === undefined) throw new Error('no documents');
  const about = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id, asks: true } as const;
  await ledger.documents.judge([{ id: copy.id, ...about }], 30);
  const both = [copy.id, plain.id];
  expect(await ledger.documents.sendAnywayMany(both, 40)).toEqual(new Set([copy.id]));
  await ledger.documents.judge(
    both.map((id) => ({ id, ...setAside })),
    50,
  );
  expect(await ledger.documents.sendAnywayMany(both, 60)).toEqual(new Set(both));
  const newest = await ledger.documents.newest(copy.folderId, ['copy.pdf', 'plain.pdf']);
  expect(newest.get('copy.pdf')?.sendAnyway).toBe(true);
  expect(newest.get('plain.pdf')?.sendAnyway).toBe(false);
});

it('reads the documents asked about by their number, and later versions by their path', async () => {
  const { file } = await openTestLedger();
  const connection = connect(file);
  onTestFinished(() => {
    connection.close();
  });
  const db = new Kysely<Schema>({ dialect: ledgerDialect(connection) });
  const { sql, parameters } = waitingNewestQuery(db, [1, 2, 3] as DocumentId[]).compile();
  const plan = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([...parameters]) as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH document USING INTEGER PRIMARY KEY (rowid=?)',
    expect.stringContaining('CORRELATED'),
    expect.stringMatching(
      /^SEARCH later USING .*INDEX document_by_path \(folder_id=\? AND relative_path=\? AND id>\?\)/,
    ),
  ]);
});
