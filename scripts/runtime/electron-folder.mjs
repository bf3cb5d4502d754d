// A folder with an Electron in it: where its program is, and which version it is.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture } from '../lib/processes.mjs';

/**
 * The Electron program inside a runtime folder.
 * @param {string} folder
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function electronProgram(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * The version of the Electron in a folder, from its `version` file or else from the program itself.
 * @param {string} folder
 * @returns {Promise<string | null>} null when there is no Electron that starts
 */
export async function electronVersionIn(folder) {
  const program = electronProgram(folder);
  if (!existsSync(program)) return null;
  const stated = await readFile(join(folder, 'version'), 'utf8').catch(() => '');
  if (stated.trim() !== '') return stated.trim().replace(/^v/, '');
  const asked = await capture(program, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 20_000,
  });
  return asked.code === 0 && asked.stdout.trim() !== '' ? asked.stdout.trim() : null;
}
