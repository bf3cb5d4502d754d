// Builds what the bench of the whole job runs.
import { defineConfig } from 'vite';
import { builtPrograms } from '../../../scripts/lib/built-programs.mjs';

export default defineConfig(
  builtPrograms(
    import.meta.dirname,
    'bench-jobs',
    {
      run: 'run.ts',
      guard: 'guard.ts',
      server: 'server.ts',
      'plain-node-program': 'plain-node-program.ts',
    },
    // Side by side: each finds the others beside itself.
    { chunks: '' },
  ),
);
