// The bill of materials in CycloneDX: npm's own of everything that is locked, cut down to what is shipped.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPlaces } from './bundled.mjs';
import { npmCommand } from './processes.mjs';
import { nameOf, productionPlaces, readLock, runtimePackage } from './shipped.mjs';

/**
 * @typedef {object} Component
 * @property {string} bom-ref
 * @property {string} type
 * @property {string} name
 * @property {string} version
 * @property {string} purl
 * @property {string} [scope]
 * @property {readonly { readonly alg: string, readonly content: string }[]} [hashes]
 * @property {readonly object[]} [licenses]
 */
/**
 * @typedef {object} Sbom
 * @property {string} bomFormat
 * @property {string} specVersion
 * @property {string} serialNumber
 * @property {number} version
 * @property {{ readonly timestamp: string, readonly component: Component }} metadata
 * @property {readonly Component[]} components
 * @property {readonly { readonly ref: string, readonly dependsOn: readonly string[] }[]} dependencies
 */

/**
 * What an installer made on this machine contains: places in the lock file.
 * @param {string} folder the project's
 * @returns {Promise<string[]>}
 */
export async function shippedPlaces(folder) {
  const installed = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')).packages;
  const leftOut = leftOutPackages(readFileSync(join(folder, 'electron-builder.yml'), 'utf8'));
  const packed = productionPlaces(readLock(folder)).filter(
    (place) => Object.hasOwn(installed, place) && !leftOut.includes(nameOf(place)),
  );
  return [...new Set([...packed, ...(await bundledPlaces(folder)), `node_modules/${runtimePackage}`])].sort();
}

/**
 * @param {string} folder the project's
 * @param {readonly string[]} places what is shipped
 * @returns {Sbom}
 */
export function makeSbom(folder, places) {
  const lock = readLock(folder);
  const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const all = npmSbom(folder);
  const own = `${name}@${version}`;
  const shipped = new Set(places.map((place) => `${nameOf(place)}@${lock[place]?.version ?? ''}`));
  const components = all.components
    .filter((component) => shipped.has(component['bom-ref']))
    // npm calls what is bundled optional, because it stands among the development dependencies.
    .map((component) => ({ ...component, scope: 'required' }));
  const missing = [...shipped].filter((ref) => !components.some((component) => component['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`npm's bill of materials lacks ${missing.join(', ')}.`);
  const dependencies = all.dependencies
    .filter(({ ref }) => ref === own || shipped.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((needed) => shipped.has(needed)) }));
  const component = { ...all.metadata.component, type: 'application', name: productName };
  return { ...all, metadata: { ...all.metadata, component }, components, dependencies };
}

/**
 * @param {string} folder
 * @returns {Sbom}
 */
function npmSbom(folder) {
  const npm = npmCommand(process.env);
  // Said in full: a bundler in this process sets NODE_ENV, which makes npm leave the development dependencies out.
  const kinds = ['prod', 'dev', 'optional', 'peer'].map((kind) => `--include=${kind}`);
  const args = [...npm.args, 'sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error', ...kinds];
  return JSON.parse(execFileSync(npm.command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
}

/**
 * Packages that electron-builder.yml leaves out as a whole.
 * @param {string} settings its text
 * @returns {string[]}
 */
function leftOutPackages(settings) {
  return [...settings.matchAll(/'!node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\/\*\*'/g)].map(([, name = '']) => name);
}
