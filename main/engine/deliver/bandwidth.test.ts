// The bandwidth limit holds over any stretch of time, is used up when there is enough to send, and treats uploads alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock, type ManualClock } from '../testing/manual-clock';
import { createBandwidth, type Bandwidth } from './bandwidth';

const never = new AbortController().signal;
const largestPiece = 64 * 1024;

/** Lets everything run that does not wait for the clock. */
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Passed {
  readonly at: number;
  readonly bytes: number;
  readonly upload: number;
}

/** An upload that asks for one piece after the other, as a body on its way does. */
async function upload(bandwidth: Bandwidth, clock: ManualClock, number: number, log: Passed[], signal: AbortSignal) {
  while (!signal.aborted) {
    const bytes = bandwidth.pieceBytes();
    if (!bandwidth.tryPass(bytes) && !(await bandwidth.pass(bytes, { signal }))) return;
    log.push({ at: clock.now(), bytes, upload: number });
    await soon();
  }
}

/** Runs so many uploads while the clock makes these steps; answers with what passed and when. */
async function passedWhile(rate: () => number, uploads: number, stepsMs: readonly number[]) {
  const clock = manualClock(0);
  const bandwidth = createBandwidth(rate, clock);
  const over = new AbortController();
  const log: Passed[] = [];
  const running = Array.from({ length: uploads }, (_, number) => upload(bandwidth, clock, number, log, over.signal));
  for (const ms of stepsMs) {
    await settle(log);
    clock.move(ms);
  }
  await settle(log);
  over.abort();
  await Promise.all(running);
  return log;
}

/** Until nothing more passes at this time of the clock. */
async function settle(log: readonly Passed[]): Promise<void> {
  for (let before = -1; before !== log.length;) {
    before = log.length;
    for (let turn = 0; turn < 3; turn += 1) await soon();
  }
}

const sum = (log: readonly Passed[]): number => log.reduce((total, { bytes }) => total + bytes, 0);
const aRate = fc.integer({ min: 1_000, max: 2_000_000 });
const someSteps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 25 });

describe('a bandwidth limit', () => {
  it('is kept over every stretch of time, by all uploads together', async () => {
    await fc.assert(
      fc.asyncProperty(aRate, fc.integer({ min: 1, max: 8 }), someSteps, async (rate, uploads, steps) => {
        const log = await passedWhile(() => rate, uploads, steps);
        for (const [index, first] of log.entries()) {
          const last = log.at(-1) ?? first;
          const inBetween = sum(log.slice(index));
          const allowed = Math.max(1024, rate / 4) + ((last.at - first.at) / 1000) * rate;
          expect(inBetween).toBeLessThanOrEqual(allowed + 1);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is used up while there is more to send, and the uploads get the same', async () => {
    await fc.assert(
      fc.asyncProperty(aRate, fc.integer({ min: 1, max: 8 }), async (rate, uploads) => {
        const steps = Array.from({ length: 200 }, () => 50);
        const log = await passedWhile(() => rate, uploads, steps);
        const piece = Math.min(largestPiece, Math.max(1024, Math.floor(rate / 20)));
        expect(sum(log)).toBeGreaterThanOrEqual(rate * 10 - 2 * piece);
        const shares = Array.from({ length: uploads }, (_, number) =>
          sum(log.filter((entry) => entry.upload === number)),
        );
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(2 * piece);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('moves every second, however slow: a line that waits for its turn is not still', async () => {
    const log = await passedWhile(
      () => 1_100,
      1,
      Array.from({ length: 100 }, () => 100),
    );
    const gaps = log.map(({ at }, index) => at - (log[index - 1]?.at ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1_000);
  });

  it('that changes holds for those who wait already', async () => {
    const clock = manualClock(0);
    let rate: number | null = 1_000;
    const bandwidth = createBandwidth(() => rate, clock);
    const slow = bandwidth.pass(60_000, { signal: never });
    rate = null;
    bandwidth.changed();
    expect(await slow).toBe(true);
  });

  it('that changes by itself, as with the hour, is noticed within a second', async () => {
    const clock = manualClock(0);
    let rate: number | null = 1_000;
    const bandwidth = createBandwidth(() => rate, clock);
    let passed = false;
    void bandwidth.pass(1_024, { signal: never }).then(() => (passed = true));
    rate = null;
    clock.move(999);
    await soon();
    expect(passed).toBe(false);
    clock.move(1);
    await soon();
    expect(passed).toBe(true);
  });

  it('gives nothing away when the clock is set back, and goes on', () => {
    const clock = manualClock(10_000_000);
    const bandwidth = createBandwidth(() => 10_000, clock);
    expect(bandwidth.tryPass(2_000)).toBe(false);
    clock.move(-5_000_000);
    expect(bandwidth.tryPass(2_000)).toBe(false);
    clock.move(200);
    expect(bandwidth.tryPass(2_000)).toBe(true);
    expect(bandwidth.tryPass(100)).toBe(false);
  });

  it('takes nothing for an upload that ended while it waited', async () => {
    const clock = manualClock(0);
    const bandwidth = createBandwidth(() => 10_000, clock);
    const ended = new AbortController();
    const gone = bandwidth.pass(2_500, { signal: ended.signal });
    const next = bandwidth.pass(2_500, { signal: never });
    ended.abort();
    expect(await gone).toBe(false);
    clock.move(250);
    expect(await next).toBe(true);
    expect(await bandwidth.pass(1, { signal: ended.signal })).toBe(false);
  });

  it('that is not there lets everything through at once', () => {
    const bandwidth = createBandwidth(() => null, manualClock(0));
    for (let piece = 0; piece < 100; piece += 1) expect(bandwidth.tryPass(largestPiece)).toBe(true);
    expect(bandwidth.pieceBytes()).toBe(Infinity);
  });
});
