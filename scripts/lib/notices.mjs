// Where what is said about the shipped packages goes: beside the installers, from where electron-builder packs it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/**
 * @param {string} name
 * @param {string} text
 * @returns {string} the file's path inside the project
 */
export function writeNotice(name, text) {
  const folder = join('dist', 'notices');
  mkdirSync(join(projectFolder, folder), { recursive: true });
  writeFileSync(join(projectFolder, folder, name), text);
  return join(folder, name);
}
