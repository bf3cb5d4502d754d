// Every view, in both themes and two sizes: it fits its window, breaks no rule of accessibility, and leaves a picture for
// README and reviewers.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility';
import { everyView } from './every-view';
import { test } from './launch';

// Every run makes them; only `BATCHDROP_PICTURES=docs` renews those that the README shows, or each run would change them.
const project = resolve(import.meta.dirname, '../..');
const pictures = join(
  project,
  process.env['BATCHDROP_PICTURES'] === 'docs' ? 'docs/screenshots' : 'test-results/screenshots',
);
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
];

test('every view, light and dark, large and small', async ({ program }) => {
  test.setTimeout(240_000);
  await mkdir(pictures, { recursive: true });
  const { app, window } = program;
  await everyView(program, async (name) => {
    // Notices go away by themselves; a picture shows the view.
    await expect(window.locator('.mantine-Notification-root')).toHaveCount(0);
    for (const { width, height } of sizes) {
      await app.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      for (const colorScheme of ['light', 'dark'] as const) {
        await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await fits(window);
        expect.soft(await accessibilityProblems(window), `${name}, ${colorScheme}, ${width}`).toEqual([]);
        await window.screenshot({
          path: join(pictures, `${name}-${colorScheme}-${width}.png`),
          animations: 'disabled',
        });
      }
    }
    await window.emulateMedia({ colorScheme: 'light' });
  });
});

async function fits(window: Page): Promise<void> {
  for (const side of ['Width', 'Height']) {
    const page = 'document.documentElement';
    // The page scrolls inside the window; the document itself never does.
    expect(await window.evaluate(`${page}.scroll${side} - ${page}.client${side}`)).toBeLessThanOrEqual(0);
  }
}
