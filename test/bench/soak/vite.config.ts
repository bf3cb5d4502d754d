// Builds what the soak runs.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(import.meta.dirname, 'soak', {
    program: 'program.ts',
    'seal-worker': '../../../main/engine/seal/seal-worker.ts',
    'hash-worker': '../../../main/engine/hashing/hash-worker.ts',
    run: 'run.ts',
  }),
);
