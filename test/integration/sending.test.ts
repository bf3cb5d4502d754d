// Pauses, order and limits of the whole engine, against a sandbox with a slow line: nothing is begun anew, nothing is lost.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../main/engine/clock';
import { createEngine } from '../../main/engine/engine';
import type { EngineEvent } from '../../main/engine/events';
import type { BatchId, Credential, EngineConfig } from '../../main/engine/model';
import { defaultUploads, hoursOfWeek, type UploadLimits } from '../../main/engine/upload-limits';
import {
  anOpenBatch,
  credentialId,
  folderId,
  openTestLedger,
  theBatch,
  zipOf,
} from '../../main/ledger/testing/test-ledger';
import { createSandbox, demoAccount } from '../../main/sandbox/sandbox';
import { aZip } from '../../main/sandbox/testing/zip';
import { aPdf } from './documents';

const never = new AbortController().signal;

/** An engine without watched folders, a sandbox, and batches that lie sealed in the spool. */
async function aProgram(
  batches: number,
  uploads: Partial<UploadLimits> = {},
  bytes = 1_000,
  retry = { firstMs: 20, ceilingMs: 100 },
) {
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-sending-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const sandbox = await createSandbox({ dataDir: join(base, 'server') });
  onTestFinished(() => sandbox.close());
  const { ledger, views } = await openTestLedger({ now: Date.now });
  const spoolDir = join(base, 'spool');
  const { companyName, username, password } = demoAccount;
  const credential: Credential = {
    ...{ id: credentialId, name: 'Acme', baseUrl: sandbox.url, companyName, username },
    ...{ tokenMode: 'automatic', inDoubt: 'ask' },
  };
  const config = (limits: Partial<UploadLimits>): EngineConfig => ({
    ...{ credentials: [credential], folders: [], retry },
    ...{ settleMs: 20, incompleteMs: 100, rescanMs: 60_000, uploads: { ...defaultUploads, ...limits } },
  });
  const events: EngineEvent[] = [];
  const listeners = new Set<() => void>();
  const engine = createEngine({
    ...{ ledger, spoolDir, config: config(uploads), clock: systemClock, random: Math.random },
    secrets: { password: () => Promise.resolve(password), pastedToken: () => Promise.resolve(null) },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    sealWorker: new URL('file:///nothing-is-sealed-here.js'),
    onEvent: (event) => {
      events.push(event);
      for (const listener of [...listeners]) listener();
    },
  });
  await engine.start();
  onTestFinished(() => engine.stop());

  async function aSealed(name: string): Promise<BatchId> {
    const open = await anOpenBatch(ledger, [name]);
    const zip = aZip({ [name]: Buffer.concat([aPdf(name), randomBytes(bytes)]) });
    const sealed = {
      ...(await zipOf(ledger, open)),
      ...{ zipSha256: createHash('sha256').update(zip).digest('hex'), zipSizeBytes: zip.length },
    };
    await writeFile(join(spoolDir, sealed.zipName), zip);
    await ledger.batches.seal(open.id, sealed);
    return open.id;
  }
  const ids: BatchId[] = [];
  for (let number = 1; number <= batches; number += 1) ids.push(await aSealed(`${number}.pdf`));

  return {
    ...{ engine, ledger, views, sandbox, events, ids },
    configure: (limits: Partial<UploadLimits>) => engine.configure(config(limits)),
    state: async (id: BatchId | undefined) => (id === undefined ? null : (await theBatch(ledger, id)).status.state),
    uploads: () => sandbox.requests().filter(({ endpoint }) => endpoint === 'uploadbatch'),
    /** Resolves when an event, past or future, fits. */
    event: (fits: (event: EngineEvent) => boolean) =>
      new Promise<void>((resolve) => {
        const listener = (): void => {
          if (!events.some(fits)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
      }),
    settled: (patienceMs = 0) => engine.settled({ patienceMs, signal: never }),
  };
}

const isProgress = (event: EngineEvent): boolean => event.type === 'batch-progress';
const accepted = (id: BatchId | undefined) => (event: EngineEvent) =>
  event.type === 'batch-accepted' && event.batchId === id;

describe('limits that are changed while uploads run', () => {
  it('speed up a running upload without beginning it anew', async () => {
    const program = await aProgram(1, { bytesPerSecond: 1_000 }, 2_000_000);
    program.engine.lookAgain();
    await program.event(isProgress);
    // At this speed it would take more than half an hour.
    await program.configure({ bytesPerSecond: null });
    await program.event(accepted(program.ids[0]));
    expect(program.uploads()).toHaveLength(1);
    expect((await program.sandbox.received()).length).toBe(1);
  });

  it('slow down a running upload, and it is delivered all the same', async () => {
    const program = await aProgram(1, { bytesPerSecond: 2_000_000 }, 1_500_000);
    program.engine.lookAgain();
    await program.event(isProgress);
    await program.configure({ bytesPerSecond: 300_000 });
    const slowedAt = performance.now();
    const sent = Math.max(...program.events.map((event) => (event.type === 'batch-progress' ? event.bytesSent : 0)));
    await program.event(accepted(program.ids[0]));
    const left = 1_500_000 - sent;
    expect(performance.now() - slowedAt).toBeGreaterThan((left / 300_000) * 1_000 - 700);
    expect(program.uploads()).toHaveLength(1);
  });

  it('close the hour: the running upload ends, nothing more is begun until it opens', async () => {
    const program = await aProgram(2, { places: 1, bytesPerSecond: 60_000 }, 60_000);
    const [first, second] = program.ids;
    program.engine.lookAgain();
    await program.event(isProgress);
    const closed = { timetable: Array.from({ length: hoursOfWeek }, () => 'closed' as const) };
    await program.configure({ places: 1, bytesPerSecond: null, ...closed });
    await program.event(accepted(first));
    await program.settled();
    expect(await program.state(second)).toBe('sealed');
    expect(program.engine.rests().all).toEqual({ because: 'timetable', until: null });
    expect(program.uploads()).toHaveLength(1);
    await program.configure({});
    await program.event(accepted(second));
  });

  it('take places away without touching the uploads that have them', async () => {
    const program = await aProgram(4, { places: 3, placesPerCredential: 3, bytesPerSecond: 40_000 }, 20_000);
    program.engine.lookAgain();
    await program.event(isProgress);
    await program.configure({ places: 1, placesPerCredential: 1, bytesPerSecond: null });
    await program.settled(5_000);
    const states = await Promise.all(program.ids.map((id) => program.state(id)));
    expect(states).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(program.uploads().every(({ outcome }) => outcome.kind === 'answered')).toBe(true);
  });
});

describe('a pause', () => {
  it('lets the running upload end, outlives the program, and loses nothing', async () => {
    const program = await aProgram(2, { places: 1, bytesPerSecond: 60_000 }, 60_000);
    const [first, second] = program.ids;
    program.engine.lookAgain();
    await program.event(isProgress);
    await program.engine.pauseSending({ scope: 'folder', id: folderId }, null);
    await program.configure({ places: 1 });
    await program.event(accepted(first));
    await program.settled(60_000);
    expect(await program.state(second)).toBe('sealed');
    await program.engine.stop();
    await program.engine.start();
    await program.settled(60_000);
    expect(await program.state(second)).toBe('sealed');
    expect((await program.views.queueItem(second ?? 0))?.restsBecause).toEqual({
      ...{ because: 'pause', scope: 'folder', until: null },
    });
    await program.engine.resumeSending({ scope: 'folder', id: folderId });
    await program.event(accepted(second));
    expect(program.uploads()).toHaveLength(2);
  });

  it('that ends soon is waited for, one that ends later is not', async () => {
    const program = await aProgram(1);
    await program.engine.pauseSending({ scope: 'all' }, Date.now() + 600_000);
    program.engine.lookAgain();
    await program.settled(5_000);
    expect(await program.state(program.ids[0])).toBe('sealed');
    await program.engine.pauseSending({ scope: 'all' }, Date.now() + 300);
    await program.settled(5_000);
    expect(await program.state(program.ids[0])).toBe('accepted');
    expect(program.events).toContainEqual({ type: 'sending-resumed', scope: { scope: 'all' }, by: 'time' });
  });
});

describe('a person says "now"', () => {
  it('and what this program chose to wait is over', async () => {
    const program = await aProgram(1, {}, 1_000, { firstMs: 600_000, ceilingMs: 900_000 });
    const [id] = program.ids;
    if (id === undefined) throw new Error('no batch');
    program.sandbox.setFaults([{ times: 1, fault: { kind: 'answer', when: 'before-storing', status: 503 } }]);
    program.engine.lookAgain();
    await program.event(({ type }) => type === 'batch-waiting');
    expect(program.engine.rests().credentials).toMatchObject([{ credentialId, asked: false }]);
    expect(await program.engine.decide(id, { kind: 'retry' })).toBe('done');
    await program.event(accepted(id));
  });

  it('but what the server asked for is obeyed, for the whole credential, and the program says so', async () => {
    const program = await aProgram(2, { places: 1 });
    const [first, second] = program.ids;
    if (first === undefined || second === undefined) throw new Error('no batches');
    const retryAfter = { seconds: 2, as: 'seconds' as const };
    program.sandbox.setFaults([
      { times: 1, fault: { kind: 'answer', when: 'before-storing', status: 429, retryAfter } },
    ]);
    program.engine.lookAgain();
    await program.event(({ type }) => type === 'batch-waiting');
    const askedAt = Date.now();
    expect(await program.engine.decide(first, { kind: 'retry' })).toBe('done');
    await program.engine.networkReturned();
    const rests = program.engine.rests().credentials;
    expect(rests).toMatchObject([{ credentialId, asked: true }]);
    await program.settled();
    expect(await program.state(first)).toBe('sealed');
    await program.event(accepted(first));
    await program.event(accepted(second));
    expect(Date.now() - askedAt).toBeGreaterThan(1_500);
    expect(program.uploads()).toHaveLength(3);
  });

  it('to this batch before all others', async () => {
    const program = await aProgram(3, { places: 1 });
    await program.engine.pauseSending({ scope: 'all' }, null);
    const [, , last] = program.ids;
    expect(await program.engine.prioritize(last as BatchId, true)).toBe('done');
    await program.engine.resumeSending({ scope: 'all' });
    await program.settled(5_000);
    const order = program.events.flatMap((event) => (event.type === 'batch-accepted' ? [event.batchId] : []));
    expect(order).toEqual([last, program.ids[0], program.ids[1]]);
    expect(await program.engine.prioritize(last as BatchId, true)).toBe('wrong-state');
  });
});
