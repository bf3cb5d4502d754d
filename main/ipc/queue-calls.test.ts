// The calls about queue and pauses on a real ledger and a real engine: what the window is told of why a batch does not move.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PauseScope, QueueItem, SendingRest } from '../../preload/contract';
import { createEngine } from '../engine/engine';
import type { Rests } from '../engine/engine-facade';
import type { EngineConfig } from '../engine/model';
import { manualClock } from '../engine/testing/manual-clock';
import { defaultUploads, hoursOfWeek } from '../engine/upload-limits';
import { aSealedBatch, anAcceptedBatch, credentialId, folderId, openTestLedger } from '../ledger/testing/test-ledger';
import { plainSettings, temporaryFolder } from '../settings/testing/drafts';
import { createProgress } from './progress';
import { queueCalls } from './queue-calls';
import { withRest } from './rests';

const all: PauseScope = { scope: 'all' };
const thisFolder: PauseScope = { scope: 'folder', id: folderId };
const closed = { ...defaultUploads, timetable: Array.from({ length: hoursOfWeek }, () => 'closed' as const) };

/** The calls over an engine that does not run: what is asked of it is in the ledger all the same. */
async function aWindow(uploads = defaultUploads) {
  const clock = manualClock(10_000);
  const test = await openTestLedger({ now: clock.now });
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-queue-calls-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  const config: EngineConfig = {
    ...{ credentials: [], folders: [], retry: { firstMs: 20, ceilingMs: 100 }, uploads },
    ...{ settleMs: 20, incompleteMs: 100, rescanMs: 60_000 },
  };
  const engine = createEngine({
    ...{ ledger: test.ledger, config, clock, random: Math.random, spoolDir, onEvent: () => undefined },
    secrets: { password: () => Promise.resolve(null), pastedToken: () => Promise.resolve(null) },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    sealWorker: new URL('file:///nothing-is-sealed-here.js'),
  });
  const settings = plainSettings(await temporaryFolder());
  const calls = queueCalls({ settings, engine, views: test.views, progress: createProgress(), clock });
  const first = async (): Promise<QueueItem | undefined> => {
    const reply = await calls['queue.list']({ offset: 0, limit: 10 });
    return reply.ok ? reply.value.items[0] : undefined;
  };
  return { ...test, clock, calls, first };
}

const done = { ok: true, value: null };

describe('pauses', () => {
  it('are set, listed with names, changed and ended', async () => {
    const { calls } = await aWindow();
    expect(await calls['pauses.set']({ ...all, until: 12_000 })).toEqual(done);
    expect(await calls['pauses.set']({ ...thisFolder, until: null })).toEqual(done);
    expect(await calls['pauses.set']({ scope: 'credential', id: credentialId, until: null })).toEqual(done);
    expect(await calls['pauses.set']({ ...all, until: null })).toEqual(done);
    expect(await calls['pauses.end']({ scope: 'credential', id: credentialId })).toEqual(done);
    expect(await calls['pauses.list'](null)).toEqual({
      ok: true,
      value: [
        { scope: 'all', name: null, since: 10_000, until: null },
        { ...thisFolder, name: '/in', since: 10_000, until: null },
      ],
    });
  });

  it('are about something that is there, and end in the future', async () => {
    const { calls } = await aWindow();
    const notFound = { ok: false, problem: { code: 'not-found' } };
    expect(await calls['pauses.set']({ scope: 'folder', id: 'nowhere', until: null })).toEqual(notFound);
    expect(await calls['pauses.set']({ scope: 'credential', id: 'nobody', until: null })).toEqual(notFound);
    expect(await calls['pauses.set']({ ...all, until: 10_000 })).toEqual({
      ...{ ok: false, problem: { code: 'out-of-range', field: 'until' } },
    });
    expect(await calls['pauses.list'](null)).toEqual({ ok: true, value: [] });
  });
});

