// The set-up that every command does first: dependencies, system packages and the Electron runtime, each only if missing.
import { resolveRuntime } from '../runtime/resolve-runtime.mjs';
import { hasDisplay } from './display.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { projectFolder } from './project.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * @typedef {object} Machine
 * @property {import('../runtime/resolve-runtime.mjs').Runtime} runtime
 * @property {boolean} display whether windows can be seen here; if not, they need a virtual display
 */

/**
 * Brings the machine to the point where the program starts. Ends this process, after a sentence, when it cannot.
 * @param {{ forTests?: boolean, forRelease?: boolean }} [purpose]
 * @returns {Promise<Machine>}
 */
export async function setUp({ forTests = false, forRelease = false } = {}) {
  await setUpDependencies();
  const display = hasDisplay(process.env);
  if (!(await ensureSystemPackages({ display, forTests }))) process.exit(1);
  try {
    return { runtime: await resolveRuntime({ forRelease }), display };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** The part of the set-up that is enough for what runs on plain Node.js. Ends this process when npm cannot do it. */
export async function setUpDependencies() {
  const code = await installDependencies(projectFolder);
  if (code === 0) return;
  console.error(`npm ci ended with ${code}: its messages are above.`);
  process.exit(1);
}
