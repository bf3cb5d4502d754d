// Kills a writing program at a random moment, again and again: everything that it had been told was done is there.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BatchId } from '../engine/model';
import { folderId, ledgerFile, openTestLedger, type TestLedger } from './testing/test-ledger';

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-kill-'));
  program = join(folder, 'writer.mjs');
  const ledger = await buildLedger(folder);
  await writeFile(program, writer(pathToFileURL(ledger).href));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** One file for plain Node: everything bundled but libsql, whose native part is found beside this project. */
async function buildLedger(outDir: string): Promise<string> {
  const libsql = pathToFileURL(createRequire(import.meta.url).resolve('libsql')).href;
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['libsql'] },
    build: {
      ssr: fileURLToPath(new URL('open-ledger.ts', import.meta.url)),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { external: ['libsql'], output: { entryFileNames: 'ledger.mjs', paths: { libsql } } },
    },
  });
  return join(outDir, 'ledger.mjs');
}

/** Takes documents the whole way, over and over, and says what is done as soon as the ledger says so. */
function writer(ledgerUrl: string): string {
  return `
    import { writeSync } from 'node:fs';
    import { openLedger } from ${JSON.stringify(ledgerUrl)};
    const opened = await openLedger(process.argv[2], { now: Date.now });
    const { documents, batches, folders, credentials } = opened.ledger;
    // Not console.log: what is said must have left the process before the next step begins.
    const say = (...words) => writeSync(1, words.join(' ') + '\\n');
    const folderId = 'folder-1', credentialId = 'credential-1';
    await folders.register({ id: folderId, path: '/in', addedAt: 1 });
    await credentials.register({ id: credentialId, name: 'Acme' });
    const profile = { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' };
    const hash = 'a'.repeat(64);
    for (let round = 0; ; round += 1) {
      const relativePath = process.argv[3] + '-' + round + '.pdf';
      const [{ id }] = await documents.record(folderId, [{ kind: 'new', relativePath, sizeBytes: 9, mtimeMs: round }], 1);
      say('recorded', relativePath);
      await documents.judge([{ id, verdict: 'ready', kind: 'pdf', readyAt: 1 }], 1);
      const batch = await batches.open({ folderId, credentialId, setId: null, profile, createdAt: 1 });
      await batches.fill({ id: batch.id, documents: [{ id, sizeBytes: 9, mtimeMs: round }], sendAnyway: false });
      const entries = [{ documentId: id, entryName: relativePath, sha256: hash }];
      const zip = { zipName: batch.id + '.zip', zipSha256: hash, zipSizeBytes: 9, entries, sealedAt: 1 };
      await batches.seal(batch.id, zip);
      say('sealed', batch.id);
      await batches.beginAttempt(batch.id, 1);
      say('sending', batch.id);
      const evidence = { endedAt: 1, outcome: 'accepted', bytesSent: 9, contentLength: 9, status: 200, headers: null, reply: null };
      const receipt = { serverBatchId: 'id-' + batch.id, releaseVersion: null, setReferenceNumber: null, acceptedAt: 1 };
      await batches.accept(batch.id, evidence, receipt, null);
      say('accepted', batch.id);
    }`;
}

it('has everything that was acknowledged before kill -9', async () => {
  const file = await ledgerFile();
  const said: string[] = [];
  // Different moments of the round, and a ledger that has been killed before.
  for (const linesBeforeKill of [3, 42, 17, 81]) {
    said.push(...(await runUntilKilled(file, linesBeforeKill)));
    const test = await openTestLedger({ file });
    await expectAllOf(said, test);
    await test.close();
  }
  expect(said.length).toBeGreaterThan(140);
}, 60_000);

/** Kills the program in the middle of whatever it does after so many lines, and answers with all that it said. */
function runUntilKilled(file: string, lines: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, `run${lines}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > lines) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(output.split('\n').slice(0, -1));
      else reject(new Error(`the writer ended by itself (${code}): ${errors}`));
    });
  });
}

async function expectAllOf(said: readonly string[], { ledger, rows }: TestLedger): Promise<void> {
  const order = ['sealed', 'sending', 'accepted'];
  const reached = new Map<BatchId, string>();
  for (const line of said) {
    const [what = '', of = ''] = line.split(' ');
    if (what === 'recorded') expect((await ledger.documents.newest(folderId, [of])).size, line).toBe(1);
    else reached.set(Number(of) as BatchId, what);
  }
  for (const [id, state] of reached) {
    const batch = await ledger.batches.get(id);
    expect(order.indexOf(batch?.status.state ?? 'gone'), `batch ${id}`).toBeGreaterThanOrEqual(order.indexOf(state));
  }
  expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(rows('PRAGMA foreign_key_check')).toEqual([]);
}
