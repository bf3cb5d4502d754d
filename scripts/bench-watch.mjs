// `npm run bench:watch`: how soon a folder of 100,000 delivered files is scanned and watched, whether a burst of 10,000 files
// is taken in whole, how long a document takes to be noticed and delivered, what an idle program costs. Fails when a limit is
// passed. Options (see test/bench/watch/run.ts): --rounds N, --only tree|burst|latency|idle, --tree FOLDER, --quick.
import './lib/check-node.mjs';
import { join } from 'node:path';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUpDependencies } from './lib/set-up.mjs';

await setUpDependencies();
const built = await node(toolScript('vite'), 'build', '-c', 'test/bench/watch/vite.config.ts');
process.exitCode = built === 0 ? await node(join('out', 'bench-watch', 'run.js'), ...process.argv.slice(2)) : built;

/** @param {readonly string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
