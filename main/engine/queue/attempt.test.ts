// One attempt at a time against a real server and a real ledger: what is sent, what is recorded, what is learned.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  aPlannedSet,
  anAcceptedBatch,
  anOpenBatch,
  credentialId,
  openTestLedger,
  theBatch,
  zipOf,
} from '../../ledger/testing/test-ledger';
import { createBandwidth } from '../deliver/bandwidth';
import { createLearnedUplink } from '../deliver/learned-uplink';
import { bodyOf, createServers } from '../deliver/testing/servers';
import type { EngineEvent } from '../events';
import type { BatchId, Credential, InDoubtRule, SetId, SizeMemory } from '../model';
import type { Secrets } from '../ports';
import { stampOf } from '../seal/file-stamp';
import { openSpool } from '../seal/spool';
import { manualClock } from '../testing/manual-clock';
import { createAttempts } from './attempt';
import { createCredentialRest } from './credential-rest';

const servers = createServers();
afterEach(() => servers.closeAll());

const accepted = {
  status: 200,
  body: '{"Function successfully executed!": "169a4df0", "set_reference_number": "12345"}',
};
const tooLarge = { status: 413, body: 'Request Entity Too Large' };
const serverError = { status: 500, body: '{"error": "Something went wrong. Please try again later."}' };
const withoutId = { status: 200, body: '{}' };

interface Options {
  readonly inDoubt?: InDoubtRule;
  readonly secrets?: Partial<Secrets>;
  readonly mayBegin?: () => boolean;
}

/** A ledger, a spool and a server that gives these answers in turn. */
async function aDelivery(answers: readonly { status: number; body: string }[], options: Options = {}) {
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-attempt-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  let requests = 0;
  const baseUrl = await servers.serve((request, response) => {
    void bodyOf(request).then(
      () => {
        const { status, body } = answers[requests] ?? { status: 418, body: 'nothing more was expected' };
        requests += 1;
        response.writeHead(status).end(body);
      },
      // A request that was cut is none.
      () => undefined,
    );
  });
  const { ledger, rows } = await openTestLedger();
  const spool = await openSpool(spoolDir);
  const clock = manualClock();
  const events: EngineEvent[] = [];
  const learned: SizeMemory[] = [];
  const woken = { afterUpload: 0, splitter: 0 };
  const rest = createCredentialRest(
    () => ({ firstMs: 5_000, ceilingMs: 900_000 }),
    clock,
    () => 1,
  );
  const credential: Credential = {
    ...{ id: credentialId, name: 'Acme', baseUrl, companyName: 'Acme', username: 'clerk', tokenMode: 'pasted' },
    inDoubt: options.inDoubt ?? 'ask',
  };
  const { recordSizes } = ledger.credentials;
  const { attempt } = createAttempts({
    ledger: {
      ...ledger,
      credentials: {
        ...ledger.credentials,
        recordSizes: (id, sizes) => {
          learned.push(sizes);
          return recordSizes(id, sizes);
        },
      },
    },
    ...{ spool, clock, rest, credential: () => credential, mayBegin: () => options.mayBegin?.() ?? true },
    bandwidth: createBandwidth(() => null, clock),
    uplink: createLearnedUplink(() => null),
    secrets: {
      password: () => Promise.resolve('secret'),
      pastedToken: () => Promise.resolve('token'),
      ...options.secrets,
    },
    onEvent: (event) => events.push(event),
    onAccepted: () => (woken.afterUpload += 1),
    onSplitting: () => (woken.splitter += 1),
  });

  async function aBatch(paths: readonly string[], bytes = 1_000, setId: SetId | null = null): Promise<BatchId> {
    const open = await anOpenBatch(ledger, paths, { setId });
    const zip = randomBytes(bytes);
    const zipSha256 = createHash('sha256').update(zip).digest('hex');
    const sealed = { ...(await zipOf(ledger, open)), zipSha256, zipSizeBytes: bytes };
    await ledger.batches.seal(open.id, sealed);
    await writeFile(join(spoolDir, sealed.zipName), zip);
    return open.id;
  }

  return {
    ...{ ledger, rows, clock, rest, events, learned, woken, aBatch, spool },
    requests: () => requests,
    attempt: async (id: BatchId) => attempt(await theBatch(ledger, id), { signal: new AbortController().signal }),
    status: async (id: BatchId) => (await theBatch(ledger, id)).status,
    sizes: () => ledger.credentials.sizes(credentialId),
  };
}

const two = ['a.pdf', 'b.pdf'];

