// Receipts: each is chained to the one before it, whatever is altered shows, and an export proves the same without us.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FolderId } from '../../engine/model';
import type { AbsolutePath } from '../../engine/model';
import { connect } from '../connection';
import {
  aPlannedSet,
  aSendingBatch,
  anAcceptedBatch,
  evidence,
  openTestLedger,
  zipOf,
  anOpenBatch,
  type TestLedger,
} from '../testing/test-ledger';
import type { ExportFormat } from './export-receipts';
import { receiptHash, startOfChain, type ReceiptContent } from './receipt-format';

/** Three receipts: two of the server, and one of a person who found the batch there. */
async function aLedgerWithReceipts() {
  const test = await openTestLedger({ now: () => Date.UTC(2026, 0, 2) });
  const { ledger, file } = test;
  const { id: setId } = await aPlannedSet(ledger);
  const first = await aSendingBatch(ledger, ['a.pdf', 'sub/b.pdf'], { setId });
  const reply = { serverBatchId: 'id-1', releaseVersion: '7.8.9', setReferenceNumber: '12345', acceptedAt: 60 };
  await ledger.batches.accept(first.id, evidence(), reply, null);
  const second = await anAcceptedBatch(ledger, ['c.pdf'], { setId, acceptedAt: 70 });
  const third = await aSendingBatch(ledger, ['d.pdf']);
  await ledger.batches.endAttempt(third.id, evidence(), { state: 'in-doubt', serverWords: null }, null);
  await ledger.batches.move(third.id, { state: 'accepted', serverBatchId: 'told', acceptedAt: 80 }, 80);
  const change = (statements: string): void => {
    const connection = connect(file);
    connection.exec(`PRAGMA foreign_keys = OFF; ${statements}`);
    connection.close();
  };
  return { ...test, batches: [first.id, second.id, third.id] as const, change };
}

async function exported({ views }: TestLedger, format: ExportFormat): Promise<string> {
  let all = '';
  for await (const piece of (await views.exportReceipts(format)).text) all += piece;
  return all;
}

describe('the hash of a receipt', () => {
  const content: ReceiptContent = {
    ...{ format: 1, number: 1, previousHash: startOfChain, batch: 7, serverBatchId: 'id-7', confirmedBy: 'server' },
    ...{ credentialId: 'acme', setName: 'Märkte "Süd"', setReferenceNumber: null, releaseVersion: '7.8.9' },
    ...{ documentType: 'Invoices', folderPath: 'C:\\scans', zipSha256: 'f'.repeat(64), zipSizeBytes: 1_000 },
    ...{ sealedAt: 1_785_431_234_567, acceptedAt: 1_785_431_239_000 },
    documents: [{ path: 'a/😀\t1.pdf', entryName: 'a_1.pdf', sizeBytes: 5, sha256: 'a'.repeat(64) }],
  };

  // Made with Python: hashlib.sha256(json.dumps(content, sort_keys=True, separators=(',', ':'), ensure_ascii=False)).
  it('is the one that another tool makes of the canonical JSON', () => {
    expect(receiptHash(content)).toBe('9ad5ca46a8b19a3554cf72f885fc5544f20949b4f3aaed45a1703676faa5b5ca');
  });

  it('does not depend on the order of the keys, and does on the order of the documents', () => {
    const backwards = Object.fromEntries(Object.entries(content).reverse()) as unknown as ReceiptContent;
    expect(receiptHash(backwards)).toBe(receiptHash(content));
    const two = [...content.documents, { path: 'b', entryName: 'b', sizeBytes: 1, sha256: 'b'.repeat(64) }];
    const turned = { ...content, documents: two.toReversed() };
    expect(receiptHash(turned)).not.toBe(receiptHash({ ...content, documents: two }));
  });
});

