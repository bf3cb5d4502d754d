// Builds the ledger bench.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(import.meta.dirname, 'bench-ledger', {
    run: 'run.ts',
  }),
);
