// The whole job through the built command line, with real folders, a real ledger and a real server.
import { createHash } from 'node:crypto';
import { once as onEvent } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, demoAccount, type Sandbox, type SandboxOptions } from '../../main/sandbox/sandbox';
import { batchdrop, runToEnd, writeConfig, type ConfigOptions } from './command';
import { aPdf, aPng } from './documents';

let base: string;
let inbox: string;
let sandbox: Sandbox | null = null;
let silent: Server | null = null;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-run-'));
  inbox = join(base, 'in');
  await mkdir(inbox);
});
afterEach(async () => {
  await sandbox?.close();
  sandbox = null;
  silent?.closeAllConnections();
  silent?.close();
  silent = null;
  await rm(base, { recursive: true, force: true });
});

const password = { ACME_PASSWORD: demoAccount.password };
const account = { companyName: demoAccount.companyName, username: demoAccount.username };

async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  sandbox = await createSandbox({ dataDir: join(base, 'sandbox'), ...options });
  return sandbox;
}

async function config(baseUrl: string, more: Partial<ConfigOptions> = {}): Promise<string> {
  return writeConfig(join(base, 'config.json'), { folder: inbox, baseUrl, account, ...more });
}

function once(configPath: string, ...more: string[]): ReturnType<typeof runToEnd> {
  return runToEnd(['run', '--config', configPath, '--data', join(base, 'data'), '--once', ...more], password);
}

async function put(files: Record<string, Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(inbox, name)), { recursive: true });
    await writeFile(join(inbox, name), content);
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function receivedHashes(): Promise<string[]> {
  const batches = (await sandbox?.received()) ?? [];
  return batches.flatMap(({ documents }) => documents.map((document) => document.sha256)).sort();
}

