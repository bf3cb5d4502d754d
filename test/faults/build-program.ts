// Builds the program that the fault tests kill into a folder of its own inside out/, so that runs do not disturb each other.
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltProgram {
  /** The script for Node.js. */
  readonly script: string;
  remove(): Promise<void>;
}

// Not relative to this file: the full run is itself built into out/.
const projectFolder = process.cwd();

/** Builds it from the sources as they are now; call it from the project's folder. */
export async function buildProgram(): Promise<BuiltProgram> {
  const out = join(projectFolder, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(out, 'faults-'));
  // vitest says NODE_ENV=test; the program is to be the one that people get.
  await build({
    configFile: join(projectFolder, 'test/faults/vite.config.ts'),
    mode: 'production',
    build: { outDir: folder },
  });
  return { script: join(folder, 'program.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}
