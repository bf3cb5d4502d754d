// Starts the unpackaged program from out/ with the runtime, and with a display of its own where there is none.
import { runtimeEnvironment } from '../runtime/resolve-runtime.mjs';
import { isWorthReading } from './chromium-noise.mjs';
import { sandboxArguments, withDisplay } from './display.mjs';
import { run } from './processes.mjs';
import { projectFolder } from './project.mjs';

/**
 * Runs the program until it ends.
 * @param {import('./set-up.mjs').Machine} machine
 * @param {readonly string[]} args for the program
 * @returns {Promise<number>} its exit code
 */
export function runProgram({ runtime, display }, args) {
  const started = withDisplay(runtime.program, [...sandboxArguments(), '.', ...args], display);
  return run(started.command, started.args, {
    cwd: projectFolder,
    env: runtimeEnvironment(runtime),
    keepStderrLine: isWorthReading,
  });
}
