// When out/ counts as built, on real folders whose times are set.
import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt } from './build.mjs';

const results = ['out/main/index.js', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-build-'));
  await put('main/ledger/ledger.ts', 100);
  for (const result of results) await put(result, 200);
  await age('main/ledger', 100);
  await age('main', 100);
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, seconds: number): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), '');
  await age(path, seconds);
}
function age(path: string, seconds: number): Promise<void> {
  return utimes(join(folder, path), seconds, seconds);
}

describe('isBuilt', () => {
  it('is true when every result is newer than every source', () => {
    expect(isBuilt(folder)).toBe(true);
  });

  it('is false after a change of a source in any sub-folder', async () => {
    await age('main/ledger/ledger.ts', 201);
    expect(isBuilt(folder)).toBe(false);
  });

  it('is false after a source was removed', async () => {
    await rm(join(folder, 'main/ledger/ledger.ts'));
    expect(isBuilt(folder)).toBe(false);
  });

  it('is false when one result is older than a source', async () => {
    await age('out/preload/index.cjs', 50);
    expect(isBuilt(folder)).toBe(false);
  });

  it('is false when a result is missing', async () => {
    await rm(join(folder, 'out/main/cli.js'));
    expect(isBuilt(folder)).toBe(false);
  });
});
