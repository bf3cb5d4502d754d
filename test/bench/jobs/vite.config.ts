// Builds what the bench of the whole job runs as processes of their own; libraries stay in node_modules.
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
    outDir: resolve(here, '../../../out/bench-jobs'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        run: resolve(here, 'run.ts'),
        guard: resolve(here, 'guard.ts'),
        server: resolve(here, 'server.ts'),
        'plain-node-program': resolve(here, 'plain-node-program.ts'),
      },
      // Side by side: each finds the others beside itself.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
