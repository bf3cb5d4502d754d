// When the dispatcher looks again, and what keeps it from sending: places, pauses, the timetable, a metered network.
import { describe, expect, it, onTestFinished } from 'vitest';
import { aSealedBatch, credentialId, folderId, openTestLedger, theBatch } from '../../ledger/testing/test-ledger';
import type { EngineEvent } from '../events';
import type { BatchId, CredentialId } from '../model';
import type { IsMetered, Ledger } from '../ports';
import { manualClock, type ManualClock } from '../testing/manual-clock';
import { defaultUploads, hoursOfWeek, type HourRule, type UploadLimits } from '../upload-limits';
import { createCredentialRest } from './credential-rest';
import { startDispatcher } from './dispatcher';
import { createSending } from './sending';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Options {
  readonly ledger: Ledger;
  readonly clock?: ManualClock;
  readonly uploads?: Partial<UploadLimits>;
  readonly isMetered?: IsMetered;
  /** The ledger's answers that the test wants to be others. */
  readonly batches?: Partial<Ledger['batches']>;
  readonly restMs?: number;
}

/** A dispatcher whose attempts run until the test ends them. */
async function aDispatcher({ ledger, clock = manualClock(), uploads = {}, batches = {}, ...options }: Options) {
  const limits = { ...defaultUploads, ...uploads };
  const events: EngineEvent[] = [];
  const waiting = new Set<() => void>();
  let sleeps = 0;
  const look = (): void => {
    for (const listener of [...waiting]) listener();
  };
  const rest = createCredentialRest(
    () => ({ firstMs: 10, ceilingMs: 10 }),
    clock,
    () => 1,
  );
  if (options.restMs !== undefined) rest.failed(credentialId, options.restMs);
  const watched: Ledger = { ...ledger, batches: { ...ledger.batches, ...batches } };
  const sending = createSending({
    ...{ ledger: watched, clock, onEvent: (event) => events.push(event), limits: () => limits },
    isMetered: options.isMetered ?? (() => Promise.resolve(null)),
  });
  const running = new Map<BatchId, () => void>();
  const started: BatchId[] = [];
  const onError = (error: unknown): never => {
    throw error;
  };
  const meteredWatch = sending.start({ onChange: () => dispatcher.wake(), onIdle: look, onError });
  const dispatcher = startDispatcher({
    ...{ ledger: watched, clock, rest, sending, onError },
    onIdle: () => {
      sleeps += 1;
      look();
    },
    attempt: async ({ id }, { signal }) => {
      if ((await ledger.batches.beginAttempt(id, clock.now())) === null) return;
      started.push(id);
      await new Promise<void>((resolve) => {
        running.set(id, resolve);
        signal.addEventListener('abort', () => resolve());
        look();
      });
      running.delete(id);
      await ledger.batches.endAttempt(
        id,
        ended(clock.now()),
        { state: 'held', reason: 'refused', serverWords: null },
        null,
      );
    },
  });
  onTestFinished(async () => {
    for (const end of running.values()) end();
    await Promise.all([dispatcher.stop(), meteredWatch.stop()]);
  });
  /** Resolves when the dispatcher or an attempt has come to the point that the test waits for. */
  const until = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const listener = (): void => {
        if (!isTrue()) return;
        waiting.delete(listener);
        resolve();
      };
      waiting.add(listener);
      listener();
    });
  /** Does this, which makes it look at the queue, and waits until it has looked at everything and sleeps. */
  const looked = async (act: () => void = () => dispatcher.wake()): Promise<void> => {
    const before = sleeps;
    act();
    await until(() => sleeps > before && meteredWatch.idle);
  };
  await until(() => sleeps > 0 && meteredWatch.idle);
  return { clock, dispatcher, sending, rest, events, running, started, until, looked };
}

const ended = (endedAt: number) => ({
  ...{ endedAt, outcome: 'refused', bytesSent: 0, contentLength: 10, status: 400, headers: null, reply: null },
});

const week = (rule: HourRule, but: Readonly<Record<number, HourRule>> = {}): HourRule[] =>
  Array.from({ length: hoursOfWeek }, (_, hour) => but[hour] ?? rule);

/** Noon on a Monday, where the tests run. */
const mondayNoon = new Date(2026, 10, 23, 12).getTime();

