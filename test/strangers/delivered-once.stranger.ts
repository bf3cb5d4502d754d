// The promise with a server and a proxy that nobody here wrote: nginx as the server, HAProxy in front of the sandbox.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../main/ledger/open-ledger';
import { createSandbox, demoAccount } from '../../main/sandbox/sandbox';
import { batchdrop, runToEnd, writeConfig } from '../integration/command';
import { aPdf } from '../integration/documents';
import { keptZips } from './kept-bodies';
import { areInstalled, freePort, haproxyInFrontOf, nginxServer } from './programs';

const environment = { ACME_PASSWORD: demoAccount.password };
const { companyName, username } = demoAccount;

interface InDoubt {
  readonly batch: string;
  readonly documents: readonly string[];
}

async function aPlace() {
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-stranger-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const inbox = join(base, 'in');
  await mkdir(inbox);
  const data = ['--data', join(base, 'data')];
  const configure = (baseUrl: string, profile: Record<string, unknown>) =>
    writeConfig(join(base, 'config.json'), {
      ...{ folder: inbox, baseUrl, account: { companyName, username }, profile },
    });
  /** Writes documents of about this size, and answers with their SHA-256. */
  const put = async (count: number, sizeBytes: number, from = 0): Promise<string[]> => {
    const hashes: string[] = [];
    for (let index = from; index < from + count; index += 1) {
      const content = aPdf(`document ${index} ${'x'.repeat(sizeBytes)}`);
      await writeFile(join(inbox, `${String(index).padStart(4, '0')}.pdf`), content);
      hashes.push(createHash('sha256').update(content).digest('hex'));
    }
    return hashes;
  };
  const run = (config: string, patience: number) =>
    runToEnd(['run', '--config', config, ...data, '--once', '--patience', String(patience)], environment);
  /** The batches in doubt with the contents of their documents, as the ledger has them. */
  const inDoubt = async (): Promise<InDoubt[]> => {
    const opened = await openLedger(join(base, 'data', 'ledger.sqlite'), { now: Date.now });
    if (opened.kind !== 'opened') throw new Error(`the ledger is ${opened.kind}`);
    try {
      const found: InDoubt[] = [];
      for (const item of await opened.views.attention(1_000)) {
        if (item.kind !== 'batch-in-doubt') continue;
        const { items } = await opened.views.documentsOfBatch({ offset: 0, limit: 1_000, batchId: item.batch.id });
        found.push({ batch: String(item.batch.id), documents: items.flatMap(({ sha256 }) => sha256 ?? []) });
      }
      return found;
    } finally {
      await opened.close();
    }
  };
  const resolve = async (batch: string, ...decision: string[]): Promise<void> => {
    const { exitCode, stderr } = await runToEnd(['resolve', batch, ...decision, ...data]);
    expect(exitCode, stderr).toBe(0);
  };
  const books = async () => {
    const audit = await runToEnd(['audit', ...data, '--json']);
    const verify = await runToEnd(['verify', ...data, '--sources', '--json']);
    return { audit: audit.exitCode, verify: verify.exitCode };
  };
  return { base, inbox, data, configure, put, run, inDoubt, resolve, books };
}

const sorted = (list: readonly string[]): string[] => [...list].sort();
const missing = ['nginx', 'haproxy', 'python3'].filter((name) => !areInstalled(name));
if (missing.length > 0) console.log(`Not run: this machine has no ${missing.join(', ')}.`);

describe.skipIf(missing.length > 0)('with nginx as the server', () => {
  it('every document is in one kept body, whatever is killed, and too large batches are split', async () => {
    const place = await aPlace();
    const server = await nginxServer(join(place.base, 'nginx'), { limit: '70k' });
    onTestFinished(() => server.kill());
    const scratch = join(place.base, 'scratch');
    await mkdir(scratch);
    // Ten documents are 100 KB and more than nginx takes; five are not.
    const config = await place.configure(server.url, {
      batch: { quietMs: 100, maxDocuments: 10, maxBytes: 100_000_000 },
    });
    const hashes: string[] = [];
    let kills = 0;
    let decided = 0;
    for (let round = 0; round < 8; round += 1) {
      hashes.push(...(await place.put(15, 10_000, round * 15)));
      const command = batchdrop(['run', '--config', config, ...place.data], environment);
      await command.event('batch-sending');
      await setTimeout(round * 25);
      command.process.kill('SIGKILL');
      await command.ended();
      kills += 1;
      // The oracle is what nginx has: a person would look there as well.
      const restarted = batchdrop(['run', '--config', config, ...place.data, '--once'], environment);
      await restarted.ended();
      const kept = await keptZips(server.bodies, scratch);
      for (const { batch, documents } of await place.inDoubt()) {
        const arrived = kept.find((zip) => sorted(zip.documents).join() === sorted(documents).join());
        await place.resolve(batch, ...(arrived === undefined ? ['--send-again'] : ['--arrived', arrived.file]));
        decided += 1;
      }
    }
    const { exitCode, stderr } = await place.run(config, 30);
    expect(exitCode, stderr).toBe(0);
    const kept = await keptZips(server.bodies, scratch);
    expect(sorted(kept.flatMap(({ documents }) => documents))).toEqual(sorted(hashes));
    expect(await place.books()).toEqual({ audit: 0, verify: 0 });
    console.log(
      `nginx: ${hashes.length} documents, ${kills} kills, ${decided} in doubt, ${kept.length} bodies, 0 twice`,
    );
  });
});

