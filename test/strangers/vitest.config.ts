// Tests with servers that nobody here wrote: part of `npm run test:faults`, because few machines have those servers.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/strangers/*.stranger.ts'],
    testTimeout: 240_000,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
});
