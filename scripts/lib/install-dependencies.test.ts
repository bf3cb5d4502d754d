// When node_modules counts as installed, on real folders.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areInstalled } from './install-dependencies.mjs';

interface Locked {
  readonly version: string;
  readonly optional?: boolean;
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-install-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function lock(packages: Record<string, Locked>): Promise<void> {
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
}
async function install(packages: Record<string, Locked>): Promise<void> {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await writeFile(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

describe('areInstalled', () => {
  it('wants an installation where there is none', async () => {
    await lock({ 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(folder)).toBe(false);
  });

  it('is content with what the lock file says', async () => {
    await lock({ 'node_modules/a': { version: '1.0.0' } });
    await install({ 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(folder)).toBe(true);
  });

  it('does not miss the optional packages of other platforms', async () => {
    await lock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a-win32': { version: '1.0.0', optional: true },
    });
    await install({ 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(folder)).toBe(true);
  });

  it('wants an installation when the lock file has another version than before', async () => {
    await lock({ 'node_modules/a': { version: '1.0.0' } });
    await install({ 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(folder)).toBe(true);
    await lock({ 'node_modules/a': { version: '2.0.0' } });
    expect(areInstalled(folder)).toBe(false);
  });

  it('wants an installation when a package is missing', async () => {
    await lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } });
    await install({ 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(folder)).toBe(false);
  });
});
