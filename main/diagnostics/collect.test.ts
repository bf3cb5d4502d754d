// The bundle for support holds what helps and nothing that says who, what or with whom: canaries prove it.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { AbsolutePath, BatchId, CredentialId, DocumentId, FolderId } from '../engine/model';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  readyDocuments,
} from '../ledger/testing/test-ledger';
import { plainSettings } from '../settings/testing/drafts';
import { openLog } from '../shell/log';
import { collectDiagnostics, type DiagnosticsParts } from './collect';
import { nameless } from './nameless';
import { safeLog } from './safe-log';

/** Texts of the bundle by name, read by another reader than wrote them. */
async function unzip(bundle: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(bundle, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  const texts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) texts[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  return texts;
}

async function aDataFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'batchdrop-diagnostics-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function partsFor(dataFolder: string, overrides: Partial<DiagnosticsParts> = {}): DiagnosticsParts {
  return {
    ...{ dataFolder, spoolFolder: join(dataFolder, 'spool'), version: '1.2.3', platform: 'linux', locale: 'de-AT' },
    ...{ keyring: 'available', stopped: null, settings: null, summary: null, now: Date.UTC(2026, 10, 23) },
    ...{ person: { home: '/home/nobody-here', name: 'nobody-here' } },
    ...overrides,
  };
}

/** One for each place that something private can come from. */
const canaries = {
  password: 'canary-Password-1',
  token: 'canary-Token-2',
  ciphertext: 'Y2FuYXJ5LUNpcGhlci0z',
  company: 'canary-Company-4',
  username: 'canary-Username-5',
  credentialName: 'canary-Credential-6',
  fileName: 'canary-FileName-7',
  content: 'canary-Content-8',
  serverWords: 'canary-ServerWords-9',
  serverBatchId: 'canary-BatchId-10',
  reply: 'canary-Reply-11',
  header: 'canary-Header-12',
  setName: 'canary-SetName-13',
  setNumber: 'canary-SetNumber-14',
  release: 'canary-Release-15',
  account: 'canary-Account-16',
  detail: 'canary-Detail-17',
  errorText: 'canary-ErrorText-18',
  otherFile: 'canary-OtherFile-19',
  urlPart: 'canary-Url-20',
  movedTo: 'canary-MovedTo-21',
  folderDetail: 'canary-FolderDetail-22',
  template: 'canary-Template-23',
} as const;

