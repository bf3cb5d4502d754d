// A single source built to a script of its own, for tests of what runs in a thread or a program of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';

export interface BuiltScript {
  /** A folder with the script in it, named as the source with `.mjs` for `.ts`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** `source` is the path of a TypeScript file. */
export async function buildScript(source: string): Promise<BuiltScript> {
  const folder = await mkdtemp(join(tmpdir(), `batchdrop-${basename(source, '.ts')}-`));
  await build({
    ...{ configFile: false, logLevel: 'error', mode: 'production' },
    build: { ssr: source, outDir: folder, rolldownOptions: { output: { entryFileNames: '[name].mjs' } } },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
