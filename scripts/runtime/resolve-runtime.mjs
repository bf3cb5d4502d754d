// Finds the Electron to run with: the one that the environment names, the official one, or the registry's for tests.
import { resolve } from 'node:path';
import { cacheFolder } from '../lib/project.mjs';
import { electronProgram, electronVersionIn } from './electron-folder.mjs';
import { officialElectron, pinnedElectronVersion } from './official-electron.mjs';
import { registryElectron, registryElectronFits, registryPackage } from './registry-electron.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder what electron, Playwright and electron-builder take as ELECTRON_OVERRIDE_DIST_PATH
 * @property {string} program the Electron program inside the folder
 * @property {string} version
 * @property {'environment' | 'official' | 'registry'} origin
 */

/**
 * The runtime folder, fetched when it has to be; says on stdout which one it is.
 * @param {{ forRelease?: boolean }} [options] `forRelease` leaves out the registry's Electron, which is not official
 * @returns {Promise<Runtime>}
 * @throws {Error} with a sentence for a person when there is no Electron to be had
 */
export async function resolveRuntime({ forRelease = false } = {}) {
  const runtime = (await fromEnvironment()) ?? (await official(forRelease)) ?? (forRelease ? null : await registry());
  if (runtime === null) throw new Error(noRuntime(forRelease));
  const pinned = pinnedElectronVersion();
  if (forRelease && runtime.version !== pinned) {
    throw new Error(
      `A release is packaged with Electron ${pinned}, which package.json pins; this is ${runtime.version}.`,
    );
  }
  console.log(`Electron ${runtime.version}, ${originText[runtime.origin]}: ${runtime.folder}`);
  return runtime;
}

/**
 * The environment with which electron, electron-vite and Playwright use this runtime.
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment(runtime, env = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const own = { ...env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, ELECTRON_EXEC_PATH: runtime.program };
  // Set by editors that are Electron programs themselves: with it, ours would start as plain Node.js.
  delete own['ELECTRON_RUN_AS_NODE'];
  return own;
}

const originText = {
  environment: 'named by ELECTRON_OVERRIDE_DIST_PATH',
  official: 'the official one',
  registry: `for development and tests only, from the registry package ${registryPackage}`,
};

/** @returns {Promise<Runtime | null>} */
async function fromEnvironment() {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named === undefined || named === '') return null;
  const folder = resolve(named);
  const runtime = await asRuntime(folder, 'environment');
  if (runtime === null) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}: no Electron starts from there.`);
  return runtime;
}

/**
 * @param {boolean} tryAgain
 * @returns {Promise<Runtime | null>}
 */
async function official(tryAgain) {
  const folder = await officialElectron(cacheFolder(process.env), { tryAgain });
  return folder === null ? null : asRuntime(folder, 'official');
}

/** @returns {Promise<Runtime | null>} */
async function registry() {
  if (!registryElectronFits) return null;
  const folder = await registryElectron(cacheFolder(process.env));
  return folder === null ? null : asRuntime(folder, 'registry');
}

/**
 * @param {string} folder
 * @param {Runtime['origin']} origin
 * @returns {Promise<Runtime | null>}
 */
async function asRuntime(folder, origin) {
  const version = await electronVersionIn(folder);
  return version === null ? null : { folder, program: electronProgram(folder), version, origin };
}

/** @param {boolean} forRelease */
function noRuntime(forRelease) {
  const wayOut =
    'run this command where the download works, or set ELECTRON_OVERRIDE_DIST_PATH to the unpacked folder of an Electron.';
  return forRelease
    ? `A release is packaged with the official Electron alone, and that could not be downloaded here: ${wayOut}`
    : `Electron could not be downloaded here: ${wayOut}`;
}
