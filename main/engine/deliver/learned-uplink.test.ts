// The speed of a line, learned from what uploads did.
import { describe, expect, it } from 'vitest';
import type { CredentialId } from '../model';
import { createLearnedUplink } from './learned-uplink';
import { createLineMeter } from './line-meter';

const [here, there] = ['here', 'there'] as readonly string[] as readonly [CredentialId, CredentialId];
const assumed = 5e6;

/** An uplink whose time passes when the test says so. */
function anUplink(limit: () => number | null = () => null) {
  const time = { now: 0 };
  return { time, uplink: createLearnedUplink(limit, () => time.now) };
}

describe('a learned uplink', () => {
  it('is what was assumed until an upload taught another, for its own credential alone', () => {
    const { uplink } = anUplink();
    expect(uplink.bytesPerSecond(here, assumed)).toBe(assumed);
    uplink.begin(here)(null);
    expect(uplink.bytesPerSecond(here, assumed)).toBe(assumed);
    uplink.begin(here)({ bytes: 10e6, durationMs: 10_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBe(1e6);
    expect(uplink.bytesPerSecond(there, assumed)).toBe(assumed);
  });

  it('follows a line that changes, and not one hiccup', () => {
    const { uplink } = anUplink();
    uplink.begin(here)({ bytes: 10e6, durationMs: 1_000 });
    uplink.begin(here)({ bytes: 10e6, durationMs: 10_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBeCloseTo(6.4e6);
    for (let times = 0; times < 10; times += 1) uplink.begin(here)({ bytes: 10e6, durationMs: 10_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBeLessThan(1.1e6);
  });

  it('is never more than the bandwidth limit of the hour, learned or assumed', () => {
    let limit: number | null = 2e6;
    const { uplink } = anUplink(() => limit);
    expect(uplink.bytesPerSecond(here, assumed)).toBe(2e6);
    uplink.begin(here)({ bytes: 10e6, durationMs: 1_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBe(2e6);
    limit = null;
    expect(uplink.bytesPerSecond(here, assumed)).toBe(10e6);
  });

  it('is what all uploads at a time have together', () => {
    const { uplink, time } = anUplink();
    const first = uplink.begin(here);
    const second = uplink.begin(here);
    // Another server's uploads are no part of it.
    const elsewhere = uplink.begin(there);
    time.now = 10_000;
    first({ bytes: 10e6, durationMs: 10_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBe(2e6);
    second(null);
    elsewhere(null);
    const alone = uplink.begin(here);
    time.now = 20_000;
    alone({ bytes: 20e6, durationMs: 10_000 });
    expect(uplink.bytesPerSecond(here, assumed)).toBe(2e6);
  });
});

describe('a line meter', () => {
  /** A body that was taken by these steps, in megabytes at milliseconds. */
  function spanOf(steps: readonly (readonly [atMs: number, megabytes: number])[], heldBack = false) {
    let now = 0;
    const meter = createLineMeter(() => now);
    for (const [at, megabytes] of steps) {
      now = at;
      meter.moved(megabytes * 1024 * 1024);
    }
    if (heldBack) meter.heldBack();
    return meter.span();
  }

  it('leaves out what the send buffer took at once', () => {
    const span = spanOf([
      [0, 1],
      [1, 4],
      [1_001, 6],
      [4_001, 12],
    ]);
    expect(span).toEqual({ bytes: 8 * 1024 * 1024, durationMs: 4_000 });
  });

  it.each([
    [
      'too little went',
      [
        [0, 1],
        [500, 5],
        [1_000, 7],
      ],
      false,
    ],
    [
      'everything went into the buffer',
      [
        [0, 1],
        [1, 3],
      ],
      false,
    ],
    [
      'the bandwidth limit held it back',
      [
        [0, 4],
        [10_000, 50],
      ],
      true,
    ],
    [
      'no time passed',
      [
        [0, 4],
        [0, 50],
      ],
      false,
    ],
  ] as const)('says nothing when %s', (_why, steps, heldBack) => {
    expect(spanOf(steps, heldBack)).toBeNull();
  });
});
