// `npm run bench:soak`: the program without its window works through 10,000 batches; fails when its memory, open files or
// handles grow, or its event loop is held up. Options: --batches N, --quick (2,000), --snapshots FOLDER (keeps the heap
// snapshots), --profile FOLDER (a CPU profile), --leak BYTES (keeps so much with each batch: it has to fail).
import './lib/check-node.mjs';
import { join } from 'node:path';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUpDependencies } from './lib/set-up.mjs';

await setUpDependencies();
process.exitCode = await node(toolScript('vite'), 'build', '-c', 'test/bench/soak/vite.config.ts');
if (process.exitCode === 0) process.exitCode = await node(join('out', 'soak', 'run.js'), ...process.argv.slice(2));

/** @param {string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
