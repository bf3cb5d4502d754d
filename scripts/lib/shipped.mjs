// Which packages are in an installer: production dependencies as they are, and what is bundled into main, preload and window.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {boolean} [optional]
 * @property {boolean} [hasInstallScript]
 * @property {string} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */
/** @typedef {Record<string, LockEntry>} LockPackages by place, such as `node_modules/zod` */

/** The runtime is no dependency of the program in npm's sense, but the largest part of every installer. */
export const runtimePackage = 'electron';

// Folders that end up in out/; tests and the window's fake bridge do not.
const programFolders = ['main', 'preload', 'renderer/src'];
const importWord = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

/**
 * @param {string} folder the project's
 * @returns {LockPackages}
 */
export function readLock(folder) {
  return JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
}

/**
 * The places of the production dependencies: they are packed as they are.
 * @param {LockPackages} lock
 * @returns {string[]}
 */
export function productionPlaces(lock) {
  return Object.keys(lock).filter(
    (place) => place !== '' && lock[place]?.dev !== true && lock[place]?.devOptional !== true,
  );
}

/**
 * The packages that the program's own sources import, whatever section of package.json they stand in.
 * @param {string} folder the project's
 * @returns {string[]}
 */
function importedPackages(folder) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = new Set();
  for (const file of programFolders.flatMap((name) => sourcesIn(join(folder, name)))) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(importWord)) {
      const [scope = '', name = ''] = specifier.split('/');
      const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
      // What only looks like an import, in a sentence, is no package that was installed.
      if (Object.hasOwn({ ...dependencies, ...devDependencies }, packageName)) names.add(packageName);
    }
  }
  return [...names].sort();
}

/**
 * These packages and everything that they need, as places in the lock file.
 * @param {LockPackages} lock
 * @param {readonly string[]} names
 * @returns {string[]}
 */
export function withDependencies(lock, names) {
  /** @type {Set<string>} */
  const places = new Set();
  /** @type {[string, string][]} */
  const todo = names.map((name) => ['', name]);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const place = findPlace(lock, ...next);
    if (place === null || places.has(place)) continue;
    places.add(place);
    const { dependencies, optionalDependencies, peerDependencies } = lock[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      todo.push([place, name]);
  }
  return [...places].sort();
}

/**
 * Everything that can be in an installer: more than the bundler takes in the end, and known without building.
 * @param {string} folder the project's
 * @returns {string[]} places in the lock file
 */
export function possiblyShipped(folder) {
  const lock = readLock(folder);
  const bundled = importedPackages(folder).filter((name) => name !== runtimePackage);
  const all = new Set([
    ...productionPlaces(lock),
    ...withDependencies(lock, bundled),
    `node_modules/${runtimePackage}`,
  ]);
  return [...all].sort();
}

/**
 * The package that a module was taken from, as a place in the lock file; null for one of the project's own.
 * @param {string} moduleId the bundler's id: a path, perhaps with a query or a mark in front
 * @param {string} folder the project's
 * @returns {string | null}
 */
export function placeOfModule(moduleId, folder) {
  const path = moduleId.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  const root = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  if (!path.startsWith(`${root}node_modules/`)) return null;
  const inside = path.slice(root.length);
  const [, place = null] = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(inside) ?? [];
  return place;
}

/** @param {string} place such as `node_modules/a/node_modules/@b/c` */
export function nameOf(place) {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/**
 * Node's way of finding a package: beside the one that asks, then further up.
 * @param {LockPackages} lock
 * @param {string} from
 * @param {string} name
 * @returns {string | null}
 */
function findPlace(lock, from, name) {
  for (let at = from; ;) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock[place] !== undefined) return place;
    if (at === '') return null;
    at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')));
  }
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'testing' || name === 'fixtures' ? [] : sourcesIn(path);
    return /\.(?:tsx?|css)$/.test(name) && !/\.test\.tsx?$/.test(name) ? [path] : [];
  });
}