describe('an acceptance', () => {
  it('is chained to the one before it, with everything that was delivered', async () => {
    const test = await aLedgerWithReceipts();
    const { receipts } = JSON.parse(await exported(test, 'json')) as { receipts: Record<string, unknown>[] };
    const [first, second, third] = receipts;
    expect(first).toEqual({
      ...{ format: 1, number: 1, previousHash: startOfChain, batch: test.batches[0], serverBatchId: 'id-1' },
      ...{ confirmedBy: 'server', credentialId: 'credential-1', setName: 'Set key-1', setReferenceNumber: '12345' },
      ...{ releaseVersion: '7.8.9', documentType: 'Invoices', folderPath: '/in', zipSha256: 'f'.repeat(64) },
      ...{
        zipSizeBytes: 1_000,
        sealedAt: 40,
        acceptedAt: 60,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      },
      documents: [
        { path: 'a.pdf', entryName: 'a.pdf', sizeBytes: 100, sha256: 'a'.repeat(64) },
        { path: 'sub/b.pdf', entryName: 'sub_b.pdf', sizeBytes: 101, sha256: 'a'.repeat(64) },
      ],
    });
    expect(second?.['previousHash']).toBe(first?.['hash']);
    // The reply named no number; the batch was sent with it.
    expect(second?.['setReferenceNumber']).toBe('12345');
    expect(third?.['previousHash']).toBe(second?.['hash']);
    expect(third).toMatchObject({ number: 3, confirmedBy: 'person', serverBatchId: 'told', releaseVersion: null });
  });

  it('that is rolled back takes no number', async () => {
    const test = await aLedgerWithReceipts();
    const { id } = await aSendingBatch(test.ledger, ['e.pdf']);
    const nowhere = { id: 99 as never, status: { state: 'planned' } } as const;
    const reply = { serverBatchId: 'id-4', releaseVersion: null, setReferenceNumber: null, acceptedAt: 90 };
    await expect(test.ledger.batches.accept(id, evidence(), reply, nowhere)).rejects.toThrow();
    await test.ledger.batches.accept(id, evidence(), reply, null);
    expect(await test.views.verifyReceipts(null)).toMatchObject({ head: { number: 4 }, problems: [] });
  });

  it('is hashed as it is stored, also where the ledger cannot store what was said', async () => {
    const test = await openTestLedger();
    const { id } = await aSendingBatch(test.ledger, ['a.pdf']);
    const reply = { serverBatchId: 'id\0\uD800', releaseVersion: null, setReferenceNumber: null, acceptedAt: 90 };
    await test.ledger.batches.accept(id, evidence(), reply, null);
    expect((await test.views.verifyReceipts(null)).problems).toEqual([]);
  });
});

