// Builds what the watch bench runs as processes of their own; libraries stay in node_modules.
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  logLevel: 'error',
  ssr: { external: true },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: resolve(here, '../../../out/bench-watch'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        program: resolve(here, 'program.ts'),
        run: resolve(here, 'run.ts'),
        writer: resolve(here, 'writer.ts'),
        'seal-worker': resolve(here, '../../../main/engine/seal/seal-worker.ts'),
        'hash-worker': resolve(here, '../../../main/engine/deliver/hash-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
