// Builds the program into out/, if what is there is older than the sources.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { projectFolder, toolScript } from './project.mjs';

const sources = ['main', 'preload', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const results = ['out/main/index.js', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/**
 * Builds the program.
 * @returns {Promise<number>} the exit code of electron-vite
 */
export function build() {
  return run(process.execPath, [toolScript('electron-vite'), 'build', '--logLevel', 'warn'], { cwd: projectFolder });
}

/**
 * Builds the program unless the last build is newer than every source. Ends this process when it cannot be built.
 * @returns {Promise<void>}
 */
export async function ensureBuild() {
  if (isBuilt(projectFolder)) return;
  console.log('Building …');
  const code = await build();
  if (code !== 0) process.exit(code);
}

/**
 * Whether out/ was built from the sources as they are.
 * @param {string} folder the project's folder
 * @returns {boolean}
 */
export function isBuilt(folder) {
  const built = results.map((name) => join(folder, name));
  if (!built.every(existsSync)) return false;
  const oldestResult = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return Math.max(...sources.map((name) => newestMtimeMs(join(folder, name)))) < oldestResult;
}

/**
 * A folder's own time counts too: it tells of files that were removed.
 * @param {string} path
 * @returns {number}
 */
function newestMtimeMs(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestMtimeMs(join(path, name))));
}
