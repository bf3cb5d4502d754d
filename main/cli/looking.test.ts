// audit, verify, export and status: what they find, as text and as JSON, with a truthful exit code and no change.
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AbsolutePath, DocumentId, FolderId } from '../engine/model';
import { connect } from '../ledger/connection';
import {
  aSendingBatch,
  anAcceptedBatch,
  anOpenBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  zipOf,
} from '../ledger/testing/test-ledger';
import { audit } from './audit-command';
import { exportReceipts } from './export-command';
import { status } from './status-command';
import { collect } from './testing/collect';
import { verify } from './verify-command';

const going = { signal: new AbortController().signal };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function aDataFolder() {
  const test = await openTestLedger();
  const data = dirname(test.file);
  const { id } = await anAcceptedBatch(test.ledger, ['a.pdf', 'b.pdf']);
  const change = (statement: string): void => {
    const connection = connect(test.file);
    connection.exec(statement);
    connection.close();
  };
  return { ...test, data, id, change };
}

describe('batchdrop audit', () => {
  it('says what was looked at when everything fits together', async () => {
    const { data } = await aDataFolder();
    const text = await collect((streams) => audit({ data, json: false }, streams));
    expect(text).toMatchObject({
      exitCode: 0,
      stdout: '1 folders, 2 documents, 1 batches, 1 receipts: everything fits together.\n',
      stderr: '',
    });
    const json = await collect((streams) => audit({ data, json: true }, streams));
    expect(json.json).toMatchObject({ exitCode: 0, documents: 2, differences: [] });
  });

  it('lists every difference and ends with 4', async () => {
    const { data, change, id } = await aDataFolder();
    change(`DELETE FROM document WHERE relative_path = 'b.pdf'`);
    const text = await collect((streams) => audit({ data, json: false }, streams));
    expect(text.exitCode).toBe(4);
    expect(text.stdout.split('\n')).toEqual([
      '/in: 2 documents were recorded, 1 are there: 1 delivered, 0 on the way, 0 set aside, 0 duplicates.',
      `Batch ${id} (accepted) should have 2 documents and has 1.`,
      expect.stringContaining('2 differences. Keep a copy of the data folder') as string,
      '',
    ]);
    const json = await collect((streams) => audit({ data, json: true }, streams));
    expect(json.exitCode).toBe(4);
    expect(json.json).toMatchObject({ exitCode: 4, differences: [{ kind: 'folder-sum' }, { kind: 'document-count' }] });
  });

  it('makes no ledger where there is none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'batchdrop-cli-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const result = await collect((streams) => audit({ data, json: true }, streams));
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toBe(`There is no ledger in ${data}; give the folder that "batchdrop run --data" uses.\n`);
    expect(await readdir(data)).toEqual([]);
  });

  it('says what to do about a ledger that another version made, and leaves it alone', async () => {
    const { data, change, rows } = await aDataFolder();
    change("DELETE FROM kysely_migration WHERE name >= '0003'");
    const older = await collect((streams) => audit({ data, json: false }, streams));
    expect(older.exitCode).toBe(1);
    expect(older.stderr).toContain('made by an older Batchdrop; start "batchdrop run"');
    expect(rows("SELECT name FROM kysely_migration WHERE name >= '0003'")).toEqual([]);
    change("INSERT INTO kysely_migration VALUES ('9999', '')");
    const newer = await collect((streams) => audit({ data, json: false }, streams));
    expect(newer).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('update this one') as string });
  });
});

