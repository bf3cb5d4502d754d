// Runs Electronegativity, Doyensec's search for what is unsafe in an Electron program, over the built program. It is old
// and has hundreds of packages of its own, so that it lives in the cache folder and never in the project.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { capture, npmCommand } from '../lib/processes.mjs';
import { cacheFolder, projectFolder } from '../lib/project.mjs';
import { pinnedElectronVersion } from '../runtime/official-electron.mjs';

const lockFolder = join(projectFolder, 'test', 'security', 'electronegativity');

/**
 * One finding: the check that made it and the file, without what each build names anew.
 * @typedef {object} Finding
 * @property {string} check
 * @property {string} file
 * @property {string} code the line that it is about
 */

/**
 * The findings in the built program.
 * @returns {Promise<readonly Finding[] | null>} null when the tool could not be installed
 * @throws {Error} when a file could not be read by it: what it cannot read it finds nothing in
 */
export async function electronegativityFindings() {
  const tool = await installed();
  if (tool === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-electronegativity-'));
  try {
    await layOut(folder);
    const run = createRequire(join(tool, 'package.json'))('@doyensec/electronegativity/dist/runner.js');
    const { issues, errors } = await run({
      input: folder,
      isRelative: false,
      customScan: [],
      // Asks a server for Electron's releases; `npm outdated` does.
      excludeFromScan: ['availablesecurityfixesglobalcheck'],
      electronVersionOverride: pinnedElectronVersion(),
      parserPlugins: [],
    });
    if (errors.length > 0) throw new Error(`Electronegativity could not read ${JSON.stringify(errors, null, 2)}`);
    return issues.map(asFinding(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder with the tool, installed on the first call from the lock file, whose hashes npm checks. */
async function installed() {
  const lock = readFileSync(join(lockFolder, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const finished = join(cacheFolder(process.env), `electronegativity-${version}`);
  if (existsSync(finished)) return finished;
  console.log('Installing Electronegativity into the cache folder (once) …');
  await mkdir(cacheFolder(process.env), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(process.env), 'making-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) await copyFile(join(lockFolder, name), join(work, name));
    const npm = npmCommand(process.env);
    const args = [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, stderr } = await capture(npm.command, args, { cwd: work, timeoutMs: 5 * 60_000 });
    if (code !== 0) {
      console.error(stderr.trimEnd());
      return null;
    }
    await rename(work, finished).catch((error) => {
      // Another run was faster: its folder is as good.
      if (!existsSync(finished)) throw error;
    });
    return finished;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * A copy of the built program in the JavaScript that the tool reads: of 2019, in files that end with `.js`.
 * @param {string} folder
 */
async function layOut(folder) {
  const { default: ts } = await import('typescript');
  const options = { target: ts.ScriptTarget.ES2019, module: ts.ModuleKind.ESNext, allowJs: true };
  await copyFile(join(projectFolder, 'package.json'), join(folder, 'package.json'));
  for (const part of ['main', 'preload', 'renderer']) {
    const built = join(projectFolder, 'out', part);
    for (const entry of await readdir(built, { recursive: true, withFileTypes: true })) {
      const from = join(entry.parentPath, entry.name);
      const to = join(folder, part, relative(built, from));
      if (!entry.isFile() || !/\.(c|m)?js$|\.html$/.test(entry.name)) continue;
      await mkdir(join(to, '..'), { recursive: true });
      if (entry.name.endsWith('.html')) await copyFile(from, to);
      else {
        const { outputText } = ts.transpileModule(readFileSync(from, 'utf8'), { compilerOptions: options });
        await writeFile(to.replace(/\.[cm]js$/, '.js'), outputText);
      }
    }
  }
}

/** @param {string} folder */
function asFinding(folder) {
  /** @param {{ id: string, file: string, location: { line: number } }} issue */
  return ({ id, file, location }) => {
    const isFile = existsSync(file);
    const name = isFile ? relative(folder, file).split(sep).join('/') : '';
    const line = isFile ? (readFileSync(file, 'utf8').split('\n')[location.line - 1] ?? '') : '';
    // The hash in a name changes with every build.
    return { check: id, file: name.replace(/-[\w-]{8}(?=\.js$)/, ''), code: line.trim().slice(0, 120) };
  };
}