describe('a 413', () => {
  it('puts the batch on its way to the splitter at once, and its size is remembered', async () => {
    const test = await aDelivery([tooLarge]);
    const id = await test.aBatch(two);
    await test.attempt(id);
    const splitting = { reason: 'too-large', serverWords: 'Request Entity Too Large' };
    expect(await test.status(id)).toEqual({ state: 'splitting', ...splitting });
    expect(test.events.at(-1)).toEqual({ type: 'batch-splitting', batchId: id, ...splitting });
    expect(test.woken.splitter).toBe(1);
    expect(await test.sizes()).toEqual({ largestAcceptedBytes: null, smallestRefusedBytes: 1_000 });
    expect(test.rest.until(credentialId)).toBeNull();
  });

  it('leaves the set of a batch that was to create it as it was', async () => {
    const test = await aDelivery([tooLarge]);
    const set = await aPlannedSet(test.ledger);
    await test.attempt(await test.aBatch(two, 1_000, set.id));
    expect((await test.ledger.sets.get(set.id))?.status).toEqual({ state: 'planned' });
  });

  it('spares the next batch of that size its upload', async () => {
    const test = await aDelivery([]);
    await test.ledger.credentials.recordSizes(credentialId, { largestAcceptedBytes: 10, smallestRefusedBytes: 1_000 });
    const id = await test.aBatch(two);
    await test.attempt(id);
    const splitting = { reason: 'too-large', serverWords: null };
    expect(await test.status(id)).toEqual({ state: 'splitting', ...splitting });
    expect(test.events).toEqual([{ type: 'batch-splitting', batchId: id, ...splitting }]);
    expect(test.woken.splitter).toBe(1);
    expect(test.requests()).toBe(0);
  });

  it('keeps neither a smaller batch nor a lone document from being sent', async () => {
    const test = await aDelivery([accepted, accepted]);
    await test.ledger.credentials.recordSizes(credentialId, { largestAcceptedBytes: 10, smallestRefusedBytes: 1_000 });
    const smaller = await test.aBatch(two, 999);
    const alone = await test.aBatch(['c.pdf'], 2_000);
    for (const id of [smaller, alone]) {
      await test.attempt(id);
      expect((await test.status(id)).state).toBe('accepted');
    }
    expect(await test.sizes()).toEqual({ largestAcceptedBytes: 2_000, smallestRefusedBytes: null });
  });
});

describe('an acceptance', () => {
  it('is remembered with its size, and written only when that is new', async () => {
    const test = await aDelivery([accepted, accepted, accepted]);
    for (const [path, bytes] of [
      ['a.pdf', 500],
      ['b.pdf', 400],
      ['c.pdf', 600],
    ] as const) {
      await test.attempt(await test.aBatch([path], bytes));
    }
    expect(test.learned.map(({ largestAcceptedBytes }) => largestAcceptedBytes)).toEqual([500, 600]);
    expect(test.woken.afterUpload).toBe(3);
  });
});

describe('a 500', () => {
  it('is waited out twice, then the batch is cut', async () => {
    const test = await aDelivery([serverError, serverError, serverError]);
    const id = await test.aBatch(two);
    const states = [];
    for (let attempts = 0; attempts < 3; attempts += 1) {
      await test.attempt(id);
      states.push(await test.status(id));
    }
    expect(states).toMatchObject([
      { state: 'waiting', cause: 'server-error' },
      { state: 'waiting', cause: 'server-error' },
      { state: 'splitting', reason: 'server-error', serverWords: 'Something went wrong. Please try again later.' },
    ]);
    expect(test.woken.splitter).toBe(1);
    expect(test.learned).toEqual([]);
  });

  it('gives up a lone document once the server took something else', async () => {
    const test = await aDelivery([serverError, serverError, serverError, serverError]);
    const id = await test.aBatch(['a.pdf']);
    for (let attempts = 0; attempts < 3; attempts += 1) await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ state: 'waiting' });
    await anAcceptedBatch(test.ledger, ['b.pdf'], { acceptedAt: test.clock.now() + 1 });
    await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ state: 'splitting', reason: 'server-error' });
  });

  it('gives up a lone document after eight, when there is nothing else to go by', async () => {
    const test = await aDelivery(Array.from({ length: 8 }, () => serverError));
    const id = await test.aBatch(['a.pdf']);
    for (let attempts = 0; attempts < 7; attempts += 1) await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ state: 'waiting' });
    await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ state: 'splitting' });
  });

  it('rests the credential for less time than its batch waits', async () => {
    const test = await aDelivery([serverError]);
    const id = await test.aBatch(two);
    await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ retryAt: test.clock.now() + 5_000 });
    expect(test.rest.until(credentialId)).toBe(test.clock.now() + 2_500);
  });
});

