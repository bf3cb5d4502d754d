// Where things are: the project's own folder, and the cache folder outside of it that survives `npm ci` and `git clean`.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder for downloads, per person and outside the project.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function cacheFolder(env) {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'batchdrop');
}

/**
 * The script to start with Node.js for a command line tool of this project, without the detour over `.bin`, whose
 * files cannot be spawned on Windows.
 * @param {string} packageName
 * @param {string} [command] when the tool has another name than its package
 * @returns {string}
 */
export function toolScript(packageName, command = packageName) {
  const folder = join(projectFolder, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
