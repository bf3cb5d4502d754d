// Builds and starts the bench of the whole job, or its guard.
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { run } from './processes.mjs';
import { projectFolder, toolScript } from './project.mjs';
import { setUpDependencies } from './set-up.mjs';

/**
 * Sets this process's exit code. The program itself is built unless another one is given.
 * @param {'run' | 'guard'} name
 * @param {readonly string[]} options
 */
export async function runJobs(name, options) {
  await setUpDependencies();
  if (!options.some((option) => option.startsWith('--program'))) await ensureBuild();
  const built = await node(toolScript('vite'), 'build', '-c', 'test/bench/jobs/vite.config.ts');
  process.exitCode = built === 0 ? await node(join('out', 'bench-jobs', `${name}.js`), ...options) : built;
}

/** @param {readonly string[]} args */
function node(...args) {
  return run(process.execPath, args, { cwd: projectFolder });
}
