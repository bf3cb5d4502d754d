// Runs `npm ci` when node_modules is missing or is not what package-lock.json asks for, and only then.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, run } from './processes.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [peer]
 */

/**
 * Makes node_modules what the lock file says.
 * @param {string} folder the folder of package-lock.json
 * @returns {Promise<number>} npm's exit code; 0 when there was nothing to do
 */
export async function installDependencies(folder) {
  if (areInstalled(folder)) return 0;
  console.log('Installing the dependencies (npm ci) …');
  const npm = npmCommand(process.env);
  const code = await run(npm.command, [...npm.args, 'ci', '--loglevel=error'], { cwd: folder });
  if (code === 0) writeStamp(folder);
  return code;
}

/**
 * Whether node_modules is what the lock file says. A stamp in node_modules answers at once; without one, or after a
 * change of the lock file, npm's own record of what it installed is compared, because `npm install` updates both.
 * @param {string} folder
 * @returns {boolean}
 */
export function areInstalled(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const stamp = join(folder, 'node_modules', stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(folder)) return true;
  const agrees = recordAgrees(packagesIn(join(folder, 'package-lock.json')), packagesIn(record));
  if (agrees) writeStamp(folder);
  return agrees;
}

const stampName = '.batchdrop-lock-sha256';

/**
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
function recordAgrees(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    // Optional packages of other platforms are in the lock file and rightly not installed.
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** @param {string} folder */
function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} folder */
function writeStamp(folder) {
  writeFileSync(join(folder, 'node_modules', stampName), lockHash(folder));
}