describe('batchdrop run --once', () => {
  it('delivers every document once, with all fields of the contract, whatever its name', async () => {
    const { url } = await startSandbox();
    const files = {
      'plain.pdf': aPdf('one'),
      'with spaces & signs +%.pdf': aPdf('two'),
      'emoji 🧾.pdf': aPdf('three'),
      're\u0301sume\u0301.pdf': aPdf('four'),
      [`${'n'.repeat(246)}.pdf`]: aPdf('five'),
      'a/scan.pdf': aPdf('six'),
      'b/scan.pdf': aPdf('seven'),
      'no extension': aPdf('eight'),
      'picture.png': aPng(7),
      'actually a png.pdf': aPng(8),
    };
    await put(files);
    await put({
      '.hidden.pdf': aPdf('no'),
      'half.pdf.part': aPdf('no'),
      '~$lock.pdf': aPdf('no'),
      'Thumbs.db': aPdf('no'),
    });
    const profile = {
      sourceName: 'API',
      priority: true,
      accountId: '42',
      set: { policy: 'new-per-folder', name: '{folder} set' },
    };
    const result = await once(await config(url, { profile }));
    expect(result.exitCode, result.stderr).toBe(0);
    expect(await receivedHashes()).toEqual(Object.values(files).map(sha256).sort());
    const [batch] = (await sandbox?.received()) ?? [];
    expect(batch?.fields).toEqual({
      company_name: account.companyName,
      username: account.username,
      processing_pref: 'Speed',
      document_type: 'Invoices',
      invoice_type: 'B2B',
      source_name: 'API',
      priority_flag: 'true',
      account_id: '42',
      set_name: 'in set',
      create_new_set: 'True',
    });
    const names = batch?.documents.map(({ name }) => name) ?? [];
    expect(names).toContain('emoji 🧾.pdf');
    expect(names).toContain('actually a png.pdf.png');
    expect(names).toContain('no extension.pdf');
    expect(names).toContain('scan (2).pdf');
    const accepted = result.events.find(({ type }) => type === 'batch-accepted');
    expect(accepted).toMatchObject({ serverBatchId: batch?.batchId, setName: 'in set', setReferenceNumber: '10001' });
    expect(JSON.stringify(result)).not.toContain(`"${demoAccount.password}"`);
  });

  it('sends nothing again in a second run, and takes a rewritten file for a new document', async () => {
    const { url } = await startSandbox();
    await put({ 'invoice.pdf': aPdf('first') });
    const path = await config(url);
    expect((await once(path)).exitCode).toBe(0);
    expect((await once(path)).exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(aPdf('first'))]);
    await put({ 'invoice.pdf': aPdf('second version') });
    expect((await once(path)).exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(aPdf('first')), sha256(aPdf('second version'))].sort());
  });

  it('creates a set once and adds the later batches to it', async () => {
    const { url } = await startSandbox();
    await put(Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`${index}.pdf`, aPdf(`page ${index}`)])));
    const profile = {
      set: { policy: 'new-per-folder', name: 'November' },
      batch: { quietMs: 50, maxDocuments: 2, maxBytes: 1_000_000 },
    };
    expect((await once(await config(url, { profile }))).exitCode).toBe(0);
    expect(sandbox?.sets().sets).toEqual([{ referenceNumber: '10001', name: 'November' }]);
    const batches = (await sandbox?.received()) ?? [];
    expect(batches.map(({ fields }) => fields['create_new_set'] ?? fields['set_reference_number'])).toEqual([
      'True',
      '10001',
      '10001',
      '10001',
    ]);
  });

  it('names one set per sub-folder', async () => {
    const { url } = await startSandbox();
    await put({ 'north/a.pdf': aPdf('a'), 'north/deep/b.pdf': aPdf('b'), 'south/c.pdf': aPdf('c') });
    const profile = { set: { policy: 'new-per-subfolder', name: 'Branch {subfolder}' } };
    const result = await once(await config(url, { profile }));
    expect(result.exitCode, result.stderr).toBe(0);
    const batches = (await sandbox?.received()) ?? [];
    const bySet = batches.map(({ fields, documents }) => `${fields['set_name'] ?? ''}: ${documents.length}`).sort();
    expect(bySet).toEqual(['Branch north: 2', 'Branch south: 1']);
  });

  it('sets aside what cannot be delivered, says why, and delivers the rest', async () => {
    const { url } = await startSandbox();
    const whole = aPdf('whole');
    await put({
      'whole.pdf': whole,
      'cut.pdf': whole.subarray(0, 200),
      'empty.pdf': Buffer.alloc(0),
      'letter.pdf': Buffer.from('PK\u0003\u0004 a zip'),
      'huge.pdf': aPdf('x'.repeat(5_000)),
    });
    const profile = { batch: { quietMs: 50, maxDocuments: 10, maxBytes: 3_000 } };
    const result = await once(await config(url, { profile }));
    expect(result.exitCode).toBe(6);
    expect(await receivedHashes()).toEqual([sha256(whole)]);
    const reasons = result.events
      .filter(({ type }) => type === 'document-set-aside')
      .map(({ relativePath, reason }) => `${String(relativePath)}: ${String(reason)}`)
      .sort();
    expect(reasons).toEqual([
      'cut.pdf: incomplete',
      'empty.pdf: empty',
      'huge.pdf: too-large',
      'letter.pdf: wrong-type',
    ]);
    expect(result.stderr).toContain('Set aside "empty.pdf": it is empty (0 bytes); save or scan it again.');
  });

  it('takes a set-aside document up again when it is completed', async () => {
    const { url } = await startSandbox();
    await put({ 'scan.pdf': aPdf('whole').subarray(0, 200) });
    const path = await config(url);
    expect((await once(path)).exitCode).toBe(6);
    await put({ 'scan.pdf': aPdf('whole') });
    expect((await once(path)).exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(aPdf('whole'))]);
  });

  it('needs nobody any more once a set-aside file was taken away, and takes it up when it comes back', async () => {
    const { url } = await startSandbox();
    const cut = aPdf('whole').subarray(0, 200);
    await put({ 'scan.pdf': cut });
    const path = await config(url);
    expect((await once(path)).exitCode).toBe(6);
    await rename(join(inbox, 'scan.pdf'), join(base, 'elsewhere.pdf'));
    expect((await once(path)).exitCode).toBe(0);
    await rename(join(base, 'elsewhere.pdf'), join(inbox, 'scan.pdf'));
    expect((await once(path)).exitCode).toBe(6);
  });

  it('waits while nobody listens, and delivers the sealed bytes later although the source is gone', async () => {
    const { url, port } = await startSandbox();
    await sandbox?.close();
    await put({ 'invoice.pdf': aPdf('offline') });
    const path = await config(url);
    const offline = await once(path);
    expect(offline.exitCode, offline.stderr).toBe(5);
    expect(offline.stderr).toContain('the server cannot be reached');
    await rm(join(inbox, 'invoice.pdf'));
    await startSandbox({ port });
    expect((await once(path)).exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(aPdf('offline'))]);
  });

  it('waits for a retry that is due within its patience', async () => {
    const faults = ({ endpoint, number }: { endpoint: string; number: number }) =>
      endpoint === 'uploadbatch' && number === 1
        ? ({ kind: 'answer', when: 'before-body', status: 503, body: 'busy', headers: { 'retry-after': '1' } } as const)
        : null;
    const { url } = await startSandbox({ faults });
    await put({ 'invoice.pdf': aPdf('patience') });
    const path = await config(url);
    expect((await once(path)).exitCode).toBe(5);
    expect((await once(path, '--patience', '5')).exitCode).toBe(0);
    expect(await receivedHashes()).toHaveLength(1);
  });

  it('holds a refused batch with the words of the server', async () => {
    const body = '{"error": "Please provide username."}';
    const { url } = await startSandbox({
      faults: ({ endpoint }) =>
        endpoint === 'uploadbatch' ? { kind: 'answer', when: 'after-body', status: 400, body } : null,
    });
    await put({ 'invoice.pdf': aPdf('refused') });
    const result = await once(await config(url));
    expect(result.exitCode).toBe(6);
    expect(result.stderr).toContain('the server refused it ("Please provide username.")');
    const status = await runToEnd(['status', '--data', join(base, 'data'), '--json']);
    expect(status.exitCode).toBe(6);
    expect(JSON.parse(status.stdout)).toMatchObject({ tally: { held: 1 }, batches: [{ state: 'held' }] });
  });

  it('pauses a credential that is refused and keeps what waits for it', async () => {
    const { url } = await startSandbox({ accounts: [{ ...demoAccount, password: 'changed' }] });
    await put({ 'invoice.pdf': aPdf('paused') });
    const result = await once(await config(url));
    expect(result.exitCode).toBe(6);
    expect(result.events).toContainEqual(
      expect.objectContaining({ type: 'credential-paused', serverWords: 'Incorrect username or password.' }),
    );
    expect(await receivedHashes()).toEqual([]);
  });

  it('is in doubt when the reply is lost after the whole zip, and never sends it again by itself', async () => {
    const { url } = await startSandbox({
      faults: ({ endpoint, number }) =>
        endpoint === 'uploadbatch' && number === 1 ? { kind: 'drop', when: 'after-body' } : null,
    });
    await put({ 'invoice.pdf': aPdf('doubt') });
    const path = await config(url);
    const result = await once(path);
    expect(result.exitCode).toBe(6);
    expect(result.events.some(({ type }) => type === 'batch-in-doubt')).toBe(true);
    expect((await once(path)).exitCode).toBe(6);
    expect(await receivedHashes()).toHaveLength(1);
  });

  it('renews an expired token once and goes on', async () => {
    const { url } = await startSandbox({
      faults: ({ endpoint, number }) =>
        endpoint === 'uploadbatch' && number === 1
          ? { kind: 'answer', when: 'after-body', status: 401, body: '{"error": "expired"}' }
          : null,
    });
    await put({ 'invoice.pdf': aPdf('token') });
    const result = await once(await config(url));
    expect(result.exitCode, result.stderr).toBe(0);
    expect(result.events.filter(({ type }) => type === 'batch-sending')).toHaveLength(2);
  });

  it('accepts a batch whose new set got no number, and lets the later ones wait', async () => {
    const { url } = await startSandbox({
      faults: ({ endpoint }) => (endpoint === 'uploadbatch' ? { kind: 'no-set-number' } : null),
    });
    await put({ 'a.pdf': aPdf('a'), 'b.pdf': aPdf('b') });
    const profile = {
      set: { policy: 'new-per-folder', name: 'Numberless' },
      batch: { quietMs: 50, maxDocuments: 1, maxBytes: 1_000_000 },
    };
    const result = await once(await config(url, { profile }));
    expect(result.exitCode).toBe(6);
    expect(await receivedHashes()).toHaveLength(1);
    expect(result.events.at(-1)).toMatchObject({ setsNeedingAttention: 1, sealed: 1 });
  });

  it('moves originals to Sent after the receipt, beside what is there already', async () => {
    const { url } = await startSandbox();
    await put({ 'a.pdf': aPdf('a'), 'sub/b.pdf': aPdf('b'), 'Sent/a.pdf': aPdf('an older one') });
    expect((await once(await config(url, { profile: { afterUpload: 'move' } }))).exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(aPdf('a')), sha256(aPdf('b'))].sort());
    expect((await readdir(join(inbox, 'Sent'), { recursive: true })).sort()).toEqual([
      'a (2).pdf',
      'a.pdf',
      'sub',
      'sub/b.pdf',
    ]);
    expect(await readFile(join(inbox, 'Sent/a (2).pdf'))).toEqual(aPdf('a'));
    expect((await once(await config(url))).exitCode).toBe(0);
    expect(await receivedHashes()).toHaveLength(2);
  });

  it('calls a folder that cannot be reached offline, never empty', async () => {
    const { url } = await startSandbox();
    const path = await config(url, { folder: join(base, 'unplugged') });
    const result = await once(path);
    expect(result.exitCode).toBe(5);
    expect(result.stderr).toContain(`${join(base, 'unplugged')} cannot be reached`);
  });

  it('leaves only private files in its data folder, and no secret in any of them', async () => {
    const secret = 'canary-Zq8!vW3x';
    const { url } = await startSandbox({ accounts: [{ ...demoAccount, password: secret }] });
    await put({ 'a.pdf': aPdf('a') });
    const args = ['run', '--config', await config(url), '--data', join(base, 'data'), '--once'];
    const result = await runToEnd(args, { ACME_PASSWORD: secret });
    expect(result.exitCode).toBe(0);
    expect(`${result.stdout}${result.stderr}`).not.toContain(secret);
    const data = join(base, 'data');
    for (const name of await readdir(data, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const file = join(name.parentPath, name.name);
      expect((await readFile(file)).includes(secret), file).toBe(false);
      expect((await stat(file)).mode & 0o077, file).toBe(0);
    }
  });
});

