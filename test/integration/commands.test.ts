// Decisions on the command line while `batchdrop run` works on the same data folder: it notices them and goes on.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../main/sandbox/faults';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { batchdrop, runToEnd, writeConfig, type CommandLine } from './command';
import { aPdf } from './documents';

let base: string;
let inbox: string;
let data: string;
let sandbox: Sandbox | null = null;
let running: CommandLine | null = null;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-commands-'));
  inbox = join(base, 'in');
  data = join(base, 'data');
  await mkdir(inbox);
});
afterEach(async () => {
  running?.process.kill('SIGTERM');
  await running?.ended();
  running = null;
  await sandbox?.close();
  sandbox = null;
  await rm(base, { recursive: true, force: true });
});

const { companyName, username, password } = demoAccount;

/** Starts sandbox and program; the first `times` uploads meet the fault. */
async function runAgainst(fault: Fault, times: number, profile: Record<string, unknown> = {}): Promise<CommandLine> {
  sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
  sandbox.setFaults([{ fault, from: 1, times }]);
  const account = { companyName, username };
  const config = await writeConfig(join(base, 'config.json'), {
    folder: inbox,
    baseUrl: sandbox.url,
    account,
    profile,
  });
  running = batchdrop(['run', '--config', config, '--data', data], { ACME_PASSWORD: password });
  return running;
}

const command = (...args: string[]) => runToEnd([...args, '--data', data]);
const put = (name: string, content: Buffer) => writeFile(join(inbox, name), content);
const refused: Fault = { kind: 'answer', when: 'before-storing', status: 400, body: '{"error": "Not like this."}' };

async function received(): Promise<readonly { readonly batchId: string }[]> {
  return (await sandbox?.received()) ?? [];
}

