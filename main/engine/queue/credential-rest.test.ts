// While a server is down one batch probes it; the rests end by time, by an answer, or when the network returns.
import { describe, expect, it } from 'vitest';
import type { CredentialId } from '../model';
import { createCredentialRest } from './credential-rest';

const acme = 'acme' as CredentialId;
const other = 'other' as CredentialId;

function aRest() {
  const time = { now: 1_000_000 };
  const clock = { now: () => time.now, sleep: () => Promise.resolve(true) };
  const rest = createCredentialRest(
    () => ({ firstMs: 5_000, ceilingMs: 900_000 }),
    clock,
    () => 1,
  );
  return { rest, time };
}

describe('a credential whose attempts fail', () => {
  it('rests for the time given and lets one batch probe afterwards', () => {
    const { rest, time } = aRest();
    rest.failed(acme, 5_000);
    expect(rest.until(acme)).toBe(1_005_000);
    expect(rest.nextEnd()).toBe(1_005_000);
    time.now += 5_000;
    expect(rest.until(acme)).toBeNull();
    expect(rest.isProbing(acme)).toBe(true);
    expect(rest.until(other)).toBeNull();
    expect(rest.isProbing(other)).toBe(false);
  });

  it('waits longer after each failure, up to the ceiling, and from the start again after an answer', () => {
    const { rest } = aRest();
    const waits = Array.from({ length: 10 }, () => {
      const wait = rest.nextBackoffMs(acme);
      rest.failed(acme, wait);
      return wait / 1_000;
    });
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    rest.answered(acme);
    expect(rest.isProbing(acme)).toBe(false);
    expect(rest.nextBackoffMs(acme)).toBe(5_000);
  });

  it('keeps the longer of two waits that parallel uploads were given', () => {
    const { rest } = aRest();
    rest.failed(acme, 60_000);
    rest.failed(acme, 1_000);
    expect(rest.until(acme)).toBe(1_060_000);
  });

  it('may try at once when the network returns, still one batch at a time', () => {
    const { rest } = aRest();
    rest.failed(acme, 900_000);
    rest.wakeAll();
    expect(rest.until(acme)).toBeNull();
    expect(rest.nextEnd()).toBeNull();
    expect(rest.isProbing(acme)).toBe(true);
  });

  it('does not rest until tomorrow because the clock was set back by a day', () => {
    const { rest, time } = aRest();
    rest.failed(acme, 5_000);
    time.now -= 24 * 60 * 60 * 1000;
    expect(rest.until(acme)).toBeNull();
    expect(rest.nextEnd()).toBeNull();
  });
});

describe('a wait that the server asked for', () => {
  const dayMs = 24 * 60 * 60 * 1000;

  it('is told apart from one that the program chose', () => {
    const { rest } = aRest();
    rest.failed(acme, 60_000, 'asked');
    rest.failed(other, 5_000);
    expect(rest.list()).toEqual([
      { credentialId: acme, until: 1_060_000, asked: true },
      { credentialId: other, until: 1_005_000, asked: false },
    ]);
  });

  it('is ended by no answer, no person and no network, but by its time', () => {
    const { rest, time } = aRest();
    rest.failed(acme, 60_000, 'asked');
    rest.answered(acme);
    rest.wakeAll();
    expect(rest.until(acme)).toBe(1_060_000);
    expect(rest.isProbing(acme)).toBe(false);
    time.now += 60_000;
    expect(rest.until(acme)).toBeNull();
    expect(rest.list()).toEqual([]);
  });

  it('is what is left of a longer wait that the program chose', () => {
    const { rest } = aRest();
    rest.failed(acme, 10_000, 'asked');
    rest.failed(acme, 90_000);
    expect(rest.list()).toEqual([{ credentialId: acme, until: 1_090_000, asked: false }]);
    rest.answered(acme);
    expect(rest.list()).toEqual([{ credentialId: acme, until: 1_010_000, asked: true }]);
  });

  it('ends all the same when the clock was set back', () => {
    const { rest, time } = aRest();
    rest.failed(acme, 60_000, 'asked');
    time.now -= dayMs;
    expect(rest.until(acme)).toBeNull();
    time.now += dayMs - 600_000;
    expect(rest.until(acme)).toBe(1_060_000);
    rest.wakeAll('even-asked');
    expect(rest.until(acme)).toBeNull();
  });
});
