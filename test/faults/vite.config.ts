// Builds what the fault tests run.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(import.meta.dirname, 'faults', {
    program: 'program.ts',
    'seal-worker': 'seal-worker.ts',
    'hash-worker': '../../main/engine/hashing/hash-worker.ts',
    run: 'run.ts',
  }),
);
