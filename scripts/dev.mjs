// `npm run dev`: the program with its window reloaded, and itself restarted, after each change of a source.
import './lib/check-node.mjs';
import { isWorthReading } from './lib/chromium-noise.mjs';
import { sandboxArguments, withDisplay } from './lib/display.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUp } from './lib/set-up.mjs';
import { runtimeEnvironment } from './runtime/resolve-runtime.mjs';

const { runtime, display } = await setUp();
const noSandbox = sandboxArguments().length > 0 ? ['--noSandbox'] : [];
const server = [toolScript('electron-vite'), 'dev', '--watch', ...noSandbox, ...process.argv.slice(2)];
const started = withDisplay(process.execPath, server, display);
process.exitCode = await run(started.command, started.args, {
  cwd: projectFolder,
  env: runtimeEnvironment(runtime),
  keepStderrLine: isWorthReading,
});
