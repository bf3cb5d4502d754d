// What `electron [-r FILE] FOLDER` does first, for a runtime that comes without Electron's own default app: it takes on
// the identity of the app in FOLDER and starts it.
/// <reference types="electron" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

/** @param {readonly string[]} args */
function parse(args) {
  const required = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--require') required.push(args[(at += 1)] ?? '');
    else if (!arg.startsWith('-')) return { required, folder: resolve(arg) };
  }
  return { required, folder: null };
}

const { required, folder } = parse(process.argv.slice(1));
if (folder === null) {
  console.error('Usage: electron [-r FILE]... FOLDER');
  process.exit(2);
}

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(manifest.productName ?? manifest.name);
// Electron's own default app uses these two, which its documentation and types leave out.
const identity = /** @type {{ setVersion(version: string): void, setAppPath(path: string): void }} */ (
  /** @type {unknown} */ (app)
);
identity.setVersion(manifest.version);
identity.setAppPath(folder);
// Chosen before this file ran, from its own name: each app gets the folder that its name stands for.
app.setPath('userData', join(app.getPath('appData'), app.getName()));

const require = createRequire(join(folder, 'package.json'));
for (const file of required) require(file);
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