/** A data folder with a canary in every place. */
async function aFolderOfCanaries(): Promise<DiagnosticsParts> {
  const dataFolder = await aDataFolder();
  const c = canaries;
  const { ledger, views } = await openTestLedger({ file: join(dataFolder, 'ledger.sqlite') });
  const path = `/scans/${c.fileName}` as AbsolutePath;
  await ledger.folders.register({ id: folderId, path, addedAt: 1 });
  await ledger.folders.setState(folderId, 'error', c.folderDetail);
  await ledger.credentials.register({ id: credentialId, name: c.credentialName });
  await ledger.credentials.setState(credentialId, {
    ...{ state: 'paused', reason: 'credential-refused', serverWords: c.serverWords, since: 1 },
  });
  const set = await aPlannedSet(ledger, c.setName);
  await ledger.sets.setStatus(set.id, { state: 'open', referenceNumber: c.setNumber });
  const scope = { credential: 'other' as CredentialId, profile: { accountId: c.account } };
  await ledger.credentials.register({ id: scope.credential, name: c.credentialName });
  const sent = await aSendingBatch(ledger, [`${c.fileName}/sent.pdf`], { ...scope, setId: set.id });
  const spoken = evidence({ outcome: 'accepted', reply: c.reply, headers: JSON.stringify({ 'x-words': c.header }) });
  await ledger.batches.accept(
    sent.id,
    spoken,
    { serverBatchId: c.serverBatchId, releaseVersion: c.release, setReferenceNumber: c.setNumber, acceptedAt: 60 },
    null,
  );
  const [document] = await ledger.batches.pendingAfterUpload(sent.id);
  if (document === undefined) throw new Error('no document');
  await ledger.batches.recordAfterUpload([{ documentId: document.id, result: 'failed', detail: c.detail }]);
  const moved = await anAcceptedBatch(ledger, [`${c.fileName}/moved.pdf`], scope);
  const [movedDocument] = await ledger.batches.pendingAfterUpload(moved.id);
  if (movedDocument === undefined) throw new Error('no document');
  await ledger.batches.recordAfterUpload([{ documentId: movedDocument.id, result: 'moved', movedTo: c.movedTo }]);
  const held = await aSendingBatch(ledger, [`${c.fileName}/held.pdf`], scope);
  const words = { reply: c.reply, headers: c.header, status: 400 };
  await ledger.batches.endAttempt(
    held.id,
    evidence({ outcome: 'held', ...words }),
    { state: 'held', reason: 'refused', serverWords: c.serverWords },
    null,
  );
  const [aside] = await readyDocuments(ledger, [`${c.fileName}.pdf`]);
  if (aside === undefined) throw new Error('no document');
  await ledger.documents.judge([{ id: aside.id, verdict: 'set-aside', reason: 'unreadable', detail: c.detail }], 70);
  await ledger.documents.dismiss(aside.id, 80);

  const settings = plainSettings(dataFolder);
  settings.change((current) => ({
    ...current,
    secrets: { 'c1/password': c.ciphertext },
    credentials: [
      {
        ...{ id: 'c1', name: c.credentialName, companyName: c.company, username: c.username },
        ...{ baseUrl: `https://${c.username}:${c.password}@klear.example/${c.urlPart}?token=${c.token}` },
        ...{ tokenMode: 'automatic', inDoubt: 'ask', sandbox: false },
      },
    ],
    folders: [
      {
        ...{ id: 'f1', path: '/home/anna.muster/scans', credentialId: 'c1', documentType: 'Invoices' },
        ...{ invoiceType: 'B2B', processingPref: 'Speed', accountId: c.account, afterUpload: 'leave' },
        set: { policy: 'new-per-day', name: c.template },
        ...{ batch: { quietMs: 1, maxDocuments: 2, maxBytes: 3 }, duplicates: 'ask', otherImages: false },
        paused: false,
      },
    ],
  }));

  const spool = join(dataFolder, 'spool');
  await mkdir(spool);
  await writeFile(join(spool, 'batch-1.zip'), c.content);
  await writeFile(join(spool, `${c.otherFile}.pdf`), c.content);
  await writeFile(join(dataFolder, `${c.otherFile}.txt`), c.content);

  const log = openLog(join(dataFolder, 'logs'), () => Date.UTC(2026, 0, 2));
  const id = 7 as BatchId;
  log.event({
    ...{ type: 'batch-accepted', batchId: id, serverBatchId: c.serverBatchId, setName: c.setName },
    ...{ setReferenceNumber: c.setNumber, releaseVersion: c.release, documents: 1 },
  });
  log.event({ type: 'batch-held', batchId: id, reason: 'refused', serverWords: c.serverWords });
  log.event({
    ...{ type: 'document-set-aside', folderId: 'f1' as FolderId, documentId: 3 as DocumentId },
    ...{ relativePath: c.fileName, reason: 'unreadable', detail: c.detail },
  });
  log.bug('overview.get', new Error(`${c.errorText}\n    at ${c.errorText}`));
  // What an older program, or somebody else, may have written there.
  await writeFile(
    join(dataFolder, 'logs', 'batchdrop.log.1'),
    [
      `plain ${c.serverWords}`,
      JSON.stringify({ time: '2026-01-01T00:00:00.000Z', type: 'batch-held', reason: `said ${c.serverWords}` }),
      JSON.stringify({ time: '2026-01-01T00:00:00.000Z', type: 'odd', words: c.serverWords, serverBatchId: c.reply }),
    ].join('\n'),
  );
  return partsFor(dataFolder, {
    ...{ settings: settings.get(), summary: () => views.summary() },
    person: { home: '/home/anna.muster', name: 'anna.muster' },
  });
}

