// Pictures of every view for README and reviewers, in both themes and two sizes; each view has to fit its window.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { aPdf } from '../integration/documents';
import { test } from './launch';
import { addCredential, addFolder, drop, goTo, openAddress, startServer } from './steps';

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
  const server = await startServer();
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-pictures-'));
  const inbox = join(base, 'Invoices November');
  await mkdir(inbox);
  await mkdir(pictures, { recursive: true });
  const { app, window } = program;

  async function take(name: string): Promise<void> {
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
        await window.screenshot({
          path: join(pictures, `${name}-${colorScheme}-${width}.png`),
          animations: 'disabled',
        });
      }
    }
    await window.emulateMedia({ colorScheme: 'light' });
  }

  try {
    await take('first-run');
    await addCredential(window, server.baseUrl);
    await addFolder(program, inbox);
    await drop(inbox, {
      'Alder & Finch 2026-0417.pdf': aPdf('Alder & Finch'),
      'Freight/Karlsen 5521.pdf': aPdf('Karlsen 5521'),
      'Freight/Karlsen 5530.pdf': aPdf('Karlsen 5530'),
      'Brightwater, a supplier with a rather long name, energy bill October 2026.pdf': aPdf('Brightwater'),
      'letter.pdf': Buffer.from('Dear Sir or Madam,'),
    });
    await goTo(window, 'Overview');
    await expect(window.getByText('letter.pdf')).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(4);
    const copy = 'Freight/Karlsen 5521, sent once more.pdf';
    await drop(inbox, { [copy]: aPdf('Karlsen 5521') });
    await expect(window.getByRole('button', { name: `Leave ${copy} out` })).toBeVisible({ timeout: 30_000 });
    await take('overview');
    await goTo(window, 'Sets');
    await window.getByTestId('set').getByRole('button').first().click();
    await window
      .getByTestId('set')
      .getByRole('button', { name: /documents of batch/ })
      .first()
      .click();
    await expect(window.getByText('Karlsen 5521.pdf')).toBeVisible();
    await take('sets');
    await goTo(window, 'Test my set-up');
    for (const rehearsal of ['Everything goes well', 'The answer gets lost']) {
      await window.getByRole('button', { name: `Run: ${rehearsal}` }).click();
    }
    await expect(window.getByTestId('rehearsal-verdict')).toHaveCount(2, { timeout: 45_000 });
    await expect(window.getByText('Not as it should be')).toHaveCount(0);
    // The buttons that were pressed have scrolled the page.
    await window.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await take('test-my-set-up');
    await server.stop();
    await drop(inbox, { 'Late invoice.pdf': aPdf('late') });
    await goTo(window, 'Queue');
    await expect(window.getByText('The server could not be reached.')).toBeVisible({ timeout: 30_000 });
    await take('queue');
    for (const view of ['Watched folders', 'Credentials']) {
      await goTo(window, view);
      await take(view.toLowerCase().replace(' ', '-'));
    }
    for (const form of ['folders', 'credentials']) {
      await openAddress(window, `#/${form}/new`);
      await window.getByRole('button', { name: 'Cancel' }).waitFor();
      await take(`${form}-form`);
    }
  } finally {
    await server.stop();
    await rm(base, { recursive: true, force: true });
  }
});

async function fits(window: Page): Promise<void> {
  const overflow = await window.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow).toBeLessThanOrEqual(0);
}
