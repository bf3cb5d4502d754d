// Every view, in both themes and two sizes, and enlarged: it fits its window, breaks no rule of accessibility, and leaves
// a picture for README and reviewers.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { accessibilityProblems } from './accessibility';
import { everyView } from './every-view';
import { test, type RunningProgram } from './launch';
import { expectFits } from './layout';

// Every run makes them; only `BATCHDROP_PICTURES=docs` renews those that the README shows, or each run would change them.
const project = resolve(import.meta.dirname, '../..');
const enlarged = join(project, 'test-results/screenshots');
const pictures = process.env['BATCHDROP_PICTURES'] === 'docs' ? join(project, 'docs/screenshots') : enlarged;
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
];

test('every view, light and dark, large and small', async ({ program }) => {
  test.setTimeout(240_000);
  for (const folder of [pictures, enlarged]) await mkdir(folder, { recursive: true });
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
        await expectFits(window, `${name}, ${colorScheme}, ${width}`);
        expect.soft(await accessibilityProblems(window), `${name}, ${colorScheme}, ${width}`).toEqual([]);
        await window.screenshot({
          path: join(pictures, `${name}-${colorScheme}-${width}.png`),
          animations: 'disabled',
        });
      }
    }
    await window.emulateMedia({ colorScheme: 'light' });
    await zoomed(program, name);
  });
});

/** WCAG 2.2, 1.4.4: at 200 % everything is still there. */
async function zoomed({ app, window }: RunningProgram, name: string): Promise<void> {
  await zoom(app, 2);
  await expectFits(window, `${name}, 200 %`);
  expect.soft(await accessibilityProblems(window), `${name}, 200 %`).toEqual([]);
  // The test's own pictures only: the README has no use for them. Playwright would cut an enlarged page off.
  const picture = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  await writeFile(join(enlarged, `${name}-zoomed.png`), Buffer.from(picture ?? '', 'base64'));
  await zoom(app, 1);
}

async function zoom(app: RunningProgram['app'], factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1280, 800);
    window?.webContents.setZoomFactor(wanted);
  }, factor);
}
