// Pauses and limits on the command line: `--once` ends when only a person or a later hour could let anything go.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PauseScope } from '../../main/engine/model';
import { openLedger } from '../../main/ledger/open-ledger';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { runToEnd, writeConfig } from './command';
import { aPdf } from './documents';

let base: string;
let inbox: string;
let sandbox: Sandbox;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-sending-'));
  inbox = join(base, 'in');
  await mkdir(inbox);
  await writeFile(join(inbox, 'invoice.pdf'), aPdf('one'));
  sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
});
afterEach(async () => {
  await sandbox.close();
  await rm(base, { recursive: true, force: true });
});

const account = { companyName: demoAccount.companyName, username: demoAccount.username };
const data = (): string => join(base, 'data');

async function once(uploads: Record<string, unknown> = {}, patienceSeconds = 60) {
  const config = await writeConfig(join(base, 'config.json'), {
    ...{ folder: inbox, baseUrl: sandbox.url, account, top: { uploads } },
  });
  const args = ['run', '--config', config, '--data', data(), '--once', '--patience', String(patienceSeconds)];
  return runToEnd(args, { ACME_PASSWORD: demoAccount.password });
}

/** What another program, such as the window, wrote into the ledger. */
async function pause(scope: PauseScope, forMs: number | null): Promise<void> {
  await mkdir(data(), { recursive: true });
  const opened = await openLedger(join(data(), 'ledger.sqlite'), { now: Date.now });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const since = Date.now();
  await opened.ledger.pauses.set({ ...scope, since, until: forMs === null ? null : since + forMs });
  await opened.close();
}

const received = async (): Promise<number> => (await sandbox.received()).length;

describe('batchdrop run --once', () => {
  it('takes documents in at an hour at which nothing is sent, ends, and says that something waits', async () => {
    const closed = await once({ timetable: Array.from({ length: 7 }, () => '-'.repeat(24)) });
    expect(closed.exitCode, closed.stderr).toBe(5);
    expect(closed.events.at(-1)).toMatchObject({ type: 'finished', sealed: 1, settling: 0, ready: 0 });
    expect(closed.events).toContainEqual(expect.objectContaining({ type: 'sending-rests', because: 'timetable' }));
    expect(closed.stderr).toContain('Nothing is begun at this hour');
    expect(await received()).toBe(0);
    expect((await once({ bytesPerSecond: 100_000 })).exitCode).toBe(0);
    expect(await received()).toBe(1);
  });

  it('ends under a pause, which it tells of, and waits for one that ends within its patience', async () => {
    await pause({ scope: 'all' }, null);
    const paused = await once();
    expect(paused.exitCode, paused.stderr).toBe(5);
    expect(paused.stderr).toContain('Sending of everything is paused until somebody ends it');
    expect(await received()).toBe(0);
    const status = await runToEnd(['status', '--data', data()]);
    expect(status.stdout).toMatch(/Sending paused[^]*everything\s+somebody ends it/);
    await pause({ scope: 'all' }, 3_000);
    expect((await once()).exitCode).toBe(0);
    expect(await received()).toBe(1);
  });

  it('says what is wrong with a limit', async () => {
    const wrong = await once({ places: 9 });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('uploads.places');
  });
});
