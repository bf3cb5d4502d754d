// The test language shows every text that does not come from the language files; German is longer than English, and is
// there after a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Preferences, PreferencesView, Reply } from '../../preload/contract';
import { aPdf } from '../integration/documents';
import { test } from './launch';
import { expectFits } from './layout';
import { addCredential, addFolder, drop, goTo, openAddress, startServer } from './steps';

const pictures = resolve(import.meta.dirname, '../../test-results/screenshots');
const addresses = [
  ...['overview', 'attention', 'sets', 'queue', 'activity', 'folders', 'credentials', 'settings', 'rehearsals'],
  ...['folders/new', 'credentials/new', 'sets/1', 'sets/none', 'batches/1'],
];

test('every text comes from the language files, and German fits wherever English does', async ({ program }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const inbox = await mkdtemp(join(tmpdir(), 'batchdrop-language-'));
  const { app, window } = program;
  try {
    await addCredential(window, server.baseUrl);
    await addFolder(program, inbox);
    await drop(inbox, { '1.pdf': aPdf('1'), '2.pdf': Buffer.from('2') });
    await goTo(window, 'Overview');
    await expect(window.getByText('2.pdf')).toBeVisible({ timeout: 30_000 });
    await speak(window, 'en-XA');
    for (const address of addresses) {
      await openAddress(window, `#/${address}`);
      await expect(window.getByTestId('loading')).toHaveCount(0);
      expect.soft(await strayTexts(window), address).toEqual([]);
    }
    await speak(window, 'de');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(800, 600));
    for (const address of addresses) {
      await openAddress(window, `#/${address}`);
      await expect(window.getByTestId('loading')).toHaveCount(0);
      await expectFits(window, `${address} in German`);
      await window.screenshot({ path: join(pictures, `german-${address.replace('/', '-')}.png`) });
    }
  } finally {
    await server.stop();
    await rm(inbox, { recursive: true, force: true });
  }
});

test('German is chosen in the settings and stays after a restart', async ({ launcher, program }) => {
  const { window } = program;
  await goTo(window, 'Settings');
  await window.getByLabel('Language').selectOption('de');
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await window.getByRole('button', { name: 'Load anew' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  const { window: again } = await launcher.restart(program);
  await expect(again.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  expect(await again.evaluate('document.documentElement.lang')).toMatch(/^de/);
});

/** Sets the language as the settings do, and loads the page anew. */
async function speak(window: Page, language: Preferences['language']): Promise<void> {
  const got = await window.evaluate<Reply<PreferencesView>>(`window.batchdrop.call('preferences.get', null)`);
  if (!got.ok) throw new Error(got.problem.code);
  const preferences = { ...got.value.preferences, language };
  await window.evaluate(`window.batchdrop.call('preferences.save', ${JSON.stringify(preferences)})`);
  await window.reload();
  await window.locator('body[data-ready="true"]').waitFor({ state: 'attached' });
}

/**
 * Texts and labels with letters in them that do not stand in the brackets of the test language. What is marked with
 * `translate="no"` is data; times, sizes and numbers are written by the system.
 */
async function strayTexts(window: Page): Promise<string[]> {
  return window.evaluate<string[]>(`(() => {
    const letters = /\\p{L}{2,}/u;
    const isOurs = (text) => /^\\[.*~\\]/su.test(text.trim());
    const isData = (element) => element.closest('[translate="no"], time, script, style, [data-formatted]') !== null;
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (letters.test(text) && !isOurs(text) && !isData(node.parentElement)) found.push(text.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name) ?? '';
        // The beginning of an address is the same in every language.
        if (text !== 'https://' && letters.test(text) && !isOurs(text) && !isData(element)) found.push(name + ': ' + text);
      }
    }
    return [...new Set(found)];
  })()`);
}