describe('the dispatcher looks again', () => {
  it.each([
    ['a retry', undefined],
    ['a retry at the end of a rest', 5],
  ])('when %s becomes due while it looks', async (_what, restMs) => {
    const { ledger } = await openTestLedger();
    const clock = manualClock(1_000);
    const { dispatcher } = await aDispatcher({
      ...{ ledger, clock, ...(restMs === undefined ? {} : { restMs }) },
      batches: {
        due: () => {
          clock.move(10);
          return Promise.resolve([]);
        },
        nextRetryAt: () => Promise.resolve(1_005),
      },
    });
    expect(dispatcher.nextAttemptAt).toBe(1_005);
  });

  it('only when it is woken, when nothing waits', async () => {
    const { ledger } = await openTestLedger();
    const { dispatcher } = await aDispatcher({ ledger });
    expect(dispatcher.nextAttemptAt).toBeNull();
    expect(dispatcher.idle).toBe(true);
  });
});

describe('places', () => {
  const other = 'credential-2' as CredentialId;

  it('are as many as the limits say, in all and for each credential', async () => {
    const { ledger } = await openTestLedger();
    await ledger.credentials.register({ id: other, name: 'Other' });
    for (let number = 0; number < 4; number += 1) {
      await aSealedBatch(ledger, [`mine ${number}.pdf`]);
      await aSealedBatch(ledger, [`theirs ${number}.pdf`], { credential: other });
    }
    const test = await aDispatcher({ ledger, uploads: { places: 5, placesPerCredential: 3 } });
    await test.until(() => test.running.size === 5);
    const busy = await Promise.all([...test.running.keys()].map((id) => theBatch(ledger, id)));
    expect(busy.filter(({ credentialId: id }) => id === credentialId)).toHaveLength(3);
  });

  it('may be 1: then one batch goes after the other', async () => {
    const { ledger } = await openTestLedger();
    const first = await aSealedBatch(ledger, ['a.pdf']);
    const second = await aSealedBatch(ledger, ['b.pdf']);
    const test = await aDispatcher({ ledger, uploads: { places: 1, placesPerCredential: 1 } });
    await test.looked();
    expect(test.started).toEqual([first.id]);
    test.running.get(first.id)?.();
    await test.until(() => test.running.has(second.id));
  });
});

describe('a sending pause', () => {
  it('lets nothing new begin, the running upload end, and everything go on when it is over', async () => {
    const { ledger } = await openTestLedger();
    const first = await aSealedBatch(ledger, ['a.pdf']);
    const second = await aSealedBatch(ledger, ['b.pdf']);
    const test = await aDispatcher({ ledger, uploads: { places: 1 } });
    await test.until(() => test.running.has(first.id));
    const until = test.clock.now() + hourMs;
    await test.sending.pauses.set({ scope: 'all' }, until);
    test.running.get(first.id)?.();
    await test.until(() => test.dispatcher.idle);
    expect((await theBatch(ledger, first.id)).status.state).toBe('held');
    expect((await theBatch(ledger, second.id)).status.state).toBe('sealed');
    expect(test.dispatcher.nextAttemptAt).toBe(until);
    // By itself: nobody wakes it.
    for (let minute = 0; minute < 59; minute += 1) await test.looked(() => test.clock.move(minuteMs));
    expect(test.started).toEqual([first.id]);
    test.clock.move(minuteMs);
    await test.until(() => test.running.has(second.id));
    expect(test.events).toContainEqual({ type: 'sending-resumed', scope: { scope: 'all' }, by: 'time' });
    expect(await ledger.pauses.list()).toEqual([]);
  });

  it('ends when the clock is set back to before it began, which it would outlast by as much', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const clock = manualClock(10 * 24 * hourMs);
    await ledger.pauses.set({ scope: 'all', since: clock.now(), until: clock.now() + hourMs });
    const test = await aDispatcher({ ledger, clock });
    expect(test.started).toEqual([]);
    clock.move(-24 * hourMs);
    test.dispatcher.wake();
    await test.until(() => test.running.has(id));
    expect(await ledger.pauses.list()).toEqual([]);
  });

  it('without an end waits for a person, and nobody waits for the clock', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.pauses.set({ scope: 'folder', id: folderId, since: 1, until: null });
    const test = await aDispatcher({ ledger });
    expect(test.started).toEqual([]);
    expect(test.dispatcher.nextAttemptAt).toBeNull();
    expect(test.dispatcher.idle).toBe(true);
    await test.sending.pauses.end({ scope: 'folder', id: folderId });
    test.dispatcher.wake();
    await test.until(() => test.running.has(id));
  });

  it('that holds nothing back is nothing to wait for, but ends all the same', async () => {
    const { ledger } = await openTestLedger();
    const clock = manualClock();
    await ledger.pauses.set({ scope: 'all', since: clock.now(), until: clock.now() + 30_000 });
    const test = await aDispatcher({ ledger, clock });
    expect(test.dispatcher.nextAttemptAt).toBeNull();
    clock.move(30_000);
    await test.until(() => test.events.some(({ type }) => type === 'sending-resumed'));
  });

  it('is seen by an attempt that was begun just before it', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.pauses.set({ scope: 'credential', id: credentialId, since: 1, until: null });
    expect(await ledger.batches.beginAttempt(id, 1_000)).toBeNull();
    expect((await theBatch(ledger, id)).status.state).toBe('sealed');
  });
});

