// What a server refuses as a whole, through the built command line: cut down to what it refuses, the rest delivered once.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultScript } from '../../main/sandbox/fault-script';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { runToEnd, writeConfig } from './command';
import { aPdf } from './documents';

let base: string;
let inbox: string;
let sandbox: Sandbox;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-splitting-'));
  inbox = join(base, 'in');
  await mkdir(inbox);
  sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
});
afterEach(async () => {
  await sandbox.close();
  await rm(base, { recursive: true, force: true });
});

type Files = Readonly<Record<string, Buffer>>;

async function run(
  files: Files,
  faults: FaultScript,
  profile: Record<string, unknown> = {},
): ReturnType<typeof runToEnd> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(inbox, name), content);
  sandbox.setFaults(faults);
  const { companyName, username } = demoAccount;
  const account = { companyName, username };
  const config = await writeConfig(join(base, 'config.json'), {
    folder: inbox,
    baseUrl: sandbox.url,
    account,
    profile,
  });
  const arguments_ = ['run', '--config', config, '--data', join(base, 'data'), '--once', '--patience', '60'];
  return runToEnd(arguments_, { ACME_PASSWORD: demoAccount.password });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const hashes = (files: Files): string[] => Object.values(files).map(sha256).sort();
/** So many documents of about this size, none of which shrinks. */
const documents = (count: number, bytes: number, prefix = ''): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${prefix}${String(index).padStart(2, '0')}.pdf`,
      aPdf(randomBytes(bytes).toString('latin1')),
    ]),
  );

async function received(): Promise<string[][]> {
  return (await sandbox.received()).map((batch) => batch.documents.map((document) => document.sha256));
}

function setAside({ events }: { events: Record<string, unknown>[] }): string[] {
  return events
    .filter(({ type }) => type === 'document-set-aside')
    .map(({ relativePath, reason }) => `${String(relativePath)}: ${String(reason)}`);
}

/** How the uploads since the faults were set were answered. */
function statuses(from = 0): (number | null)[] {
  return sandbox
    .requests()
    .filter(({ endpoint }) => endpoint === 'uploadbatch')
    .slice(from)
    .map(({ outcome }) => (outcome.kind === 'answered' ? outcome.status : null));
}

describe('a document that the server fails on', () => {
  it('ends up alone and set aside, and the eleven others are delivered once', async () => {
    const good = documents(11, 200);
    const poison = aPdf('the server cannot read this');
    const fault = { kind: 'poison', document: { sha256: sha256(poison) } } as const;
    const result = await run({ ...good, '05 poison.pdf': poison }, [{ fault }]);
    expect(result.exitCode, result.stderr).toBe(6);
    expect((await received()).flat().sort()).toEqual(hashes(good));
    expect(setAside(result)).toEqual(['05 poison.pdf: server-error']);
    expect(statuses().filter((status) => status === 500).length).toBeLessThan(20);
    // Its zip may be the last copy.
    expect(await readdir(join(base, 'data', 'spool'))).toHaveLength(1);
  });

  it.each([
    ['replaced', async (path: string) => writeFile(path, aPdf('what was scanned next')), ['what was scanned next']],
    ['taken away', async (path: string) => rm(path), []],
  ] as const)('stays on screen when its file is %s, until a person leaves it out', async (_how, change, delivered) => {
    const good = documents(3, 200);
    const poison = aPdf('the server cannot read this');
    const fault = { kind: 'poison', document: { sha256: sha256(poison) } } as const;
    expect((await run({ ...good, '02 scan.pdf': poison }, [{ fault }])).exitCode).toBe(6);
    await change(join(inbox, '02 scan.pdf'));
    const again = await run({}, []);
    expect(again.exitCode, again.stderr).toBe(6);
    expect((await received()).flat().sort()).toEqual(
      [...hashes(good), ...delivered.map((text) => sha256(aPdf(text)))].sort(),
    );
    const status = await runToEnd(['status', '--data', join(base, 'data'), '--json']);
    const { attention: waiting } = JSON.parse(status.stdout) as { attention: { documentId: number; reason: string }[] };
    expect(waiting).toMatchObject([{ reason: 'server-error' }]);
    await runToEnd(['dismiss', '--data', join(base, 'data'), String(waiting[0]?.documentId)]);
    expect((await run({}, [])).exitCode).toBe(0);
    expect(await readdir(join(base, 'data', 'spool'))).toEqual([]);
  });

  it('does not keep its set from being created, once, for the others', async () => {
    const good = documents(5, 200);
    const poison = aPdf('the server cannot read this');
    const fault = { kind: 'poison', document: { sha256: sha256(poison) } } as const;
    const profile = { set: { policy: 'new-per-folder', name: 'November' } };
    const result = await run({ ...good, '00 poison.pdf': poison }, [{ fault }], profile);
    expect(result.exitCode, result.stderr).toBe(6);
    expect(sandbox.sets().sets).toEqual([{ referenceNumber: '10001', name: 'November' }]);
    const batches = await sandbox.received();
    expect(batches.flatMap((batch) => batch.documents.map((document) => document.sha256)).sort()).toEqual(hashes(good));
    expect(batches.filter(({ fields }) => fields['create_new_set'] === 'True')).toHaveLength(1);
    expect(setAside(result)).toEqual(['00 poison.pdf: server-error']);
  });
});

it('sets nothing aside because the server failed on everything for a while', async () => {
  const files = documents(4, 200);
  const result = await run(files, [{ to: 12, fault: { kind: 'answer', when: 'before-storing', status: 500 } }]);
  expect(result.exitCode, result.stderr).toBe(0);
  expect(setAside(result)).toEqual([]);
  expect((await received()).flat().sort()).toEqual(hashes(files));
  expect(statuses().slice(0, 13)).toEqual([...Array.from({ length: 12 }, () => 500), 200]);
});

describe('a server that takes no more than so many bytes', () => {
  const fault = { kind: 'too-large', limitBytes: 45_000, when: 'before-storing' } as const;

  it('gets everything in smaller batches, but for the document that is too large alone', async () => {
    const good = documents(9, 10_000);
    const result = await run({ ...good, ...documents(1, 60_000, 'huge ') }, [{ fault }]);
    expect(result.exitCode, result.stderr).toBe(6);
    expect((await received()).flat().sort()).toEqual(hashes(good));
    expect(setAside(result)).toEqual(['huge 00.pdf: too-large-for-server']);
    expect((await received()).every((batch) => batch.length <= 4)).toBe(true);
  });

  it('gets later batches small enough at once', async () => {
    const first = documents(9, 10_000, 'first ');
    expect((await run(first, [{ fault }])).exitCode).toBe(0);
    expect(statuses()).toContain(413);
    const before = statuses().length;
    const second = documents(9, 10_000, 'second ');
    const result = await run(second, [{ fault }]);
    expect(result.exitCode, result.stderr).toBe(0);
    expect(new Set(statuses(before))).toEqual(new Set([200]));
    expect(result.events.filter(({ type }) => type === 'batch-splitting')).toEqual([]);
    expect((await received()).flat().sort()).toEqual(hashes({ ...first, ...second }));
  });
});