describe('verifying', () => {
  it('passes an untouched chain and names its head', async () => {
    const { views, rows } = await aLedgerWithReceipts();
    const [last] = rows('SELECT number, hash FROM receipt WHERE number = 3');
    expect(await views.verifyReceipts(null)).toEqual({ receipts: 3, documents: 4, head: last, problems: [] });
    const empty = await openTestLedger();
    expect(await empty.views.verifyReceipts(null)).toEqual({ receipts: 0, documents: 0, head: null, problems: [] });
  });

  it.each([
    "UPDATE receipt SET server_batch_id = 'other' WHERE number = 2",
    "UPDATE receipt SET confirmed_by = 'person' WHERE number = 2",
    "UPDATE receipt SET set_reference_number = '99' WHERE number = 2",
    'UPDATE receipt SET release_version = NULL WHERE number = 2',
    `UPDATE receipt SET zip_sha256 = '${'0'.repeat(64)}' WHERE number = 2`,
    'UPDATE receipt SET zip_size_bytes = 1 WHERE number = 2',
    'UPDATE receipt SET accepted_at = 1 WHERE number = 2',
    `UPDATE receipt SET hash = '${'0'.repeat(64)}' WHERE number = 2`,
    "UPDATE batch SET document_type = 'Receipts' WHERE server_batch_id = 'server-2'",
    "UPDATE batch SET sealed_at = 1 WHERE server_batch_id = 'server-2'",
    "UPDATE document SET relative_path = 'other.pdf' WHERE relative_path = 'c.pdf'",
    "UPDATE document SET size_bytes = 1 WHERE relative_path = 'c.pdf'",
    `UPDATE document SET sha256 = '${'0'.repeat(64)}' WHERE relative_path = 'c.pdf'`,
    "UPDATE document SET entry_name = 'other.pdf' WHERE relative_path = 'c.pdf'",
    "DELETE FROM document WHERE relative_path = 'c.pdf'",
    "UPDATE document SET batch_id = 2, entry_position = 9 WHERE relative_path = 'd.pdf'",
  ])('finds the receipt that was altered: %s', async (statement) => {
    const { views, change, batches } = await aLedgerWithReceipts();
    change(statement);
    const { problems } = await views.verifyReceipts(null);
    const second = { kind: 'altered', number: 2, batch: batches[1] };
    expect(problems).toContainEqual(expect.objectContaining(second));
    expect(problems.every(({ kind }) => kind === 'altered' || kind === 'broken-link')).toBe(true);
  });

  it.each([
    "UPDATE folder SET path = '/other'",
    "UPDATE batch SET credential_id = 'other'",
    "UPDATE document_set SET name = 'Other'",
  ])('finds what several receipts share altered: %s', async (statement) => {
    const { views, change } = await aLedgerWithReceipts();
    change(statement);
    const { problems } = await views.verifyReceipts(null);
    expect(problems.map((problem) => ('number' in problem ? [problem.kind, problem.number] : []))).toEqual(
      statement.includes('document_set')
        ? [
            ['altered', 1],
            ['altered', 2],
          ]
        : [
            ['altered', 1],
            ['altered', 2],
            ['altered', 3],
          ],
    );
  });

  it('finds a receipt that was replaced by one with a hash of its own', async () => {
    const { views, change, rows, batches } = await aLedgerWithReceipts();
    change("UPDATE receipt SET server_batch_id = 'forged' WHERE number = 2");
    const { problems: before } = await views.verifyReceipts(null);
    expect(before.map(({ kind }) => kind)).toEqual(['altered']);
    const forged = hashOf(rows, 2, 'forged');
    change(`UPDATE receipt SET hash = '${forged}' WHERE number = 2`);
    const { problems } = await views.verifyReceipts(null);
    expect(problems).toEqual([{ kind: 'broken-link', number: 3, batch: batches[2], serverBatchId: 'told' }]);
  });

  it('finds a gap, and an end that was cut off, also after further receipts', async () => {
    const { views, change, ledger } = await aLedgerWithReceipts();
    change('DELETE FROM receipt WHERE number = 2');
    expect((await views.verifyReceipts(null)).problems).toEqual([{ kind: 'missing', from: 2, to: 2 }]);
    change('DELETE FROM receipt WHERE number = 3');
    expect((await views.verifyReceipts(null)).problems).toEqual([{ kind: 'cut-off', from: 2, to: 3 }]);
    await anAcceptedBatch(ledger, ['later.pdf']);
    const { problems, head } = await views.verifyReceipts(null);
    expect(head?.number).toBe(4);
    expect(problems).toEqual([{ kind: 'missing', from: 2, to: 3 }]);
  });

  it('finds that a head noted earlier is no part of the chain any more', async () => {
    const { views, change, rows } = await aLedgerWithReceipts();
    const [{ hash } = { hash: '' }] = rows('SELECT hash FROM receipt WHERE number = 3') as { hash: string }[];
    expect((await views.verifyReceipts(hash)).problems).toEqual([]);
    // Whoever can write the file can also cut the chain without a trace in it.
    change("DELETE FROM receipt WHERE number = 3; UPDATE sqlite_sequence SET seq = 2 WHERE name = 'receipt'");
    expect((await views.verifyReceipts(null)).problems).toEqual([]);
    expect((await views.verifyReceipts(hash)).problems).toEqual([{ kind: 'head-unknown', head: hash }]);
  });

  it('leaves others their turn', async () => {
    const { ledger, views } = await openTestLedger();
    for (let batch = 0; batch < 4; batch += 1) {
      const names = Array.from({ length: 250 }, (_, index) => `${batch}/${index}.pdf`);
      await anAcceptedBatch(ledger, names);
    }
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    await views.verifyReceipts(null);
    clearImmediate(next);
    expect(turns).toBe(2);
  });
});