describe.skipIf(missing.length > 0)('behind HAProxy', () => {
  it('a server that is away is waited for, one that does not answer leaves the batch in doubt', async () => {
    const place = await aPlace();
    const sandbox = await createSandbox({ dataDir: join(place.base, 'sandbox') });
    const port = await freePort();
    const proxy = await haproxyInFrontOf(join(place.base, 'haproxy'), {
      serverPort: sandbox.port,
      replyMs: 1_000,
      port,
    });
    onTestFinished(() => proxy.kill());
    const config = await place.configure(proxy.url, {});
    const first = await place.put(3, 5_000);
    await sandbox.close();
    const away = await place.run(config, 0);
    expect(away.exitCode, away.stderr).toBe(5);
    expect(away.events).toContainEqual(expect.objectContaining({ type: 'batch-waiting', cause: 'server-busy' }));

    const again = await createSandbox({ dataDir: join(place.base, 'sandbox'), port: sandbox.port });
    onTestFinished(() => again.close());
    expect((await place.run(config, 10)).exitCode).toBe(0);
    const second = await place.put(3, 5_000, 100);
    again.setFaults([{ endpoint: 'uploadbatch', fault: { kind: 'stall', when: 'after-body' } }]);
    const silent = await place.run(config, 0);
    expect(silent.exitCode).toBe(6);
    const [doubtful] = await place.inDoubt();
    expect(sorted(doubtful?.documents ?? [])).toEqual(sorted(second));

    // The sandbox has it, HAProxy's 504 hid that: a person looks and says so.
    const received = await again.received();
    await place.resolve(doubtful?.batch ?? '', '--arrived', received.at(-1)?.batchId ?? '');
    again.setFaults([]);
    expect((await place.run(config, 0)).exitCode).toBe(0);
    const stored = (await again.received()).flatMap(({ documents }) => documents.map(({ sha256 }) => sha256));
    expect(sorted(stored)).toEqual(sorted([...first, ...second]));
    expect(await place.books()).toEqual({ audit: 0, verify: 0 });
  });

  it('a proxy that dies in the middle of a body delivers nothing, and the same bytes go later', async () => {
    const place = await aPlace();
    const sandbox = await createSandbox({ dataDir: join(place.base, 'sandbox') });
    onTestFinished(() => sandbox.close());
    sandbox.setFaults([{ endpoint: 'uploadbatch', times: 1, fault: { kind: 'slow-link', bytesPerSecond: 200_000 } }]);
    const port = await freePort();
    const front = { serverPort: sandbox.port, replyMs: 5_000, port };
    const proxy = await haproxyInFrontOf(join(place.base, 'haproxy'), front);
    onTestFinished(() => proxy.kill());
    const config = await place.configure(proxy.url, {});
    // More than the buffers between here and the sandbox can hold.
    const hashes = await place.put(2, 40_000_000);
    const command = batchdrop(['run', '--config', config, ...place.data], environment);
    await command.event('batch-progress');
    await proxy.kill();
    const waiting = await command.event('batch-waiting');
    expect(waiting).toMatchObject({ cause: 'network' });
    const next = await haproxyInFrontOf(join(place.base, 'haproxy'), front);
    onTestFinished(() => next.kill());
    await command.event('batch-accepted');
    command.process.kill('SIGTERM');
    await command.ended();
    const stored = (await sandbox.received()).flatMap(({ documents }) => documents.map(({ sha256 }) => sha256));
    expect(sorted(stored)).toEqual(sorted(hashes));
    expect(await place.books()).toEqual({ audit: 0, verify: 0 });
  });
});
