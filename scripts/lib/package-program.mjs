// Packs the built program with electron-builder: a release, or the build that the end-to-end tests drive.
import { join } from 'node:path';
import { runtimeEnvironment } from '../runtime/resolve-runtime.mjs';
import { run } from './processes.mjs';
import { projectFolder, toolScript } from './project.mjs';

const testOutput = 'dist/test';

/**
 * Packs out/ as electron-builder.yml says. A test build stays unpacked, and Playwright may attach to it: that takes the
 * inspector, which is locked in a release.
 * @param {import('../runtime/resolve-runtime.mjs').Runtime} runtime
 * @param {{ forTests: boolean }} purpose
 * @returns {Promise<number>} the exit code of electron-builder
 */
export function packageProgram(runtime, { forTests }) {
  // The official one electron-builder takes from its own download, without what only development needs.
  const electron =
    forTests || runtime.origin !== 'official'
      ? { electronDist: runtime.folder, electronVersion: runtime.version }
      : { electronVersion: runtime.version };
  const different = { 'directories.output': testOutput, 'electronFuses.enableNodeCliInspectArguments': true };
  const settings = { ...electron, ...(forTests ? different : {}) };
  const switches = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const args = ['--publish', 'never', ...(forTests ? ['--dir'] : []), ...switches];
  return run(process.execPath, [toolScript('electron-builder'), ...args], {
    cwd: projectFolder,
    env: runtimeEnvironment(runtime),
  });
}

/** The program of the test build on Linux. */
export const testProgram = join(projectFolder, testOutput, 'linux-unpacked', 'batchdrop');