describe('an answer that leaves a batch in doubt', () => {
  it('is asked about', async () => {
    const test = await aDelivery([withoutId]);
    const id = await test.aBatch(two);
    await test.attempt(id);
    expect((await test.status(id)).state).toBe('in-doubt');
    expect(test.rows('SELECT kind FROM decision')).toEqual([]);
    expect(test.events.at(-1)).toMatchObject({ type: 'batch-in-doubt', batchId: id });
  });

  it('is answered by the setting, with a decision that is kept, and a wait that grows', async () => {
    const test = await aDelivery([withoutId, withoutId], { inDoubt: 'send-again' });
    const id = await test.aBatch(two);
    await test.attempt(id);
    const now = test.clock.now();
    expect(await test.status(id)).toMatchObject({ state: 'waiting', cause: 'no-clear-answer', retryAt: now + 5_000 });
    expect(test.events.slice(-2)).toMatchObject([
      { type: 'batch-decided', batchId: id, decision: 'send-again', by: 'setting' },
      { type: 'batch-waiting', batchId: id, cause: 'no-clear-answer' },
    ]);
    expect(test.events.map(({ type }) => type)).not.toContain('batch-in-doubt');
    await test.attempt(id);
    expect(await test.status(id)).toMatchObject({ retryAt: now + 10_000 });
    expect(test.rows('SELECT made_by, kind FROM decision')).toEqual([
      { made_by: 'setting', kind: 'send-again' },
      { made_by: 'setting', kind: 'send-again' },
    ]);
    expect(test.rows('SELECT outcome FROM attempt')).toEqual([{ outcome: 'in-doubt' }, { outcome: 'in-doubt' }]);
  });

  it('is always asked about when the batch was to create its set', async () => {
    const test = await aDelivery([withoutId], { inDoubt: 'send-again' });
    const set = await aPlannedSet(test.ledger);
    const id = await test.aBatch(two, 1_000, set.id);
    await test.attempt(id);
    expect((await test.status(id)).state).toBe('in-doubt');
    expect((await test.ledger.sets.get(set.id))?.status).toEqual({
      state: 'needs-attention',
      reason: 'create-in-doubt',
    });
    expect(test.rows('SELECT kind FROM decision')).toEqual([]);
  });
});

it('leaves a batch alone that a person withdrew before it could be sent', async () => {
  let withdraw = (): Promise<void> => Promise.resolve();
  const password = async (): Promise<null> => {
    await withdraw();
    return null;
  };
  const test = await aDelivery([], { secrets: { password } });
  const id = await test.aBatch(two);
  withdraw = () => test.ledger.batches.move(id, { state: 'cancelled' }, 60);
  await test.attempt(id);
  expect(await test.status(id)).toEqual({ state: 'cancelled' });
  expect(test.requests()).toBe(0);
});

describe('a zip that was proven a moment ago', () => {
  it('is sent as it is while nobody touches it, and hashed as soon as somebody did', async () => {
    const test = await aDelivery([accepted]);
    // Of another content than the ledger says: only whoever hashes it can know.
    const stamped = async (id: BatchId) => {
      const { zipName } = await theBatch(test.ledger, id);
      if (zipName === null) throw new Error('not sealed');
      const path = test.spool.pathOf(zipName);
      await writeFile(path, randomBytes(1_000));
      test.spool.proven(zipName, stampOf(await stat(path, { bigint: true })));
      return path;
    };
    const [untouched, touched] = [await test.aBatch(['a.pdf']), await test.aBatch(['b.pdf'])];
    await stamped(untouched);
    await writeFile(await stamped(touched), randomBytes(1_000));
    await test.attempt(untouched);
    await test.attempt(touched);
    expect((await test.status(untouched)).state).toBe('accepted');
    expect(await test.status(touched)).toMatchObject({ state: 'held', reason: 'spool-damaged' });
  });
});

describe('a zip that is not the one that was sealed', () => {
  const held = { state: 'held', reason: 'spool-damaged', serverWords: null };

  it.each([1_000, 10_000_000])('is cut off before its end and held (%i bytes)', async (bytes) => {
    const test = await aDelivery([]);
    const set = await aPlannedSet(test.ledger);
    const id = await test.aBatch(two, bytes, set.id);
    await writeFile(test.spool.pathOf((await theBatch(test.ledger, id)).zipName ?? ''), randomBytes(bytes));
    await test.attempt(id);
    expect(await test.status(id)).toEqual(held);
    expect(test.requests()).toBe(0);
    expect(test.rows('SELECT outcome FROM attempt')).toEqual([{ outcome: 'spool-damaged' }]);
    expect(test.rows('SELECT 1 FROM attempt WHERE bytes_sent >= content_length')).toEqual([]);
    // Nobody heard of the whole request, so the set was not created by it.
    expect((await test.ledger.sets.get(set.id))?.status).toEqual({ state: 'planned' });
  });

  it.each([
    ['is missing', (path: string) => rm(path)],
    ['has another size', (path: string) => writeFile(path, 'short')],
  ])('because it %s is not begun', async (_what, damage) => {
    const test = await aDelivery([]);
    const id = await test.aBatch(two);
    await damage(test.spool.pathOf((await theBatch(test.ledger, id)).zipName ?? ''));
    await test.attempt(id);
    expect(await test.status(id)).toEqual(held);
    expect(test.rows('SELECT outcome FROM attempt')).toEqual([]);
  });
});

describe('an hour that closes while a token is fetched', () => {
  it('finds the batch as it was, and nothing was sent', async () => {
    const test = await aDelivery([accepted], { mayBegin: () => false });
    const id = await test.aBatch(two);
    await test.attempt(id);
    expect(await test.status(id)).toEqual({ state: 'sealed' });
    expect(test.requests()).toBe(0);
  });
});
