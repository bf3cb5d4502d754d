// The same content twice, through the built command line against the sandbox: sent once, and never left out silently.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { runToEnd, writeConfig } from './command';
import { aPdf } from './documents';

let base: string;
let sandbox: Sandbox;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-duplicates-'));
  await mkdir(join(base, 'in'));
  sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
});
afterEach(async () => {
  await sandbox.close();
  await rm(base, { recursive: true, force: true });
});

const { companyName, username, password } = demoAccount;
type Run = Awaited<ReturnType<typeof runToEnd>>;

/** Runs once over the folder `in` and these other folders, all of one credential. */
async function run(
  profile: Record<string, unknown> = {},
  others: readonly { name: string; documentType?: string }[] = [],
): Promise<Run> {
  const folder = (name: string): Record<string, unknown> => ({
    ...{ path: join(base, name), credential: 'acme', documentType: 'Invoices', invoiceType: 'B2B' },
    ...{ processingPref: 'Speed', batch: { quietMs: 100, maxDocuments: 100, maxBytes: 100_000_000 } },
  });
  const folders = [
    { ...folder('in'), ...profile },
    ...others.map(({ name, ...more }) => ({ ...folder(name), ...more })),
  ];
  const file = join(base, 'config.json');
  const account = { companyName, username };
  const config = await writeConfig(file, { folder: join(base, 'in'), baseUrl: sandbox.url, account, top: { folders } });
  const data = join(base, 'data');
  return runToEnd(['run', '--config', config, '--data', data, '--once', '--patience', '60'], {
    ACME_PASSWORD: password,
  });
}

const command = (...args: string[]) => runToEnd([...args, '--data', join(base, 'data')]);

async function put(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(join(base, path)), { recursive: true });
  await writeFile(join(base, path), content);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function received(): Promise<string[]> {
  return (await sandbox.received()).flatMap(({ documents }) => documents.map((document) => document.sha256));
}

function duplicates({ events }: Run): Record<string, unknown>[] {
  return events
    .filter(({ type }) => type === 'document-duplicate')
    .map(({ relativePath, asks, ofBatchId, documentId }) => ({ relativePath, asks, ofBatchId, documentId }));
}

/** What status says of the folder `in`, and the questions that wait for a person. */
async function status(): Promise<{ counts: unknown; questions: Record<string, unknown>[] }> {
  const { stdout } = await command('status', '--json');
  const { folders, attention } = JSON.parse(stdout) as {
    folders: { path: string; counts: unknown }[];
    attention: Record<string, unknown>[];
  };
  return { counts: folders.find(({ path }) => path === join(base, 'in'))?.counts, questions: attention };
}

const invoice = aPdf('Invoice 4711');

it('delivers one of two names for the same content, and asks about the other', async () => {
  await put('in/b.pdf', invoice);
  await put('in/a.pdf', invoice);
  const result = await run();
  expect(result.exitCode, result.stderr).toBe(6);
  expect(await received()).toEqual([sha256(invoice)]);
  expect(duplicates(result)).toMatchObject([{ relativePath: 'b.pdf', asks: true, ofBatchId: 2 }]);
  const { counts, questions } = await status();
  expect(counts).toEqual({ seen: 2, delivered: 1, onTheWay: 0, setAside: 0, duplicates: 1, ignored: 0 });
  const [receipt] = await sandbox.received();
  expect(questions).toMatchObject([
    {
      ...{ kind: 'duplicate', relativePath: 'b.pdf' },
      original: { relativePath: 'a.pdf', batchId: 2, serverBatchId: receipt?.batchId },
    },
  ]);
});

