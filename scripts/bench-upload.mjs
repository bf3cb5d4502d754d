// `npm run bench:upload`: uploads 500 MB with the program's own code and with curl, in turn, over HTTP and TLS, and compares
// the progress that is shown on a slow line with what the server has read. Fails when a limit is passed. Options (see
// test/bench/upload/run.ts): --rounds N, --only http|tls|line, --quick.
import './lib/check-node.mjs';
import { join } from 'node:path';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUpDependencies } from './lib/set-up.mjs';

await setUpDependencies();
const built = await node(toolScript('vite'), 'build', '-c', 'test/bench/upload/vite.config.ts');
process.exitCode = built === 0 ? await node(join('out', 'bench-upload', 'run.js'), ...process.argv.slice(2)) : built;

/** @param {readonly string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