describe('a timetable', () => {
  const closedUntilTwo = week('full', { 12: 'closed', 13: 'closed' });

  it('keeps everything back in its closed hours, says so once, and lets it go when they are over', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const clock = manualClock(mondayNoon + 5 * minuteMs);
    const test = await aDispatcher({ ledger, clock, uploads: { timetable: closedUntilTwo } });
    await test.looked();
    expect(test.started).toEqual([]);
    const opensAt = mondayNoon + 2 * hourMs;
    expect(test.dispatcher.nextAttemptAt).toBe(opensAt);
    expect(test.events).toEqual([{ type: 'sending-rests', because: 'timetable', until: opensAt }]);
    while (clock.now() < opensAt - 5 * minuteMs) await test.looked(() => clock.move(5 * minuteMs));
    expect(test.started).toEqual([]);
    clock.move(5 * minuteMs);
    await test.until(() => test.running.has(id));
    expect(test.events.at(-1)).toEqual({ type: 'sending-goes-on' });
  });

  it('lets running uploads end when an hour closes, and begins nothing more', async () => {
    const { ledger } = await openTestLedger();
    const first = await aSealedBatch(ledger, ['a.pdf']);
    const second = await aSealedBatch(ledger, ['b.pdf']);
    const clock = manualClock(mondayNoon - minuteMs);
    const test = await aDispatcher({ ledger, clock, uploads: { places: 1, timetable: closedUntilTwo } });
    await test.until(() => test.running.has(first.id));
    clock.move(minuteMs);
    test.running.get(first.id)?.();
    await test.until(() => test.dispatcher.idle);
    expect((await theBatch(ledger, second.id)).status.state).toBe('sealed');
    expect(test.started).toEqual([first.id]);
  });

  it('that never sends is nothing that the clock could bring on', async () => {
    const { ledger } = await openTestLedger();
    await aSealedBatch(ledger, ['a.pdf']);
    const test = await aDispatcher({ ledger, uploads: { timetable: week('closed') } });
    expect(test.started).toEqual([]);
    expect(test.dispatcher.nextAttemptAt).toBeNull();
  });

  it('has nothing to wait for when nothing is to be sent', async () => {
    const { ledger } = await openTestLedger();
    const clock = manualClock(mondayNoon);
    const test = await aDispatcher({ ledger, clock, uploads: { timetable: closedUntilTwo } });
    expect(test.dispatcher.nextAttemptAt).toBeNull();
  });
});

describe('a metered network', () => {
  it('keeps everything back until the system says otherwise, asked once a minute', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    let [asked, isMetered] = [0, true];
    const test = await aDispatcher({
      ledger,
      uploads: { pauseOnMetered: true },
      isMetered: () => {
        asked += 1;
        return Promise.resolve(isMetered);
      },
    });
    await test.looked();
    expect(test.started).toEqual([]);
    expect(test.dispatcher.nextAttemptAt).toBeNull();
    expect(test.events).toEqual([{ type: 'sending-rests', because: 'metered-network', until: null }]);
    isMetered = false;
    await test.looked();
    test.clock.move(minuteMs - 1);
    expect(asked).toBe(1);
    test.clock.move(1);
    await test.until(() => test.running.has(id));
    expect(asked).toBe(2);
    expect(test.events.at(-1)).toEqual({ type: 'sending-goes-on' });
  });

  it.each([
    ['does not know', () => Promise.resolve(null)],
    ['cannot be asked', () => Promise.reject(new Error('no such program'))],
  ])('is none when the system %s', async (_what, isMetered: IsMetered) => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    const test = await aDispatcher({ ledger, uploads: { pauseOnMetered: true }, isMetered });
    await test.until(() => test.running.has(id));
    expect(test.events).toEqual([]);
  });

  it('is not asked about while the setting is off', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    let asked = 0;
    const test = await aDispatcher({
      ledger,
      isMetered: () => {
        asked += 1;
        return Promise.resolve(true);
      },
    });
    await test.until(() => test.running.has(id));
    expect(asked).toBe(0);
  });
});
