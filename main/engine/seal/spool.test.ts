// What the spool keeps after a delivery, and how much it takes.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
  const seal = (name: string, sizeBytes = 10) => writeFile(spool.pathOf(name), 'x'.repeat(sizeBytes));
  const names = async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.zip')).sort();
  return { spool, state, seal, names };
}
const kept = (name: string) => join('delivered', name);

describe('a delivered zip', () => {
  it('goes at once when none is kept', async () => {
    const { spool, seal, names } = await aSpool({});
    await seal('batch-1.zip');
    await spool.release('batch-1.zip');
    expect(await names()).toEqual([]);
  });

  it('stays for the days that the rules say, counted from its delivery', async () => {
    const { spool, state, seal, names } = await aSpool({ keepMs: 2 * day });
    await seal('batch-1.zip');
    await seal('batch-2.zip');
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
    await seal('batch-1.zip');
    await spool.release('batch-1.zip');
    await spool.sweep([]);
    expect(await names()).toEqual([kept('batch-1.zip')]);
    state.rules = { keepMs: 0, maxBytes: null };
    await spool.sweep([]);
    expect(await names()).toEqual([]);
  });

  it('that is released twice, after a kill, is no problem', async () => {
    const { spool, seal, names } = await aSpool({ keepMs: day });
    await seal('batch-1.zip');
    await spool.release('batch-1.zip');
    await spool.release('batch-1.zip');
    expect(await names()).toEqual([kept('batch-1.zip')]);
  });
});

describe('the limit of the spool', () => {
  it('is reached by zips that wait', async () => {
    const { spool, state, seal } = await aSpool({ maxBytes: 20 });
    await seal('batch-1.zip', 19);
    expect(await spool.hasRoom()).toBe(true);
    await seal('batch-2.zip', 1);
    expect(await spool.hasRoom()).toBe(false);
    state.rules = { keepMs: 0, maxBytes: null };
    expect(await spool.hasRoom()).toBe(true);
  });

  it('makes delivered zips go first, the oldest before the others', async () => {
    const { spool, state, seal, names } = await aSpool({ keepMs: 9 * day, maxBytes: 30 });
    for (const name of ['batch-1.zip', 'batch-2.zip', 'batch-3.zip']) {
      await seal(name);
      await spool.release(name);
      state.now += day;
    }
    await seal('batch-4.zip', 15);
    expect(await spool.hasRoom()).toBe(true);
    expect(await names()).toEqual(['batch-4.zip', kept('batch-3.zip')]);
  });
});
