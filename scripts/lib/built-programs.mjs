// How the programs of the benches and fault tests are built, which run as processes of their own.
import { join, resolve } from 'node:path';
import { projectFolder } from './project.mjs';

/**
 * A config for `vite build`; libraries stay in node_modules.
 * @param {string} here the folder of the config
 * @param {string} name of the result's folder in out/
 * @param {Readonly<Record<string, string>>} input the entries by name, as paths from `here`
 * @param {{ chunks?: string }} [options] `chunks`: where what several entries share goes, as a prefix of its name
 * @returns {import('vite').UserConfig}
 */
export function builtPrograms(here, name, input, { chunks = 'chunks/' } = {}) {
  return {
    root: here,
    logLevel: 'error',
    ssr: { external: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(projectFolder, 'out', name),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([entry, path]) => [entry, resolve(here, path)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: `${chunks}[name]-[hash].js` },
      },
    },
  };
}
