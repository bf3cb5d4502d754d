// The licences of what is shipped: which ones may be in, and the text that each package's licence asks to be passed on.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './shipped.mjs';

/**
 * @typedef {object} PackageLicence
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} text
 */

// Each asks for its text to be passed on at most, never for anything about the program that it becomes part of.
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'];

/**
 * Whether a package under this licence may be shipped. Of "A OR B" one has to be allowed, of "A AND B" all.
 * @param {string} expression SPDX
 * @returns {boolean}
 */
export function isAllowed(expression) {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  // Nothing shipped mixes the two; whatever does is for a person to read.
  if (/ OR /.test(bare) && / AND /.test(bare)) return false;
  if (/ OR /.test(bare)) return bare.split(/ OR /).some(isAllowed);
  return bare.split(/ AND /).every((id) => allowed.includes(id.trim()));
}

/**
 * A package's licence and its text. Throws a sentence when a text cannot be found: without it the package may not be shipped.
 * @param {string} folder the project's
 * @param {string} place in the lock file
 * @returns {PackageLicence}
 */
export function licenceOf(folder, place) {
  const at = join(folder, place);
  const { version, license } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  const text = ownText(at) ?? siblingText(folder, nameOf(place));
  if (typeof license !== 'string' || text === null) {
    throw new Error(
      `${place} has no licence, or no text of it: look into it, then add its source to scripts/lib/licences.mjs.`,
    );
  }
  return { name: nameOf(place), version, licence: license, text };
}

/**
 * @param {readonly PackageLicence[]} packages
 * @returns {string} the list as it is packed: every package, then every text once with those it belongs to
 */
export function licenceList(packages) {
  const rows = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  /** @type {Map<string, string[]>} */
  const namesByText = new Map();
  for (const { name, version, text } of packages) {
    const names = namesByText.get(text) ?? [];
    namesByText.set(text, names);
    names.push(`${name} ${version}`);
  }
  const texts = [...namesByText].map(([text, names]) => `${line}\n${names.join(', ')}\n${line}\n\n${text}\n`);
  return `${heading}\n\n${rows.join('\n')}\n\n${texts.join('\n')}`;
}

const line = '-'.repeat(80);
const heading = `Batchdrop contains the following software of others. What Chromium and Node.js contain, which Electron is made of,
is listed in LICENSES.chromium.html beside the program.`;

// Parts of one project that carry its text in another package, each looked up in the project's repository.
const siblings = [
  // Native binaries of libsql-js.
  { name: /^@libsql\//, of: 'libsql' },
  // By the author of react-remove-scroll, who publishes both.
  { name: /^react-remove-scroll-bar$/, of: 'react-remove-scroll' },
];

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string | null}
 */
function siblingText(folder, name) {
  const sibling = siblings.find((entry) => entry.name.test(name));
  return sibling === undefined ? null : ownText(join(folder, 'node_modules', sibling.of));
}

/**
 * @param {string} packageFolder
 * @returns {string | null}
 */
function ownText(packageFolder) {
  if (!existsSync(packageFolder)) return null;
  const names = readdirSync(packageFolder).sort();
  const files = names.filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(name));
  if (files.length > 0) return files.map((name) => textOf(join(packageFolder, name))).join('\n\n');
  const readme = names.find((name) => /^readme/i.test(name));
  if (readme === undefined) return null;
  // Some write the whole of it at the end of their description.
  const [, section = ''] =
    /^#*\s*licen[cs]e\s*\n(?:[-=]+\n)?([\s\S]*)/im.exec(textOf(join(packageFolder, readme))) ?? [];
  return section.includes('WARRANT') ? section.trim() : null;
}

/** @param {string} file */
function textOf(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