describe('the bundle', () => {
  it('holds none of the canaries', async () => {
    const texts = await unzip(await collectDiagnostics(await aFolderOfCanaries()));
    const all = Object.entries(texts)
      .map(([name, text]) => `${name}\n${text}`)
      .join('\n');
    const found = [...Object.values(canaries), 'anna.muster', 'canary'].filter((word) => all.includes(word));
    expect(found).toEqual([]);
  });

  it('holds what helps: versions, choices, counts, outcomes, the log', async () => {
    const texts = await unzip(await collectDiagnostics(await aFolderOfCanaries()));
    expect(Object.keys(texts)).toEqual([
      ...['README.txt', 'about.json', 'settings.json', 'ledger.json', 'files.json', 'batchdrop.log'],
      'batchdrop.log.1',
    ]);
    const parsed = (name: string): unknown => JSON.parse(texts[name] ?? '');
    expect(parsed('about.json')).toMatchObject({ version: '1.2.3', machine: { node: process.versions.node } });
    expect(parsed('settings.json')).toMatchObject({
      credentials: [{ server: 'https://klear.example', savedSecrets: ['password'] }],
      folders: [{ path: '~/scans', setPolicy: 'new-per-day', hasAccount: true }],
      preferences: { keepZipsDays: 0 },
    });
    const ledger = parsed('ledger.json') as { recent: unknown[] };
    expect(ledger).toMatchObject({
      batches: [
        { state: 'accepted', reason: null, count: 2 },
        { state: 'held', reason: 'refused', count: 1 },
      ],
      attempts: [
        { outcome: 'accepted', status: null, count: 2 },
        { outcome: 'held', status: 400, count: 1 },
      ],
      credentials: [
        { state: 'ok', reason: null, count: 1 },
        { state: 'paused', reason: 'credential-refused', count: 1 },
      ],
    });
    expect(ledger.recent).toContainEqual({ at: 80, kind: 'dismiss by a person' });
    expect(parsed('files.json')).toMatchObject({ spool: { files: 1, bytes: canaries.content.length, others: 1 } });
    expect(texts['batchdrop.log']).toContain('"type":"batch-held"');
    expect(texts['batchdrop.log']).toMatch(/at \S.* \(collect\.test\.ts:\d+:\d+\)/);
    expect(texts['batchdrop.log.1']).toContain('{"type":"left-out","lines":1}');
  });

  it('has at most 200 of the last events, the newest first', async () => {
    const { ledger, views } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    for (let at = 1; at <= 110; at += 1) {
      await ledger.batches.beginAttempt(id, 1_000 + at);
      await ledger.batches.endAttempt(id, evidence({ outcome: 'retry' }), { state: 'sealed' }, null);
      await ledger.batches.decide([id], { kind: 'retry', by: 'setting', at: 2_000 + at }, () => ({ state: 'sealed' }));
    }
    const { recent, migrations } = await views.summary();
    expect(recent).toHaveLength(200);
    expect(recent[0]).toEqual({ at: 2_110, kind: 'retry by a setting' });
    expect(recent.at(-1)).toEqual({ at: 1_021, kind: 'attempt retry' });
    expect(migrations[0]).toBe('0001-initial');
  });

  it('comes without what cannot be read, and says so', async () => {
    const dataFolder = await aDataFolder();
    const broken = () => Promise.reject(Object.assign(new Error('secret words'), { code: 'SQLITE_CORRUPT' }));
    const parts = partsFor(dataFolder, { stopped: 'ledger-unwritable', summary: broken });
    const texts = await unzip(await collectDiagnostics(parts));
    expect(texts['ledger.json']).toBe('{\n  "unreadable": "SQLITE_CORRUPT"\n}\n');
    expect(texts['settings.json']).toBe('null\n');
    expect(texts['about.json']).toContain('ledger-unwritable');
  });
});

describe('paths', () => {
  it.each([
    ['/home/anna/scans', { home: '/home/anna', name: 'anna' }, '~/scans'],
    ['C:\\Users\\Anna\\Scans', { home: 'C:\\Users\\anna', name: 'anna' }, '~\\Scans'],
    ['D:\\Users\\Berta\\Scans', { home: 'C:\\Users\\anna', name: 'anna' }, 'D:\\Users\\<user>\\Scans'],
    ['/Users/berta/Scans', { home: '/root', name: 'root' }, '/Users/<user>/Scans'],
    ['\\\\server\\share\\anna\\in', { home: 'C:\\Users\\anna', name: 'anna' }, '\\\\server\\share\\<user>\\in'],
    ['/srv/annabelle/in', { home: '/home/anna', name: 'anna' }, '/srv/annabelle/in'],
    ['/srv/a.b/in', { home: '/', name: 'a.b' }, '/srv/<user>/in'],
  ])('%s names nobody', (path, person, expected) => {
    expect(nameless(path, person)).toBe(expected);
  });
});

describe('a line of the log', () => {
  const time = '2026-01-02T00:00:00.000Z';
  it.each([
    ['no JSON at all', 'secret', []],
    ['a list', '["secret"]', []],
    ['without a time', '{"type":"bug"}', []],
    [
      'with a kind that is a sentence',
      JSON.stringify({ time, type: 'batch-held', reason: 'no secret' }),
      [{ time, type: 'batch-held' }],
    ],
    [
      'with frames',
      JSON.stringify({ time, type: 'bug', frames: ['    at async run (file:///home/x/main.js:1:2)', 7, 'at secret'] }),
      [{ time, type: 'bug', frames: ['at run (main.js:1:2)'] }],
    ],
  ])('%s leaves only what is harmless', (_what, line, expected) => {
    const lines = safeLog(line)
      .split('\n')
      .filter((text) => text !== '' && !text.includes('left-out'));
    expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual(expected);
  });
});
