// Unit tests beside their source and integration tests under test/; the end-to-end tests belong to Playwright.
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{main,preload,renderer,scripts,test}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/fixtures/**'],
    // Real folders, threads and HTTP servers on two slow cores; no test waits for a time, each waits for a fact.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
