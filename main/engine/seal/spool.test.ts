// What the spool keeps after a delivery, and how much it takes.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BatchId } from '../model';
import type { FileStamp } from './file-stamp';
import { openSpool, type SpoolRules } from './spool';

const day = 86_400_000;

async function aSpool(rules: Partial<SpoolRules>) {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-spool-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const state: { now: number; rules: SpoolRules } = {
    now: Date.UTC(2026, 0, 1),
    rules: { keepMs: 0, maxBytes: null, ...rules },
  };
  const spool = await openSpool(
    folder,
    () => state.rules,
    () => state.now,
  );
  const byHand = (name: string, sizeBytes = 10) => writeFile(spool.pathOf(name), 'x'.repeat(sizeBytes));
  const seal = (id: number, sizeBytes = 10) => byHand(spool.nameFor(id as BatchId), sizeBytes);
  const names = async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.zip')).sort();
  /** The spool as the next start of the program finds it. */
  const reopen = () =>
    openSpool(
      folder,
      () => state.rules,
      () => state.now,
    );
  return { folder, spool, state, byHand, seal, names, reopen };
}
const kept = (name: string) => join('delivered', name);

describe('a zip that was proven', () => {
  const stamp: FileStamp = { device: 1n, inode: 2n, sizeBytes: 3n, modifiedAt: 4n, changedAt: 5n };
  const minute = 60_000;

  it('is known by its stamp for five minutes', async () => {
    const { spool, state } = await aSpool({});
    spool.proven('batch-1.zip', stamp);
    state.now += 5 * minute - 1;
    expect([spool.stampOf('batch-1.zip'), spool.stampOf('batch-2.zip')]).toEqual([stamp, null]);
    state.now += 1;
    expect(spool.stampOf('batch-1.zip')).toBeNull();
  });

  it('is not known by it when the clock was set back', async () => {
    const { spool, state } = await aSpool({});
    spool.proven('batch-1.zip', stamp);
    state.now -= 1;
    expect(spool.stampOf('batch-1.zip')).toBeNull();
  });

  it('is known by the last one of two', async () => {
    const { spool, state } = await aSpool({});
    spool.proven('batch-1.zip', stamp);
    state.now += 4 * minute;
    spool.proven('batch-1.zip', { ...stamp, inode: 7n });
    state.now += 4 * minute;
    expect(spool.stampOf('batch-1.zip')?.inode).toBe(7n);
  });

  it('has to be looked at anew after a start', async () => {
    const { spool, reopen } = await aSpool({});
    spool.proven('batch-1.zip', stamp);
    expect((await reopen()).stampOf('batch-1.zip')).toBeNull();
  });
});

describe('a delivered zip', () => {
  it('goes at once when none is kept', async () => {
    const { spool, seal, names } = await aSpool({});
    await seal(1);
    await spool.release('batch-1.zip');
    expect(await names()).toEqual([]);
  });

  it('stays for the days that the rules say, counted from its delivery', async () => {
    const { spool, state, seal, names } = await aSpool({ keepMs: 2 * day });
    await seal(1);
    await seal(2);
    await spool.release('batch-1.zip');
    state.now += 1.5 * day;
    await spool.release('batch-2.zip');
    expect(await names()).toEqual([kept('batch-1.zip'), kept('batch-2.zip')]);
    state.now += day;
    await spool.sweep([]);
    expect(await names()).toEqual([kept('batch-2.zip')]);
  });

  it('is not swept as left over, and goes when the rules keep none any more', async () => {
    const { spool, state, seal, names } = await aSpool({ keepMs: day });
    await seal(1);
    await spool.release('batch-1.zip');
    await spool.sweep([]);
    expect(await names()).toEqual([kept('batch-1.zip')]);
    state.rules = { keepMs: 0, maxBytes: null };
    await spool.sweep([]);
    expect(await names()).toEqual([]);
  });

  it('that is released twice, after a kill, is no problem', async () => {
    const { spool, seal, names } = await aSpool({ keepMs: day });
    await seal(1);
    await spool.release('batch-1.zip');
    await spool.release('batch-1.zip');
    expect(await names()).toEqual([kept('batch-1.zip')]);
  });
});

const minute = 60_000;

