// The search: what each kind of text finds, and that nothing is missed between its steps.
import { describe, expect, it } from 'vitest';
import { connect } from '../connection';
import {
  aPlannedSet,
  aSealedBatch,
  anAcceptedBatch,
  credentialId,
  folderId,
  openTestLedger,
} from '../testing/test-ledger';

const signal = new AbortController().signal;

async function aLedger(paths: readonly string[] = []) {
  const test = await openTestLedger();
  if (paths.length > 0) await anAcceptedBatch(test.ledger, paths);
  const find = (text: string) => test.views.search(text, { signal });
  const names = async (text: string): Promise<string[]> =>
    (await find(text)).documents.map(({ relativePath }) => relativePath);
  /** Rows as they would come in years. */
  const exec = (sql: string): void => {
    const connection = connect(test.file);
    connection.exec(sql);
    connection.close();
  };
  return { ...test, find, names, exec };
}

const decomposed = 'Mu\u0308ller.pdf';

describe('the search for documents', () => {
  it('finds a part of the file name, the newest first, with where it is', async () => {
    const { ledger, find } = await aLedger(['sub/invoice 1.pdf', 'invoice 2.pdf', 'letter.pdf']);
    const { documents, sets, batches, hasMore } = await find(' VOICE ');
    expect(documents).toMatchObject([
      { relativePath: 'invoice 2.pdf', folderId, folderPath: '/in', state: 'delivered', foundBy: 'name' },
      { relativePath: 'sub/invoice 1.pdf', batchId: 1, seenAt: 10 },
    ]);
    expect([sets, batches, hasMore]).toEqual([[], [], false]);
    await aSealedBatch(ledger, ['invoice 3.pdf']);
    expect((await find('invoice')).documents.map(({ documentId }) => documentId)).toEqual([4, 2, 1]);
  });

  it('finds every one among many, whole blocks of names or not, and none that is gone', async () => {
    const { ledger, names, rows } = await aLedger();
    const changes = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...({ kind: 'new', relativePath: `sub/n${first + index}n.pdf`, mtimeMs: 1 } as const),
        sizeBytes: first + index,
      }));
    const [taken] = await ledger.documents.record(folderId, changes(1, 1), 1);
    await ledger.documents.record(folderId, changes(2, 29), 1);
    await ledger.documents.record(folderId, changes(31, 70), 1);
    // Ids 101 to 200 go, and with them whole blocks that nobody writes any more.
    const passing = await ledger.documents.record(folderId, changes(101, 100), 1);
    await ledger.documents.forget([...passing, ...(taken === undefined ? [] : [taken])].map(({ id }) => id));
    await ledger.documents.record(folderId, changes(201, 5), 1);
    expect(rows('SELECT count(*) AS blocks FROM name_block WHERE block < 3')).toEqual([{ blocks: 3 }]);
    for (const number of [2, 31, 32, 33, 63, 64, 96, 100, 201, 205]) {
      expect(await names(`n${number}n`)).toEqual([`sub/n${number}n.pdf`]);
    }
    for (const number of [1, 101, 150, 200]) expect(await names(`n${number}n`)).toEqual([]);
    // Neither the place in a block nor what stands between the names is a part of one.
    expect(await names('n//')).toEqual([]);
  });

  it('looks at the file name, not at its folders', async () => {
    const { names } = await aLedger(['invoices/a.pdf', 'a/invoices.pdf']);
    expect(await names('invoices')).toEqual(['a/invoices.pdf']);
  });

  it.each([
    { text: 'müller', found: ['MÜLLER.pdf', decomposed, 'müller.pdf'] },
    { text: 'MÜLLER', found: ['MÜLLER.pdf', decomposed, 'müller.pdf'] },
    { text: 'mu\u0308ller', found: ['MÜLLER.pdf', decomposed, 'müller.pdf'] },
    { text: 'ü', found: ['MÜLLER.pdf', decomposed, 'müller.pdf'] },
    { text: 'muller', found: ['Muller.pdf'] },
    { text: '請求', found: ['請求書.pdf'] },
    { text: 'miller', found: [] },
  ])('finds $text whatever its capitals and however it is spelled in bytes', async ({ text, found }) => {
    const { names } = await aLedger(['müller.pdf', decomposed, 'Muller.pdf', '請求書.pdf', 'MÜLLER.pdf']);
    expect(await names(text)).toEqual(found);
  });

  it.each([
    { text: '%', found: ['100%.pdf'] },
    { text: '_', found: ['a_b.pdf'] },
    { text: '\\', found: ['c\\d.pdf'] },
    { text: "'; drop", found: ["o'; drop.pdf"] },
  ])('takes $text for what it is', async ({ text, found }) => {
    const { names } = await aLedger(['100%.pdf', 'a_b.pdf', 'c\\d.pdf', "o'; drop.pdf", 'plain.pdf']);
    expect(await names(text)).toEqual(found);
  });

  it('finds the beginning of a SHA-256 in any capitals, from six characters on', async () => {
    const { find } = await aLedger(['x.pdf']);
    expect((await find('AAAAAA')).documents).toMatchObject([{ relativePath: 'x.pdf', foundBy: 'sha256' }]);
    expect((await find('a'.repeat(64))).documents).toHaveLength(1);
    expect((await find('aaaaa')).documents).toEqual([]);
    expect((await find('aaaaab')).documents).toEqual([]);
    expect((await find('a'.repeat(65))).documents).toEqual([]);
  });

  it('says when there is more, and names a document once that is found in two ways', async () => {
    const { find } = await aLedger(['aaaaaa.pdf', ...Array.from({ length: 31 }, (_, at) => `bill ${at}.pdf`)]);
    const bills = await find('bill');
    expect([bills.documents.length, bills.hasMore]).toEqual([30, true]);
    const both = await find('aaaaaa');
    expect(new Set(both.documents.map(({ documentId }) => documentId)).size).toBe(both.documents.length);
  });

  it('misses nothing among thousands that only look alike to SQL, nor between its steps', async () => {
    const { exec, names } = await aLedger(['über.pdf', 'oldest.pdf']);
    exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)
      INSERT INTO document (folder_id, relative_path, size_bytes, mtime_ms, seen_at, state)
      SELECT '${folderId}', 'number ' || i || '.pdf', i, i, i, 'settling' FROM n`);
    expect(await names('über')).toEqual(['über.pdf']);
    expect(await names('oldest')).toEqual(['oldest.pdf']);
    expect(await names('number 20001.')).toEqual(['number 20001.pdf']);
  });

  it('answers with what it has when it is ended', async () => {
    const { views } = await aLedger(['sub/invoice 1.pdf']);
    const ended = await views.search('invoice', { signal: AbortSignal.abort() });
    expect(ended).toEqual({ sets: [], batches: [], documents: [], hasMore: false });
  });
});

describe('the search for batches', () => {
  it('finds the number, the beginning of the server’s id and of the zip’s hash', async () => {
    const { ledger, find } = await aLedger();
    const set = await aPlannedSet(ledger);
    const accepted = await anAcceptedBatch(ledger, ['a.pdf'], { setId: set.id });
    const hit = {
      ...{ batchId: accepted.id, serverBatchId: `server-${accepted.id}`, state: 'accepted', documents: 1 },
      ...{ folderPath: '/in', setId: set.id, setName: 'Set key-1', createdAt: 30 },
    };
    for (const text of [String(accepted.id), `#${accepted.id}`]) {
      expect((await find(text)).batches).toEqual([{ ...hit, foundBy: 'number' }]);
    }
    for (const text of ['server-', 'SERVER-1']) {
      expect((await find(text)).batches).toEqual([{ ...hit, foundBy: 'server-id' }]);
    }
    expect((await find('FFFFFFFF')).batches).toEqual([{ ...hit, foundBy: 'zip-sha256' }]);
    for (const text of ['2', 'erver-1', 'server-_', 'fffff']) expect((await find(text)).batches).toEqual([]);
  });

  it('shows ten and says that there are more', async () => {
    const { ledger, find } = await aLedger();
    for (let batch = 0; batch < 11; batch += 1) await anAcceptedBatch(ledger, [`${batch}.pdf`]);
    const { batches, hasMore } = await find('server-');
    expect([batches.length, hasMore]).toEqual([10, true]);
    expect((await find('server-11')).hasMore).toBe(false);
  });
});

