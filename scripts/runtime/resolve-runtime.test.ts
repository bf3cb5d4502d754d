// The runtime that the environment names; the other two need a download and are proved by every run of the tests.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronProgram } from './electron-folder.mjs';
import { resolveRuntime, runtimeEnvironment } from './resolve-runtime.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-runtime-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function putElectron(version: string): Promise<void> {
  await mkdir(dirname(electronProgram(folder)), { recursive: true });
  await writeFile(electronProgram(folder), '');
  await writeFile(join(folder, 'version'), `v${version}\n`);
}

describe('resolveRuntime', () => {
  it('takes the folder that the environment names, and says so', async () => {
    await putElectron('41.0.0');
    const runtime = await resolveRuntime();
    expect(runtime).toEqual({ folder, program: electronProgram(folder), version: '41.0.0', origin: 'environment' });
    expect(console.log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(folder));
  });

  it('refuses a folder without an Electron', async () => {
    await expect(resolveRuntime()).rejects.toThrow(folder);
  });

  it('refuses another Electron than the pinned one for a release', async () => {
    await putElectron('41.0.0');
    await expect(resolveRuntime({ forRelease: true })).rejects.toThrow('41.0.0');
  });
});

describe('runtimeEnvironment', () => {
  it('names the runtime to every tool, and keeps Electron from starting as plain Node.js', () => {
    const runtime = { folder, program: electronProgram(folder), version: '41.0.0', origin: 'official' } as const;
    const env = runtimeEnvironment(runtime, { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1' });
    expect(env).toEqual({
      PATH: '/bin',
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ELECTRON_EXEC_PATH: electronProgram(folder),
    });
  });
});
