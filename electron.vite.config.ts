// Builds the program: main process, command line and workers as ES modules, the sandboxed preload as CommonJS.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
// What Electron 33 brings, the oldest runtime that everything has to run on (docs/decisions/0001-libraries.md).
const oldestNode = 'node20.18';
const oldestChrome = 'chrome130';

const bundledLibraries = [
  ...['@fastify/busboy', 'archiver', 'axios', 'chokidar', 'commander', 'electron-store', 'form-data', 'jose', 'kysely'],
  ...['p-map', 'yauzl', 'zod'],
];

// V8 keeps the text of the program, in twice the memory when a single character of it is not of Latin-1. Names and lines
// stay, for whoever reads a report of an error.
const plainText = {
  comments: { annotation: false, jsdoc: false, legal: true },
  minify: { compress: false, mangle: false, codegen: { asciiOnly: true, removeWhitespace: false } },
} as const;

export default defineConfig({
  main: {
    build: {
      target: oldestNode,
      outDir: 'out/main',
      // Hundreds of small files take half of the start to find and read. libsql has a native part; trash brings programs.
      externalizeDeps: { exclude: bundledLibraries },
      // What is read from the disk at the start is no download.
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: {
        // Asked for by a logger that nobody switches on, and shipped with no one.
        external: ['supports-color'],
        input: {
          index: resolve(root, 'main/index.ts'),
          cli: resolve(root, 'main/cli.ts'),
          'seal-worker': resolve(root, 'main/engine/seal/seal-worker.ts'),
          'hash-worker': resolve(root, 'main/engine/hashing/hash-worker.ts'),
        },
        output: {
          ...{ format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          ...plainText,
        },
      },
    },
  },
  preload: {
    build: {
      target: oldestNode,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      target: oldestChrome,
      outDir: resolve(root, 'out/renderer'),
      // electron-vite leaves it out; half as much is to be read and parsed before the first paint.
      minify: true,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
