import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHeapSnapshot } from 'node:v8';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { grownKinds, readHeapContents } from './heap-contents';

class KeptByMistake {
  readonly numbers = [1, 2, 3];
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-heap-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('names the objects that were kept between two snapshots', { timeout: 120_000 }, async () => {
  const before = await readHeapContents(writeHeapSnapshot(join(folder, 'before.heapsnapshot')));
  const kept = Array.from({ length: 5_000 }, () => new KeptByMistake());
  const after = await readHeapContents(writeHeapSnapshot(join(folder, 'after.heapsnapshot')));

  expect(kept).toHaveLength(5_000);
  const grown = grownKinds(before, after, 8);
  expect(grown.find(({ kind }) => kind === 'object KeptByMistake')?.count).toBe(5_000);
  expect(after.objectBytes - before.objectBytes).toBeGreaterThan(5_000 * 24);
});

test('weighs the content of buffers apart from the objects', { timeout: 120_000 }, async () => {
  const buffer = new ArrayBuffer(3_000_000);
  const contents = await readHeapContents(writeHeapSnapshot(join(folder, 'one.heapsnapshot')));

  expect(contents.bufferBytes).toBeGreaterThanOrEqual(buffer.byteLength);
  expect(contents.codeBytes).toBeGreaterThan(0);
});

test('refuses a file that is no heap snapshot', async () => {
  const file = join(folder, 'other.json');
  await writeFile(file, '{"nodes": []}');
  await expect(readHeapContents(file)).rejects.toThrow('snapshot');
});