/** The hash that receipt `number` would have with another batch id, made from nothing but the documented format. */
function hashOf(rows: TestLedger['rows'], number: number, serverBatchId: string): string {
  const [row] = rows(`SELECT * FROM receipt WHERE number = ${number}`);
  const text = `{"acceptedAt":70,"batch":2,"confirmedBy":"server","credentialId":"credential-1","documentType":"Invoices","documents":[{"entryName":"c.pdf","path":"c.pdf","sha256":"${'a'.repeat(64)}","sizeBytes":100}],"folderPath":"/in","format":1,"number":2,"previousHash":"${String(row?.['previous_hash'])}","releaseVersion":"7.8.9","sealedAt":40,"serverBatchId":"${serverBatchId}","setName":"Set key-1","setReferenceNumber":"12345","zipSha256":"${'f'.repeat(64)}","zipSizeBytes":1000}`;
  return createHash('sha256').update(text).digest('hex');
}

describe('an export', () => {
  it('as JSON carries the head, and every hash can be made from it alone', async () => {
    const test = await aLedgerWithReceipts();
    const { receipts, ...top } = JSON.parse(await exported(test, 'json')) as {
      receipts: (ReceiptContent & { hash: string })[];
      head: unknown;
    };
    const { head } = await test.views.exportReceipts('json');
    expect(top).toEqual({
      ...{ format: 'batchdrop-receipts', version: 1, exportedAt: '2026-01-02T00:00:00.000Z', head },
    });
    expect(head).toMatchObject({ number: 3, hash: receipts[2]?.hash });
    for (const { hash, ...content } of receipts) expect(receiptHash(content)).toBe(hash);
  });

  it('as CSV has a row per document and cells that no spreadsheet takes for formulas', async () => {
    const test = await openTestLedger();
    const { ledger, rows } = test;
    await ledger.folders.register({ id: 'f2' as FolderId, path: '/in, "2"' as AbsolutePath, addedAt: 1 });
    const names = ['=cmd()', '+1', '-1', '@a', '\ttab', '\rreturn', 'a=b', 'line\nbreak'].map((name) => `${name}.pdf`);
    const open = await anOpenBatch(ledger, names, { folder: 'f2' as FolderId });
    await ledger.batches.seal(open.id, await zipOf(ledger, open));
    await ledger.batches.beginAttempt(open.id, 50);
    const reply = { serverBatchId: '=id', releaseVersion: null, setReferenceNumber: '-5', acceptedAt: 60 };
    await ledger.batches.accept(open.id, evidence(), reply, null);
    const [{ hash } = { hash: '' }] = rows('SELECT hash FROM receipt') as { hash: string }[];
    const [header, ...lines] = (await exported(test, 'csv')).split('\r\n');
    expect(header).toBe(
      '\uFEFFreceipt,accepted_at,folder,path,size_bytes,sha256,entry_name,server_batch_id,confirmed_by,set_name,' +
        'set_reference_number,document_type,credential,release_version,batch,sealed_at,zip_sha256,zip_size_bytes,' +
        'previous_hash,hash',
    );
    expect(lines.at(-1)).toBe('');
    const row = (path: string, index: number) =>
      [
        ...['1', '1970-01-01T00:00:00.060Z', '"/in, ""2"""', path, String(100 + index), 'a'.repeat(64)],
        ...[path, "'=id", 'server', '', "'-5", 'Invoices', 'credential-1', '', String(open.id)],
        ...['1970-01-01T00:00:00.040Z', 'f'.repeat(64), '1000', startOfChain, hash],
      ].join(',');
    const safe = ["'=cmd()", "'+1", "'-1", "'@a", "'\ttab", `"'\rreturn`, 'a=b', '"line\nbreak'];
    const quoted = safe.map((name) => (name.startsWith('"') ? `${name}.pdf"` : `${name}.pdf`));
    const order = (await ledger.documents.ofBatch(open.id)).map(({ relativePath }) => names.indexOf(relativePath));
    expect(lines.slice(0, -1)).toEqual(order.map((index) => row(quoted[index] ?? '', index)));
  });

  it('of nothing is empty but well formed', async () => {
    const test = await openTestLedger();
    expect(JSON.parse(await exported(test, 'json'))).toMatchObject({ head: null, receipts: [] });
    expect((await exported(test, 'csv')).split('\r\n')).toHaveLength(2);
  });
});