/** A server that takes every request whole and answers tokens, but never an upload. */
async function startSilentServer(): Promise<{ url: string; uploads: () => number; received: Promise<void> }> {
  let uploads = 0;
  let whole = (): void => undefined;
  const received = new Promise<void>((resolve) => {
    whole = resolve;
  });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.url?.endsWith('get_access_token') === true) response.end('{"access_token": "opaque"}');
      else {
        uploads += 1;
        whole();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await onEvent(server, 'listening');
  silent = server;
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, uploads: () => uploads, received };
}

describe('batchdrop run', () => {
  it('is in doubt after it was killed while the server had the whole zip, and does not send it again', async () => {
    const server = await startSilentServer();
    await put({ 'invoice.pdf': aPdf('killed') });
    const path = await config(server.url);
    const command = batchdrop(['run', '--config', path, '--data', join(base, 'data')], password);
    await server.received;
    command.process.kill('SIGKILL');
    await command.ended();
    const again = await once(path);
    expect(again.exitCode, again.stderr).toBe(6);
    expect(again.events.map(({ type }) => type)).toContain('batch-in-doubt');
    expect(server.uploads()).toBe(1);
  });

  it('ends within five seconds although an upload gets no answer', async () => {
    const server = await startSilentServer();
    await put({ 'invoice.pdf': aPdf('quit') });
    const command = batchdrop(['run', '--config', await config(server.url), '--data', join(base, 'data')], password);
    await server.received;
    const askedAt = Date.now();
    command.process.kill('SIGTERM');
    expect((await command.ended()).exitCode).toBe(6);
    expect(Date.now() - askedAt).toBeLessThan(5_000);
  });

  it('delivers what arrives while it runs, and ends cleanly when it is told to', async () => {
    const { url } = await startSandbox();
    const command = batchdrop(['run', '--config', await config(url), '--data', join(base, 'data')], password);
    await command.event('scan-finished');
    await put({ 'live.pdf': aPdf('live') });
    await command.event('batch-accepted');
    await mkdir(join(inbox, 'new folder'));
    await writeFile(join(base, 'outside.pdf'), aPdf('renamed into place'));
    await rename(join(base, 'outside.pdf'), join(inbox, 'new folder/renamed.pdf'));
    await command.event('batch-accepted', ({ batchId }) => batchId === 2);
    command.process.kill('SIGTERM');
    const { exitCode, stderr } = await command.ended();
    expect(exitCode, stderr).toBe(0);
    expect(await receivedHashes()).toHaveLength(2);
  });

  it('waits for a file that is still being written', async () => {
    const { url } = await startSandbox();
    const command = batchdrop(['run', '--config', await config(url), '--data', join(base, 'data')], password);
    await command.event('scan-finished');
    const whole = aPdf('slow writer');
    await writeFile(join(inbox, 'slow.pdf'), whole.subarray(0, 100));
    await put({ 'other.pdf': aPdf('other') });
    await command.event('document-ready', ({ relativePath }) => relativePath === 'other.pdf');
    await writeFile(join(inbox, 'slow.pdf'), whole);
    await command.event('document-ready', ({ relativePath }) => relativePath === 'slow.pdf');
    // Together with the other one or after it: both is right.
    await command.event('batch-accepted');
    command.process.kill('SIGTERM');
    await command.ended();
    const status = await once(await config(url));
    expect(status.exitCode).toBe(0);
    expect(await receivedHashes()).toEqual([sha256(whole), sha256(aPdf('other'))].sort());
  });

  it('refuses a data folder that another one works on', async () => {
    const { url } = await startSandbox();
    const path = await config(url);
    const first = batchdrop(['run', '--config', path, '--data', join(base, 'data')], password);
    await first.event('scan-finished');
    const second = await once(path);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain('Another Batchdrop works on');
    first.process.kill('SIGTERM');
    await first.ended();
  });

  it.each([
    ['{"credentials": 1}', 'credentials: '],
    ['{ not json', 'The config is not valid JSON'],
  ])('refuses the config %j with exit code 2 and starts nothing', async (text, sentence) => {
    await writeFile(join(base, 'config.json'), text);
    const result = await once(join(base, 'config.json'));
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain(sentence);
    expect(await readdir(base)).not.toContain('data');
  });

  it('names the field of a config that is wrong, and what was expected', async () => {
    const path = await config('http://not-loopback.example', {
      profile: { documentType: 'Insurances', invoiceType: 'B2B', set: { policy: 'new-per-day', name: '{what}' } },
    });
    const result = await once(path);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('credentials[0].baseUrl: expected an https:// address');
    expect(result.stderr).toContain('folders[0].invoiceType: expected B2C');
    expect(result.stderr).toContain('folders[0].set.name: expected only {folder}');
  });

  it('refuses to keep its own data inside a watched folder', async () => {
    const args = ['run', '--config', await config('http://127.0.0.1:1'), '--data', join(inbox, 'data'), '--once'];
    const result = await runToEnd(args, password);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('lies in the watched folder');
    expect(await readdir(inbox)).toEqual([]);
  });

  it('refuses a secret file that others can read', async () => {
    const secret = join(base, 'secret');
    await writeFile(secret, demoAccount.password);
    await chmod(secret, 0o644);
    const credentials = [{ name: 'acme', baseUrl: 'http://127.0.0.1:1', ...account, passwordFile: 'secret' }];
    const result = await once(await config('http://127.0.0.1:1', { top: { credentials } }));
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('credentials[0].passwordFile: expected');
  });

  it.each([['run'], ['run', '--once'], ['nonsense'], ['status', '--nonsense']])(
    'answers %j with exit code 2',
    async (...args) => {
      expect((await runToEnd(args)).exitCode).toBe(2);
    },
  );
});
