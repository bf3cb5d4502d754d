// The official Electron of the version that package.json pins: downloaded once, by the electron package itself.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { projectFolder } from '../lib/project.mjs';
import { run } from '../lib/processes.mjs';
import { electronProgram } from './electron-folder.mjs';

const electronPackage = join(projectFolder, 'node_modules', 'electron');
const probeTimeoutMs = 4_000;
const downloadTimeoutMs = 15 * 60_000;
/** How long a download that did not work is not tried again. */
const retryAfterMs = 6 * 60 * 60_000;

/**
 * The folder of the official Electron, downloaded if it can be. A download that failed is remembered for some hours, so
 * that a machine that cannot reach the download's host does not wait for it at every start.
 * @param {string} cache
 * @param {{ tryAgain: boolean }} options `tryAgain`: even if a download failed a short time ago
 * @returns {Promise<string | null>}
 */
export async function officialElectron(cache, { tryAgain }) {
  const version = pinnedElectronVersion();
  const dist = join(electronPackage, 'dist');
  if (isInstalled(dist, version)) return dist;

  const failure = join(cache, `electron-${version}.not-downloadable`);
  if (!tryAgain && (await ageMs(failure)) < retryAfterMs) return null;
  if (await canDownload(process.env)) {
    console.log(`Downloading Electron ${version} …`);
    await run(process.execPath, [join(electronPackage, 'install.js')], { timeoutMs: downloadTimeoutMs });
    if (isInstalled(dist, version)) {
      await rm(failure, { force: true });
      return dist;
    }
  }
  await mkdir(cache, { recursive: true });
  await writeFile(failure, '');
  return null;
}

/**
 * The version that package.json pins: the one of the installed electron package.
 * @returns {string}
 */
export function pinnedElectronVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} dist
 * @param {string} version
 */
function isInstalled(dist, version) {
  const stated = join(dist, 'version');
  return (
    existsSync(stated) &&
    readFileSync(stated, 'utf8').replace(/^v/, '') === version &&
    existsSync(electronProgram(dist))
  );
}

/**
 * Whether the download's host answers at all, asked first because the download itself has no time limit of its own for
 * a host that never answers. Behind a proxy or a mirror only the download knows the way.
 * @param {NodeJS.ProcessEnv} env
 */
async function canDownload(env) {
  const special = /^(electron_get_use_proxy|(npm_config_)?electron_mirror)$/i;
  if (Object.keys(env).some((name) => special.test(name) && env[name] !== '')) return true;
  return new Promise((resolve) => {
    const probe = request('https://github.com/electron/electron/releases', { method: 'HEAD', timeout: probeTimeoutMs });
    probe.once('response', (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 400);
    });
    probe.once('timeout', () => probe.destroy(new Error('no answer in time')));
    probe.once('error', () => resolve(false));
    probe.end();
  });
}

/** @param {string} path */
async function ageMs(path) {
  const found = await stat(path).catch(() => null);
  return found === null ? Infinity : Date.now() - found.mtimeMs;
}
