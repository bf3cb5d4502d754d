// `npm test`: unit and integration tests, then the packaged program in a real window. `--unit` runs the first part
// alone, `--e2e` the second; what follows goes to the runner. The last line is `N passed, N failed`.
import './lib/check-node.mjs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, ensureBuild } from './lib/build.mjs';
import { withDisplay } from './lib/display.mjs';
import { packageProgram } from './lib/package-program.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUp, setUpDependencies } from './lib/set-up.mjs';
import { addUp, closingLine, exitCodeOf, oneFailure, playwrightCounts, vitestCounts } from './lib/test-counts.mjs';
import { runtimeEnvironment } from './runtime/resolve-runtime.mjs';

const [part, ...rest] = process.argv.slice(2);
const results = join(projectFolder, 'test-results');
rmSync(results, { recursive: true, force: true });

if (part === '--unit') {
  await setUpDependencies();
  await ensureBuild();
  close([await unitTests(rest)]);
} else if (part === '--e2e') {
  close([await windowTests(await setUp({ forTests: true }), rest)]);
} else {
  const machine = await setUp({ forTests: true });
  close((await build()) === 0 ? [await unitTests([]), await windowTests(machine, [])] : [oneFailure]);
}

/** @param {readonly string[]} args */
async function unitTests(args) {
  const report = join(results, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const runner = [toolScript('vitest'), 'run', ...reporters, ...args];
  return vitestCounts(report, await run(process.execPath, runner, { cwd: projectFolder }));
}

/**
 * @param {import('./lib/set-up.mjs').Machine} machine
 * @param {readonly string[]} args
 */
async function windowTests({ runtime, display }, args) {
  await ensureBuild();
  if ((await packageProgram(runtime, { forTests: true })) !== 0) return oneFailure;
  const runner = [toolScript('@playwright/test', 'playwright'), 'test', ...args];
  const started = withDisplay(process.execPath, runner, display);
  const code = await run(started.command, started.args, { cwd: projectFolder, env: runtimeEnvironment(runtime) });
  return playwrightCounts(join(results, 'playwright.json'), code);
}

/** @param {readonly import('./lib/test-counts.mjs').Counts[]} runs */
function close(runs) {
  const counts = addUp(runs);
  process.exitCode = exitCodeOf(counts);
  console.log(closingLine(counts));
}
