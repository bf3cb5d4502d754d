// What is burned into the packaged program: its fuses, and what no switch and no variable opens again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '@playwright/test';
import { sandboxArguments } from '../../scripts/lib/display.mjs';
import { testProgram } from '../../scripts/lib/package-program.mjs';
import { test } from './launch';

/** How the fuse wire spells a fuse that is on: the character 1. The package does not export it. */
const enabled = 49 as unknown;

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-locks-'));
});
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the fuses are those of electron-builder.yml, with the inspector for tests alone', async () => {
  const yml = await readFile(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');
  const wire = await getCurrentFuseWire(testProgram);
  const names = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
  const found = names.map((name) => {
    const [, stated] = new RegExp(`^ {2}${name}: (true|false)$`, 'im').exec(yml) ?? [];
    const isOn = wire[FuseV1Options[name as keyof typeof FuseV1Options]] === enabled;
    return { name, isAsStated: String(isOn) === stated };
  });
  const different = found.filter(({ isAsStated }) => !isAsStated).map(({ name }) => name);
  expect(different).toEqual(['EnableNodeCliInspectArguments']);
});

/** The packaged program as a release has it: the same files, without the inspector. */
async function release(): Promise<string> {
  const from = dirname(testProgram);
  for (const entry of await readdir(from)) {
    if (entry !== 'batchdrop') await symlink(join(from, entry), join(folder, entry));
  }
  const program = join(folder, 'batchdrop');
  await copyFile(testProgram, program);
  await flipFuses(program, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: false });
  return program;
}

test('a release runs no code that a variable or a switch names, and lets nobody look into it', async () => {
  const program = await release();
  const mark = join(folder, 'ran');
  const script = join(folder, 'evil.cjs');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  // Also an unpacked program beside the packed one, which Electron would prefer to nothing.
  await mkdir(join(folder, 'app'));
  const dataDir = join(folder, 'data');
  const started = [
    ...sandboxArguments(),
    `--data-dir=${dataDir}`,
    '--hidden',
    '--inspect=0',
    '--remote-debugging-port=0',
  ];
  const child = spawn(program, [...started, '-r', script, script], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    // It came up as the program: with its window's page, and its data folder.
    const isThere = (path: string): Promise<boolean> =>
      stat(join(dataDir, path)).then(
        () => true,
        () => false,
      );
    await expect.poll(() => isThere('lock.sqlite')).toBe(true);
    await expect.poll(() => isThere('ledger.sqlite')).toBe(true);
    await expect.poll(() => isThere('Local Storage')).toBe(true);
    expect(said).not.toMatch(/listening on ws:/);
    expect(await isThere('DevToolsActivePort')).toBe(false);
    await expect(stat(mark)).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});
