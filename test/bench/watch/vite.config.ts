// Builds what the watch bench runs.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(import.meta.dirname, 'bench-watch', {
    program: 'program.ts',
    run: 'run.ts',
    writer: 'writer.ts',
    'seal-worker': '../../../main/engine/seal/seal-worker.ts',
    'hash-worker': '../../../main/engine/hashing/hash-worker.ts',
  }),
);
