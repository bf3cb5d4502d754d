// `npm run bench:window`: how soon each page of the packaged program shows on a large ledger, how large its replies are,
// whether lists scroll without blanks, and how it reacts while 10,000 documents come in. Fails when a limit is passed.
import './lib/check-node.mjs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { withDisplay } from './lib/display.mjs';
import { packageProgram } from './lib/package-program.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUp } from './lib/set-up.mjs';
import { runtimeEnvironment } from './runtime/resolve-runtime.mjs';

const { runtime, display } = await setUp({ forTests: true });
await ensureBuild();
process.exitCode = await packageProgram(runtime, { forTests: true });
if (process.exitCode === 0) {
  const config = join('test', 'bench', 'playwright.config.ts');
  const bench = [toolScript('@playwright/test', 'playwright'), 'test', '--config', config, ...process.argv.slice(2)];
  const started = withDisplay(process.execPath, bench, display);
  process.exitCode = await run(started.command, started.args, {
    cwd: projectFolder,
    env: runtimeEnvironment(runtime),
  });
}