describe('the limit of the spool', () => {
  it('is reached by zips that wait', async () => {
    const { spool, state, seal } = await aSpool({ maxBytes: 20 });
    await seal(1, 19);
    expect(await spool.hasRoom()).toBe(true);
    await seal(2, 1);
    expect(await spool.hasRoom()).toBe(false);
    state.rules = { keepMs: 0, maxBytes: null };
    expect(await spool.hasRoom()).toBe(true);
  });

  it('makes delivered zips go first, the oldest before the others', async () => {
    const { spool, state, seal, names } = await aSpool({ keepMs: 9 * day, maxBytes: 30 });
    for (const id of [1, 2, 3]) {
      await seal(id);
      await spool.release(`batch-${id}.zip`);
      state.now += day;
    }
    await seal(4, 15);
    expect(await spool.hasRoom()).toBe(true);
    expect(await names()).toEqual(['batch-4.zip', kept('batch-3.zip')]);
  });

  it('counts zips that are sealed or cut after the first count, and forgets those that are removed or delivered', async () => {
    const { spool, state, seal, byHand } = await aSpool({ keepMs: day, maxBytes: 50 });
    expect(await spool.hasRoom()).toBe(true);
    await seal(1, 30);
    expect(await spool.hasRoom()).toBe(true);
    const [first, second] = spool.halfNamesFor(7 as BatchId);
    await byHand(first, 20);
    expect(await spool.hasRoom()).toBe(false);
    await spool.remove(first);
    expect(await spool.hasRoom()).toBe(true);
    await byHand(second, 20);
    expect(await spool.hasRoom()).toBe(false);
    // Delivered, it makes way.
    await spool.release('batch-1.zip');
    expect(await spool.hasRoom()).toBe(true);
    state.rules = { keepMs: day, maxBytes: 20 };
    expect(await spool.hasRoom()).toBe(false);
  });

  it('is never passed by more than the zip that was just sealed, however many there are', async () => {
    const { spool, seal, names } = await aSpool({ maxBytes: 100 });
    let id = 0;
    while (await spool.hasRoom()) await seal((id += 1), 7);
    expect(await names()).toHaveLength(15);
  });

  it('waits for a half of a batch until it is written, and for a zip that fails no longer than ten minutes', async () => {
    const { spool, state, seal, byHand } = await aSpool({ maxBytes: 20 });
    const [first, second] = spool.halfNamesFor(7 as BatchId);
    await byHand(`${first}.part`, 15);
    expect(await spool.hasRoom()).toBe(true);
    state.now += 9 * minute;
    await byHand(first, 20);
    expect(await spool.hasRoom()).toBe(false);
    await spool.remove(first);
    state.now += 2 * minute;
    expect(await spool.hasRoom()).toBe(true);
    // Given up by now: the next count finds it all the same.
    await byHand(second, 20);
    expect(await spool.hasRoom()).toBe(true);
    state.now += 10 * minute;
    expect(await spool.hasRoom()).toBe(false);
    await spool.remove(second);
    await seal(8, 19);
    expect(await spool.hasRoom()).toBe(true);
  });

  it('does not look at every file for each question, but at all of them again after ten minutes', async () => {
    const { spool, state, byHand } = await aSpool({ maxBytes: 20 });
    expect(await spool.hasRoom()).toBe(true);
    await byHand('batch-9.zip', 20);
    state.now += 10 * minute - 1;
    expect(await spool.hasRoom()).toBe(true);
    state.now += 1;
    expect(await spool.hasRoom()).toBe(false);
  });

  it('notices after a minute that a person made room by hand', async () => {
    const { spool, state, seal } = await aSpool({ maxBytes: 20 });
    await seal(1, 20);
    expect(await spool.hasRoom()).toBe(false);
    await rm(spool.pathOf('batch-1.zip'));
    state.now += minute - 1;
    expect(await spool.hasRoom()).toBe(false);
    state.now += 1;
    expect(await spool.hasRoom()).toBe(true);
  });

  it('holds after a crash, when nobody remembers what was counted', async () => {
    const { spool, seal, reopen } = await aSpool({ maxBytes: 20 });
    expect(await spool.hasRoom()).toBe(true);
    await seal(1, 20);
    const next = await reopen();
    expect(await next.hasRoom()).toBe(false);
    await next.sweep([]);
    expect(await next.hasRoom()).toBe(true);
  });

  it('counts nothing of what was set aside with a lost ledger', async () => {
    const { spool, state, seal } = await aSpool({ maxBytes: 20 });
    await seal(1, 20);
    expect(await spool.hasRoom()).toBe(false);
    await spool.keepAside(state.now);
    expect(await spool.hasRoom()).toBe(true);
  });

  it('counts anew when it is set again after a time without one', async () => {
    const { spool, state, byHand } = await aSpool({ maxBytes: 20 });
    expect(await spool.hasRoom()).toBe(true);
    state.rules = { keepMs: 0, maxBytes: null };
    expect(await spool.hasRoom()).toBe(true);
    await byHand('batch-1.zip', 20);
    state.rules = { keepMs: 0, maxBytes: 20 };
    expect(await spool.hasRoom()).toBe(false);
  });

  it('is kept by delivered zips of an earlier run too, and one that was taken away by hand is no problem', async () => {
    const { folder, spool, state, seal, names, reopen } = await aSpool({ keepMs: 9 * day, maxBytes: 30 });
    for (const id of [1, 2, 3]) {
      await seal(id);
      await spool.release(`batch-${id}.zip`);
      state.now += minute;
    }
    const next = await reopen();
    expect(await next.hasRoom()).toBe(true);
    expect(await names()).toHaveLength(3);
    await rm(join(folder, kept('batch-2.zip')));
    state.rules = { keepMs: 9 * day, maxBytes: 10 };
    expect(await next.hasRoom()).toBe(true);
    expect(await names()).toEqual([kept('batch-3.zip')]);
  });
});