describe('the search for sets', () => {
  const given = { credentialId, folderId, createdAt: 5 };

  it('finds a part of the name and the beginning of the number, the whole number first', async () => {
    const { ledger, find } = await aLedger();
    const { sets } = ledger;
    await sets.ensure({ ...given, key: '1', name: null, referenceNumber: '204' });
    await sets.ensure({ ...given, key: '2', name: 'Größe 204', referenceNumber: null });
    await sets.ensure({ ...given, key: '3', name: null, referenceNumber: '20499' });
    await sets.ensure({ ...given, key: '4', name: null, referenceNumber: '9204' });
    const found = (await find('204')).sets.map(({ setId, foundBy }) => [setId, foundBy]);
    expect(found).toEqual([
      [1, 'number'],
      [3, 'number'],
      [2, 'name'],
    ]);
    expect((await find('GRÖSSE')).sets).toEqual([]);
    expect((await find('GRÖ')).sets).toMatchObject([{ setId: 2, name: 'Größe 204', credentialName: 'Acme' }]);
  });

  it('does not take a letter that SQL cannot compare for any letter', async () => {
    const { ledger, find } = await aLedger();
    await ledger.sets.ensure({ ...given, key: '1', name: 'Eingang', referenceNumber: '77' });
    expect((await find('ü')).sets).toEqual([]);
    expect((await find('ü7')).sets).toEqual([]);
  });

  it('finds one among hundreds that only look alike to SQL, and says when there are more than ten', async () => {
    const { exec, ledger, find } = await aLedger();
    await ledger.sets.ensure({ ...given, key: '1', name: 'Öl', referenceNumber: null });
    exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
      INSERT INTO document_set (credential_id, folder_id, key, name, created_at, state)
      SELECT '${credentialId}', '${folderId}', 'n' || i, 'All ' || i, 5, 'planned' FROM n`);
    expect((await find('öl')).sets.map(({ name }) => name)).toEqual(['Öl']);
    const all = await find('all');
    expect([all.sets.length, all.hasMore, all.sets[0]?.name]).toEqual([10, true, 'All 700']);
  });
});

it('finds nothing for an empty text', async () => {
  const { find } = await aLedger(['a.pdf']);
  expect(await find('  ')).toEqual({ sets: [], batches: [], documents: [], hasMore: false });
});
