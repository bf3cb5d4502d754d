// The account of a folder agrees with its files, whatever happens while it is being made.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sum, zipCount, zipsIn } from './zip-count';

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-zip-count-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = { now: 1_000 };
  return {
    ...{ folder, clock, count: zipCount(folder, () => clock.now) },
    write: (name: string, sizeBytes: number) => writeFile(join(folder, name), 'x'.repeat(sizeBytes)),
    remove: (name: string) => rm(join(folder, name)),
  };
}

it('agrees with the folder when zips come and go while it counts', async () => {
  const { folder, count, write, remove } = await aFolder();
  for (let id = 0; id < 60; id += 1) await write(`batch-${id}.zip`, 100 + id);
  const refreshed = count.refresh(0);
  for (let id = 0; id < 60; id += 3) {
    await remove(`batch-${id}.zip`);
    count.drop(`batch-${id}.zip`);
    count.expect(`batch-${100 + id}.zip`);
    await write(`batch-${100 + id}.zip`, id);
  }
  await refreshed;
  await count.refresh(600_000);
  expect(count.totalBytes).toBe(sum(await zipsIn(folder)));
  expect([...count.files.keys()].sort()).toEqual((await zipsIn(folder)).map(({ name }) => name).sort());
});

it('counts once for two that ask at the same time, and does not count a zip twice', async () => {
  const { count, write } = await aFolder();
  count.expect('batch-1.zip');
  await write('batch-1.zip', 10);
  await Promise.all([count.refresh(600_000), count.refresh(600_000)]);
  count.add({ name: 'batch-1.zip', sizeBytes: 10, mtimeMs: 1 });
  await count.refresh(600_000);
  expect(count.totalBytes).toBe(10);
  count.drop('batch-1.zip');
  count.drop('batch-1.zip');
  expect(count.totalBytes).toBe(0);
});

it('counts anew when the clock was set back far: the last count may be old', async () => {
  const { count, clock, write } = await aFolder();
  clock.now = 1_000_000_000;
  await count.refresh(600_000);
  await write('batch-1.zip', 10);
  clock.now = 1_000;
  await count.refresh(600_000);
  expect(count.totalBytes).toBe(10);
});

it('leaves half-written zips out, and takes a folder that is not there for empty', async () => {
  const { folder, count, write } = await aFolder();
  await write('batch-1.zip.part', 10);
  await count.refresh(0);
  expect(count.totalBytes).toBe(0);
  const missing = zipCount(join(folder, 'missing'), () => 0);
  await missing.refresh(0);
  expect([missing.totalBytes, missing.files.size]).toEqual([0, 0]);
});
