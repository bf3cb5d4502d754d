// The window's bench: the packaged program on a large ledger, and while many documents come in. It measures; it is no test.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results/bench-window',
  workers: 1,
  retries: 0,
  timeout: 540_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
