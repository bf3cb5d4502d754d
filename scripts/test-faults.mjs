// `npm run test:faults`: kills the engine at every durable step, plays random histories, compares what was promised with
// what a server received, and tries the same with servers that nobody here wrote. Options (see test/faults/run.ts):
// --histories, --steps, --seed, --kills, --at, --jobs, --shrink; with any of them the strangers are left out.
import './lib/check-node.mjs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUpDependencies } from './lib/set-up.mjs';
import { ensureStrangers } from './lib/system-packages.mjs';

const options = process.argv.slice(2);
await setUpDependencies();
const strangers = options.length === 0 ? await withStrangers() : 0;
process.exitCode = Math.max(strangers, await withOurOwn());

/** nginx and HAProxy. They come first: the table of the others is the last word. */
async function withStrangers() {
  await ensureStrangers();
  await ensureBuild();
  return node(toolScript('vitest'), 'run', '--config', 'test/strangers/vitest.config.ts');
}

/** The kill matrix and the histories, with the sandbox. */
async function withOurOwn() {
  const built = await node(toolScript('vite'), 'build', '-c', 'test/faults/vite.config.ts');
  return built === 0 ? node(join('out', 'faults', 'run.js'), ...options) : built;
}

/** @param {readonly string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