describe('batchdrop verify', () => {
  const options = { json: false, sources: false };

  it('names the head of a whole chain, and takes it back', async () => {
    const { data, rows } = await aDataFolder();
    const [{ hash } = { hash: '' }] = rows('SELECT hash FROM receipt') as { hash: string }[];
    const text = await collect((streams) => verify({ ...options, data }, streams, going));
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toBe(`1 receipts, 2 documents: the chain is whole.\nHead: receipt 1, ${hash}\n`);
    const head = hash.toUpperCase();
    const json = await collect((streams) => verify({ ...options, data, head, json: true }, streams, going));
    expect(json.json).toEqual({
      ...{ exitCode: 0, receipts: 1, documents: 2, head: { number: 1, hash }, problems: [], sources: null },
    });
  });

  it('finds an altered receipt and an unknown head, and refuses what is no hash', async () => {
    const { data, change, id } = await aDataFolder();
    change("UPDATE document SET size_bytes = 7 WHERE relative_path = 'a.pdf'");
    const head = '0'.repeat(64);
    const text = await collect((streams) => verify({ ...options, data, head }, streams, going));
    expect(text.exitCode).toBe(4);
    expect(text.stdout).toContain(`Receipt 1 (batch ${id}, server-${id}) or one of its documents was altered.\n`);
    expect(text.stdout).toContain(`No receipt has the hash ${head};`);
    const none = await collect((streams) => verify({ ...options, data, head: 'abc' }, streams, going));
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('with --sources reads every file that should still be there', async () => {
    const { data, ledger, change } = await aDataFolder();
    const root = await mkdtemp(join(tmpdir(), 'batchdrop-sources-'));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    change(`DELETE FROM receipt; DELETE FROM document; DELETE FROM attempt; DELETE FROM batch;
      UPDATE folder SET recorded = 0`);
    const folder = 'f2' as FolderId;
    await ledger.folders.register({ id: folder, path: join(root, 'in') as AbsolutePath, addedAt: 1 });
    const names = ['left', 'moved', 'trashed', 'altered', 'lost', 'newer', 'refuses'].map((name) => `${name}.pdf`);
    const batch = await anOpenBatch(ledger, names, { folder });
    const zip = await zipOf(ledger, batch);
    const documents = await ledger.documents.ofBatch(batch.id);
    const entries = zip.entries.map((entry, index) => ({
      ...entry,
      sha256: sha256(documents[index]?.relativePath ?? ''),
    }));
    await ledger.batches.seal(batch.id, { ...zip, entries });
    await ledger.batches.beginAttempt(batch.id, 50);
    const reply = { serverBatchId: 'id', releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
    await ledger.batches.accept(batch.id, evidence(), reply, null);
    const idOf = (name: string): DocumentId =>
      documents.find(({ relativePath }) => relativePath === `${name}.pdf`)?.id as DocumentId;
    await ledger.batches.recordAfterUpload([
      { documentId: idOf('moved'), result: 'moved', movedTo: 'Sent/moved.pdf' },
      { documentId: idOf('trashed'), result: 'trashed' },
      ...['left', 'altered', 'lost', 'newer', 'refuses'].map(
        (name) => ({ documentId: idOf(name), result: 'left' }) as const,
      ),
    ]);
    await ledger.documents.record(folder, [{ kind: 'new', relativePath: 'newer.pdf', sizeBytes: 1, mtimeMs: 9 }], 70);
    await mkdir(join(root, 'in', 'Sent'), { recursive: true });
    await writeFile(join(root, 'in', 'left.pdf'), 'left.pdf');
    await writeFile(join(root, 'in', 'Sent', 'moved.pdf'), 'moved.pdf');
    await writeFile(join(root, 'in', 'altered.pdf'), 'another text');
    await writeFile(join(root, 'in', 'newer.pdf'), 'a newer text');
    await mkdir(join(root, 'in', 'refuses.pdf'));

    const check = () => collect((streams) => verify({ data, json: true, sources: true }, streams, going));
    const first = await check();
    expect(first.exitCode).toBe(4);
    const place = (name: string) => ({
      ...{ documentId: idOf(name), batch: batch.id, path: join(root, 'in', `${name}.pdf`) },
    });
    const { sources } = first.json as { sources: { problems: object[] } };
    expect(sources).toMatchObject({ same: 2, notExpected: 2 });
    expect(sources.problems).toHaveLength(3);
    expect(sources.problems).toEqual(
      expect.arrayContaining([
        { kind: 'changed', ...place('altered') },
        { kind: 'missing', ...place('lost') },
        { kind: 'unreadable', detail: 'EISDIR', ...place('refuses') },
      ]),
    );

    await rename(join(root, 'in'), join(root, 'away'));
    const away = await check();
    expect(away).toMatchObject({ exitCode: 4 });
    expect(away.json).toMatchObject({
      sources: { problems: [{ kind: 'folder-unreachable', folderPath: join(root, 'in'), documents: 5 }] },
    });
    const text = await collect((streams) => verify({ data, json: false, sources: true }, streams, going));
    expect(text.stdout).toContain('cannot be reached; 5 delivered documents were not looked at.\n');
  });
});

describe('batchdrop export', () => {
  const options = { json: false, format: 'csv' as const };

  it('saves the receipts and tells the head', async () => {
    const { data, rows } = await aDataFolder();
    const [{ hash } = { hash: '' }] = rows('SELECT hash FROM receipt') as { hash: string }[];
    const folder = await mkdtemp(join(tmpdir(), 'batchdrop-export-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const output = join(folder, 'receipts.csv');
    const text = await collect((streams) => exportReceipts({ ...options, data, output }, streams));
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toBe(`Saved 1 receipts in ${output}.\nHead: receipt 1, ${hash}\n`);
    const saved = await readFile(output, 'utf8');
    expect(saved.split('\r\n')).toHaveLength(4);
    const json = await collect((streams) => exportReceipts({ ...options, data, output, json: true }, streams));
    expect(json.json).toEqual({ exitCode: 0, output, format: 'csv', receipts: 1, head: { number: 1, hash } });
    const stdout = await collect((streams) => exportReceipts({ ...options, data, output: '-' }, streams));
    expect(stdout).toMatchObject({ exitCode: 0, stdout: saved, stderr: '' });
  });

  it('refuses a place beside the ledger, and two answers on stdout', async () => {
    const { data, file } = await aDataFolder();
    const before = await readFile(file);
    for (const more of [{ output: file }, { output: join(data, 'x.csv') }, { output: '-', json: true }]) {
      const result = await collect((streams) => exportReceipts({ ...options, data, ...more }, streams));
      expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    }
    expect(await readFile(file)).toEqual(before);
  });

  it('says why the file cannot be written', async () => {
    const { data } = await aDataFolder();
    const output = join(data, 'nowhere', 'out.csv');
    const result = await collect((streams) => exportReceipts({ ...options, data, output }, streams));
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toBe(`${output} cannot be written (ENOENT); give another --output.\n`);
  });
});

describe('batchdrop status', () => {
  it('shows a batch in doubt with the evidence, and the command that decides about it', async () => {
    const { data, ledger, id: accepted } = await aDataFolder();
    const { id } = await aSendingBatch(ledger, ['doubt.pdf']);
    const attempt = { endedAt: 1_500, outcome: 'in-doubt', bytesSent: 1_200, status: 502, reply: '<html>' };
    const inDoubt = { state: 'in-doubt', serverWords: 'Bad gateway' } as const;
    await ledger.batches.endAttempt(id, evidence(attempt), inDoubt, null);
    const json = await collect((streams) => status({ data, json: true }, streams));
    expect(json.exitCode).toBe(6);
    expect(json.json).toMatchObject({
      exitCode: 6,
      tally: { inDoubt: 1 },
      batches: [{ id }, { id: accepted, serverBatchId: `server-${accepted}` }],
      doubts: [
        {
          ...{ batch: id, folderPath: '/in', credentialName: 'Acme', setName: null, documents: 1 },
          ...{ zipSha256: 'f'.repeat(64), zipSizeBytes: 1_000, serverWords: 'Bad gateway', startedAt: 50 },
          ...{ endedAt: 1_500, bytesSent: 1_200, contentLength: 1_200, status: 502, headers: null, reply: '<html>' },
        },
      ],
    });
    const text = await collect((streams) => status({ data, json: false }, streams));
    expect(text.exitCode).toBe(6);
    expect(text.stdout).toContain(`
In doubt
batch ${id}: 1 documents of /in, credential "Acme"
  sent      1200 of 1200 bytes, 1970-01-01T00:00:00.050Z to 1970-01-01T00:00:01.500Z
  answer    status 502 "Bad gateway"
  zip       1000 bytes, SHA-256 ${'f'.repeat(64)}
  decide    batchdrop resolve ${id} --arrived <batch id> | --send-again | --withdraw
`);
  });

  it('lists duplicates that ask, and folders that do not add up', async () => {
    const { data, ledger, id } = await aDataFolder();
    const [original] = await ledger.documents.ofBatch(id);
    const [copy] = await readyDocuments(ledger, ['copy.pdf']);
    const document = copy?.id as DocumentId;
    const ofDocumentId = original?.id as DocumentId;
    const verdict = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId, asks: true } as const;
    await ledger.documents.judge([{ id: document, ...verdict }], 33);
    const scanned = { seen: 4, ignored: 0, unreadableFolders: [], unreadableFiles: [] };
    await ledger.folders.recordScan(folderId, scanned, ['lost.pdf'], 90);
    const json = await collect((streams) => status({ data, json: true }, streams));
    expect(json.exitCode).toBe(6);
    expect((json.json as { attention: unknown }).attention).toEqual([
      {
        ...{ kind: 'alarm', folderId, folderPath: '/in' },
        ...{ unaccountedFiles: ['lost.pdf'], unaccountedCount: 1, sum: null },
      },
      {
        ...{ kind: 'duplicate', documentId: document, folderPath: '/in', relativePath: 'copy.pdf', since: 33 },
        original: {
          ...{ documentId: ofDocumentId, folderPath: '/in', relativePath: 'a.pdf' },
          ...{ batchId: id, serverBatchId: `server-${id}`, acceptedAt: 60 },
        },
      },
    ]);
    const { stdout } = await collect((streams) => status({ data, json: false }, streams));
    expect(stdout).toContain('/in does not add up (1 files are not accounted for): batchdrop audit\n');
    expect(stdout).toContain(
      `document ${document} "copy.pdf" of /in has the content of "a.pdf" in batch ${id} (server-${id}): batchdrop retry --document ${document} | batchdrop dismiss ${document}\n`,
    );
    await ledger.documents.dismiss(document, 95);
    await ledger.folders.recordScan(folderId, scanned, [], 96);
    expect((await collect((streams) => status({ data, json: true }, streams))).exitCode).toBe(0);
  });

  it('lines the columns up and names what needs a person', async () => {
    const { data, ledger, id } = await aDataFolder();
    const paused = { state: 'paused', reason: 'credential-refused', serverWords: 'no', since: 5 } as const;
    await ledger.credentials.setState(credentialId, paused);
    const [aside] = await settlingDocuments(ledger, ['aside.pdf']);
    const document = aside?.id as DocumentId;
    await ledger.documents.judge([{ id: document, verdict: 'set-aside', reason: 'encrypted', detail: '' }], 30);
    const { stdout } = await collect((streams) => status({ data, json: false }, streams));
    expect(stdout).toBe(`Folders
folder  state     seen  delivered  on the way  set aside  duplicates  ignored
/in     watching     3          2           0          1           0        0

Batches
batch  state     documents  batch id  set
    ${id}  accepted          2  server-${id}  -

Needs attention
credential "Acme" is paused (credential-refused) "no": batchdrop resume "Acme"
document ${document} "aside.pdf" of /in is set aside (encrypted): batchdrop retry --document ${document} | batchdrop dismiss ${document}

waiting 0, held 0, in doubt 0, set aside 1, duplicates 0
`);
  });
});
