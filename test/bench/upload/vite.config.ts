// Builds what the upload bench runs.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(import.meta.dirname, 'bench-upload', {
    run: 'run.ts',
    server: 'server.ts',
    client: 'client.ts',
    'hash-worker': '../../../main/engine/hashing/hash-worker.ts',
  }),
);
