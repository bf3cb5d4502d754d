// `npm run bench:ledger`: a ledger with 1,000,000 documents: how long every question of window and engine takes, whether a
// long queue costs more per step than a short one, and how often a burst is committed. Fails when a limit is passed.
// Options (see test/bench/ledger/run.ts): --rounds N, --only questions|queue|burst, --ledger FILE, --quick.
import './lib/check-node.mjs';
import { join } from 'node:path';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUpDependencies } from './lib/set-up.mjs';

await setUpDependencies();
const built = await node(toolScript('vite'), 'build', '-c', 'test/bench/ledger/vite.config.ts');
process.exitCode = built === 0 ? await node(join('out', 'bench-ledger', 'run.js'), ...process.argv.slice(2)) : built;

/** @param {readonly string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
