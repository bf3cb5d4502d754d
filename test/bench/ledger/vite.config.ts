// Builds the ledger bench; libraries stay in node_modules.
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
    outDir: resolve(here, '../../../out/bench-ledger'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { run: resolve(here, 'run.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
