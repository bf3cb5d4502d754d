// Asks the bundler itself which packages are in its output: the program is built in memory, and nothing is written.
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { placeOfModule } from './shipped.mjs';

/**
 * The packages with code or styles in main, preload and window, as places in the lock file.
 * @param {string} folder the project's
 * @returns {Promise<string[]>}
 */
export async function bundledPlaces(folder) {
  /** @type {Set<string>} */
  const places = new Set();
  const { config } = await resolveConfig({ root: folder, logLevel: 'error' }, 'build', 'production');
  for (const part of [config?.main, config?.preload, config?.renderer]) {
    if (part === undefined) throw new Error('electron.vite.config.ts builds main, preload and renderer no more.');
    const plugins = part.worker?.plugins;
    await build({
      ...part,
      logLevel: 'error',
      plugins: [...(part.plugins ?? []), collector(folder, places)],
      // Scripts of web workers are bundled apart, with plugins of their own.
      worker: { ...part.worker, plugins: () => [...(plugins?.() ?? []), collector(folder, places)] },
      build: { ...part.build, write: false },
    });
  }
  return [...places].sort();
}

/**
 * @param {string} folder
 * @param {Set<string>} places
 * @returns {import('vite').Plugin}
 */
function collector(folder, places) {
  return {
    name: 'batchdrop-bundled',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const id of file.moduleIds) {
          const place = placeOfModule(id, folder);
          if (place !== null) places.add(place);
        }
      }
    },
  };
}