describe('a copy that comes later', () => {
  async function deliverOne(): Promise<void> {
    await put('in/a.pdf', invoice);
    expect((await run()).exitCode).toBe(0);
  }

  async function deliverOneAndCopy(): Promise<number> {
    await deliverOne();
    await put('in/sub/copy.pdf', invoice);
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(6);
    const [found] = duplicates(result);
    expect(found).toMatchObject({ relativePath: 'sub/copy.pdf', asks: true, ofBatchId: 1 });
    expect(await received()).toHaveLength(1);
    return found?.['documentId'] as number;
  }

  it('asks, naming the batch, and goes once a person wants it', async () => {
    const documentId = await deliverOneAndCopy();
    expect((await command('retry', '--document', String(documentId))).exitCode).toBe(0);
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(0);
    expect(duplicates(result)).toEqual([]);
    expect(await received()).toEqual([sha256(invoice), sha256(invoice)]);
    expect((await command('audit', '--json')).exitCode).toBe(0);
    // It was sent for once: a third copy asks again.
    await put('in/third.pdf', invoice);
    expect((await run()).exitCode).toBe(6);
    expect(await received()).toHaveLength(2);
  });

  it('asks no more once a person knows about it, also when its file is touched', async () => {
    const documentId = await deliverOneAndCopy();
    expect((await command('dismiss', String(documentId))).exitCode).toBe(0);
    expect((await run()).exitCode).toBe(0);
    await utimes(join(base, 'in/sub/copy.pdf'), 1_000_000_000, 1_000_000_000);
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(0);
    expect(duplicates(result)).toMatchObject([{ relativePath: 'sub/copy.pdf', asks: false }]);
    expect(await received()).toHaveLength(1);
  });

  it('asks no more when its file is taken away, and again when it is back', async () => {
    await deliverOneAndCopy();
    await rename(join(base, 'in/sub/copy.pdf'), join(base, 'elsewhere.pdf'));
    expect((await run()).exitCode).toBe(0);
    expect((await status()).questions).toEqual([]);
    expect((await command('audit', '--json')).exitCode).toBe(0);
    await rename(join(base, 'elsewhere.pdf'), join(base, 'in/sub/copy.pdf'));
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(6);
    expect(duplicates(result)).toMatchObject([{ relativePath: 'sub/copy.pdf', asks: true }]);
    expect(await received()).toHaveLength(1);
  });

  it('goes when it was changed meanwhile, as the same document', async () => {
    const documentId = await deliverOneAndCopy();
    const corrected = aPdf('Invoice 4712, corrected');
    await put('in/sub/copy.pdf', corrected);
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(0);
    expect(await received()).toEqual([sha256(invoice), sha256(corrected)]);
    expect(result.events.find(({ type }) => type === 'document-ready')).toMatchObject({ documentId });
  });

  it('is counted and said, without a question, where the folder skips duplicates', async () => {
    await deliverOne();
    await put('in/copy.pdf', invoice);
    const result = await run({ duplicates: 'skip' });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(duplicates(result)).toMatchObject([{ relativePath: 'copy.pdf', asks: false, ofBatchId: 1 }]);
    expect(result.stderr).toContain('copy.pdf');
    expect(await received()).toHaveLength(1);
    expect((await status()).counts).toMatchObject({ seen: 2, delivered: 1, duplicates: 1 });
  });

  it('goes where the folder sends duplicates', async () => {
    await deliverOne();
    await put('in/copy.pdf', invoice);
    const result = await run({ duplicates: 'send' });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(duplicates(result)).toEqual([]);
    expect(await received()).toHaveLength(2);
  });

  it('asks nothing when it is the delivered file itself, whose time was set anew', async () => {
    await deliverOne();
    await utimes(join(base, 'in/a.pdf'), 1_000_000_000, 1_000_000_000);
    const result = await run();
    expect(result.exitCode, result.stderr).toBe(0);
    expect(duplicates(result)).toMatchObject([{ relativePath: 'a.pdf', asks: false, ofBatchId: 1 }]);
    expect(await received()).toHaveLength(1);
  });

  it('is found in another folder of the credential, and is none as another type', async () => {
    await deliverOne();
    await put('more/a.pdf', invoice);
    await put('receipts/a.pdf', invoice);
    const result = await run({}, [{ name: 'more' }, { name: 'receipts', documentType: 'Receipts' }]);
    expect(result.exitCode, result.stderr).toBe(6);
    expect(duplicates(result)).toMatchObject([{ relativePath: 'a.pdf', asks: true, ofBatchId: 1 }]);
    expect((await sandbox.received()).map(({ fields }) => fields['document_type'])).toEqual(['Invoices', 'Receipts']);
    expect((await status()).questions).toMatchObject([
      {
        ...{ kind: 'duplicate', folderPath: join(base, 'more') },
        original: { folderPath: join(base, 'in'), relativePath: 'a.pdf' },
      },
    ]);
  });
});

it('recognises documents that are too large to stand in memory, and tells them apart', async () => {
  const large = (text: string): Buffer => aPdf(`${text} ${randomBytes(17 << 20).toString('latin1')}`);
  const one = large('one');
  const other = Buffer.from(one);
  // Same size, one byte differs, in a part that no check of the content looks at.
  other.writeUInt8(one.readUInt8(9 << 20) === 0x41 ? 0x42 : 0x41, 9 << 20);
  await put('in/a.pdf', one);
  await put('in/b.pdf', one);
  await put('in/c.pdf', other);
  const result = await run();
  expect(result.exitCode, result.stderr).toBe(6);
  expect((await received()).sort()).toEqual([sha256(one), sha256(other)].sort());
  expect(duplicates(result)).toMatchObject([{ relativePath: 'b.pdf', asks: true }]);
});
