// End-to-end tests: the packaged program in a real window. scripts/test.mjs packages it and brings a display.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // One window at a time: the tests share one screen, and a keyring.
  workers: 1,
  // A test that passes at the second try has found a fault.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
});