describe('the queue', () => {
  it('shows that a batch rests, and a person who says "now" is told why it does', async () => {
    const { calls, first, ledger } = await aWindow();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    expect((await first())?.restsBecause).toBeNull();
    await ledger.batches.move(id, { state: 'waiting', retryAt: 50_000, cause: 'network', serverWords: null }, 60);
    await calls['pauses.set']({ ...thisFolder, until: 40_000 });
    const because = { because: 'pause', scope: 'folder', until: 40_000 };
    expect((await first())?.restsBecause).toEqual(because);
    expect(await calls['queue.decide']({ batchId: id, decision: { kind: 'retry' } })).toEqual({
      ...{ ok: true, value: { kind: 'rests', because } },
    });
    await calls['pauses.end'](thisFolder);
    expect((await first())?.restsBecause).toBeNull();
    expect(await calls['queue.decide']({ batchId: id, decision: { kind: 'withdraw' } })).toEqual({
      ...{ ok: true, value: { kind: 'done' } },
    });
  });

  it('shows the timetable for every batch that could be sent', async () => {
    const { first, ledger } = await aWindow(closed);
    await aSealedBatch(ledger, ['a.pdf']);
    expect((await first())?.restsBecause).toEqual({ because: 'timetable', until: null });
  });

  it('puts a batch first, unless it is at its end', async () => {
    const { calls, first, ledger } = await aWindow();
    await aSealedBatch(ledger, ['a.pdf']);
    const { id } = await aSealedBatch(ledger, ['b.pdf']);
    expect(await calls['queue.prioritize']({ batchId: id, prioritized: true })).toEqual(done);
    expect(await first()).toMatchObject({ id, prioritized: true });
    const accepted = await anAcceptedBatch(ledger, ['c.pdf']);
    expect(await calls['queue.prioritize']({ batchId: accepted.id, prioritized: true })).toEqual({
      ...{ ok: false, problem: { code: 'wrong-state' } },
    });
  });
});

describe('of several reasons the window is told', () => {
  const pause: SendingRest = { because: 'pause', scope: 'all', until: null };
  const refused: SendingRest = { because: 'credential-paused' };
  const set: SendingRest = { because: 'set', batchId: 3 };
  const hour = { because: 'timetable', until: 90 } as const;
  const metered = { because: 'metered-network', until: null } as const;
  const resting: Rests['credentials'] = [{ credentialId, until: 500, asked: true }];
  const none: Rests = { all: null, credentials: [] };
  const rests = { because: 'credential-rest', until: 500, asked: true };

  it.each([
    ['a pause before everything', pause, { all: hour, credentials: resting }, pause],
    ['the timetable before the credential', refused, { all: hour, credentials: resting }, hour],
    ['the metered network before the set', set, { all: metered, credentials: [] }, { because: 'metered-network' }],
    ['a refused credential before its rest', refused, { all: null, credentials: resting }, refused],
    ["its credential's rest before its set", set, { all: null, credentials: resting }, rests],
    ['its set', set, none, set],
    ['nothing when there is nothing', null, none, null],
    ['nothing of another credential', null, { all: null, credentials: [{ ...resting[0], credentialId: 'c2' }] }, null],
  ])('%s', (_what, inLedger, inEngine, shown) => {
    const item = { state: 'sealed', credentialId, retryAt: null, restsBecause: inLedger } as unknown as QueueItem;
    expect(withRest(item, inEngine as Rests).restsBecause).toEqual(shown);
  });

  it('a rest of its credential only when it outlasts its own wait, and nothing while it is sent', () => {
    const waiting = { state: 'waiting', credentialId, retryAt: 500, restsBecause: null } as unknown as QueueItem;
    const inEngine: Rests = { all: null, credentials: resting };
    expect(withRest(waiting, inEngine).restsBecause).toBeNull();
    expect(withRest({ ...waiting, retryAt: 499 }, inEngine).restsBecause).toEqual(rests);
    expect(withRest({ ...waiting, state: 'sending' }, { all: hour, credentials: resting }).restsBecause).toBeNull();
  });
});