describe('beside a running program', () => {
  it('a held batch is retried, and the program sends it within a moment', async () => {
    const run = await runAgainst(refused, 1);
    await put('a.pdf', aPdf('held'));
    const { batchId } = await run.event('batch-held');
    expect(await received()).toEqual([]);
    const result = await command('retry', String(batchId));
    expect(result, result.stderr).toMatchObject({ exitCode: 0, stdout: `Batch ${String(batchId)} is tried again.\n` });
    await run.event('batch-accepted', (event) => event['batchId'] === batchId);
    expect(await received()).toHaveLength(1);
    const again = await command('retry', String(batchId));
    expect(again).toMatchObject({ exitCode: 3, stdout: '' });
    expect(again.stderr).toContain(`Batch ${String(batchId)} was accepted as `);
  });

  it('a batch in doubt is sent again only because a person said so', async () => {
    const run = await runAgainst({ kind: 'drop', when: 'before-storing' }, 1);
    await put('a.pdf', aPdf('doubt'));
    const { batchId } = await run.event('batch-in-doubt');
    const status = await command('status');
    expect(status.exitCode).toBe(6);
    expect(status.stdout).toContain(`batchdrop resolve ${String(batchId)} --arrived <batch id>`);
    expect(await received()).toEqual([]);
    expect((await command('resolve', String(batchId), '--send-again')).exitCode).toBe(0);
    await run.event('batch-accepted', (event) => event['batchId'] === batchId);
    expect(await received()).toHaveLength(1);
  });

  it('a batch that arrived is recorded with its id, in a chain that verifies; its original is moved', async () => {
    const run = await runAgainst({ kind: 'drop', when: 'after-body' }, 1, { afterUpload: 'move' });
    await put('a.pdf', aPdf('arrived'));
    const { batchId } = await run.event('batch-in-doubt');
    const [stored] = await received();
    const serverBatchId = stored?.batchId ?? '';
    const result = await command('resolve', String(batchId), '--arrived', serverBatchId, '--json');
    expect(JSON.parse(result.stdout)).toEqual({
      exitCode: 0,
      results: [{ batch: batchId, result: 'done', state: 'accepted', problem: null }],
    });
    await run.event('after-upload');
    expect(await received()).toHaveLength(1);
    expect(await command('audit')).toMatchObject({ exitCode: 0, stderr: '' });

    const output = join(base, 'receipts.json');
    const saved = await command('export', '--format', 'json', '--output', output, '--json');
    const { head } = JSON.parse(saved.stdout) as { head: { hash: string } };
    const { receipts } = JSON.parse(await readFile(output, 'utf8')) as { receipts: object[] };
    const sha256 = createHash('sha256').update(aPdf('arrived')).digest('hex');
    expect(receipts).toMatchObject([{ serverBatchId, confirmedBy: 'person', documents: [{ path: 'a.pdf', sha256 }] }]);
    expect(await command('verify', '--sources', '--head', head.hash)).toMatchObject({ exitCode: 0, stderr: '' });
    await put('Sent/a.pdf', aPdf('overwritten'));
    const altered = await command('verify', '--sources');
    expect(altered.exitCode).toBe(4);
    expect(altered.stdout).toContain(
      `${join(inbox, 'Sent', 'a.pdf')} (document 1, batch 1) is not what was delivered.`,
    );
    expect((await command('verify', '--head', '0'.repeat(64))).exitCode).toBe(4);
  });

  it('a paused credential is resumed by its name, and its batches go on', async () => {
    const run = await runAgainst({ kind: 'answer', when: 'before-storing', status: 403 }, 2);
    await put('a.pdf', aPdf('paused'));
    await run.event('credential-paused');
    const result = await command('resume', 'acme');
    expect(result, result.stderr).toMatchObject({ exitCode: 0 });
    await run.event('batch-accepted');
    expect(await received()).toHaveLength(1);
  });

  it('a duplicate is sent because a person wanted it, and an audit knows that', async () => {
    const run = await runAgainst(refused, 0);
    await put('a.pdf', aPdf('twice'));
    await run.event('batch-accepted');
    await put('b.pdf', aPdf('twice'));
    const { documentId } = await run.event('document-duplicate');
    expect(await command('retry', '--document', String(documentId))).toMatchObject({ exitCode: 0, stderr: '' });
    await run.event('batch-accepted', ({ batchId }) => batchId !== 1);
    expect(await received()).toHaveLength(2);
    expect(await command('audit')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('a set gets the number that the server did not tell, and its other batches go on with it', async () => {
    const set = { policy: 'new-per-folder', name: 'November' };
    const batch = { quietMs: 100, maxDocuments: 1, maxBytes: 100_000_000 };
    const run = await runAgainst({ kind: 'no-set-number' }, 1, { set, batch });
    await put('a.pdf', aPdf('first'));
    await put('b.pdf', aPdf('second'));
    await run.event('set-needs-attention');
    const number = sandbox?.sets().sets[0]?.referenceNumber ?? '';
    const status = JSON.parse((await command('status', '--json')).stdout) as { sets: { id: number }[] };
    const setId = String(status.sets[0]?.id);
    expect((await command('set-number', setId, number)).exitCode).toBe(0);
    await run.event('batch-accepted', (event) => event['batchId'] === 2);
    expect((await sandbox?.received())?.map(({ setReferenceNumber }) => setReferenceNumber)).toEqual([number, number]);
    expect((await command('set-number', setId, number)).exitCode).toBe(3);
    expect((await command('set-number', '99', number)).exitCode).toBe(2);
  });

  it('content that a folder may send twice is no difference in an audit', async () => {
    const run = await runAgainst(refused, 0, { duplicates: 'send' });
    await put('a.pdf', aPdf('same'));
    await run.event('batch-accepted');
    await put('b.pdf', aPdf('same'));
    await run.event('batch-accepted', (event) => event['batchId'] === 2);
    const audit = await command('audit');
    expect(audit, audit.stdout).toMatchObject({ exitCode: 0 });
  });

  it('a set-aside document is dismissed and asks no more', async () => {
    const run = await runAgainst(refused, 0);
    await put('a.pdf', Buffer.alloc(2_000, 'no document'));
    const { documentId } = await run.event('document-set-aside');
    expect((await command('status')).exitCode).toBe(6);
    expect(await command('dismiss', String(documentId))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await command('status')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('usage', () => {
  it.each([
    'retry --data nowhere',
    'retry 1 --all --data nowhere',
    'retry one --data nowhere',
    'retry 1',
    'resolve 1 --data nowhere',
    'resolve --withdraw --data nowhere',
    'dismiss --data nowhere',
    'resume --data nowhere',
    'export --format xml --output - --data nowhere',
    'export --format csv --data nowhere',
    'verify --head abc --data nowhere',
    'audit --data nowhere',
  ])('of "%s" is refused with exit code 2', async (args) => {
    const result = await runToEnd(args.split(' '));
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).not.toBe('');
  });

  it.each(['retry', 'resolve', 'resume', 'dismiss', 'audit', 'verify', 'export', 'status'])(
    'of %s says what its exit codes mean',
    async (name) => {
      const result = await runToEnd([name, '--help']);
      expect(result.exitCode).toBe(0);
      expect(result.stdout).toContain('Exit code: 0');
      expect(result.stdout).toContain('--data <folder>');
    },
  );
});
