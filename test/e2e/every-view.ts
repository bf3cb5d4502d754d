// Leads through every view of the window with something in it; what is done there is up to the test.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { aPdf } from '../integration/documents';
import type { RunningProgram } from './launch';
import { addCredential, addFolder, answerFileDialog, drop, goTo, openAddress, startServer } from './steps';

/** Calls `visit` with the name of each view while it is shown. */
export async function everyView(program: RunningProgram, visit: (name: string) => Promise<void>): Promise<void> {
  const server = await startServer();
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-views-'));
  const inbox = join(base, 'Invoices November');
  await mkdir(inbox);
  const { window } = program;
  try {
    await visit('first-run');
    await addCredential(window, server.baseUrl);
    // Those that are dropped together go together.
    await addFolder(program, inbox, { quietSeconds: 1 });
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
    await expect(window.getByRole('button', { name: `Leave it out: ${copy}` })).toBeVisible({ timeout: 30_000 });
    await visit('overview');
    await window.getByTestId('daily-chart').scrollIntoViewIfNeeded();
    await visit('overview-chart');
    await visitWhatHappened(program, visit);
    await goTo(window, 'Sets');
    await expect(window.getByTestId('set')).not.toHaveCount(0);
    await visit('sets');
    await window.getByTestId('set').getByRole('link').first().click();
    await expect(window.getByTestId('batch-id').first()).toBeVisible();
    await visit('set');
    await window
      .getByRole('link', { name: /^Batch \d/ })
      .first()
      .click();
    await expect(window.getByTestId('document').filter({ hasText: 'Karlsen 5521.pdf' })).toBeVisible();
    await expect(window.locator('[data-testid="thumbnail"][data-drawn="true"]')).toHaveCount(4);
    await visit('batch');
    await window.getByText('The server’s answer as it came').click();
    await expect(window.getByTestId('evidence')).toBeVisible();
    await window.getByRole('heading', { name: 'Attempts' }).scrollIntoViewIfNeeded();
    await visit('batch-attempts');
    await goTo(window, 'Test my set-up');
    for (const rehearsal of ['Everything goes well', 'The answer gets lost']) {
      await window.getByRole('button', { name: `Run: ${rehearsal}` }).click();
    }
    await expect(window.getByTestId('rehearsal-verdict')).toHaveCount(2, { timeout: 45_000 });
    await expect(window.getByText('Not as it should be')).toHaveCount(0);
    // The buttons that were pressed have scrolled the page.
    await window.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await visit('test-my-set-up');
    await visitDrop(program, base, visit);
    await server.stop();
    await drop(inbox, { 'Late invoice.pdf': aPdf('late') });
    await goTo(window, 'Queue');
    await expect(window.getByText('The server could not be reached.')).toBeVisible({ timeout: 30_000 });
    await visit('queue');
    await visitPause(program, visit);
    for (const view of ['Watched folders', 'Credentials']) {
      await goTo(window, view);
      await visit(view.toLowerCase().replace(' ', '-'));
    }
    await visitForms(program, visit);
    await goTo(window, 'Settings');
    await window.getByRole('switch', { name: 'Follow a timetable' }).click();
    await window.getByRole('button', { name: 'Limited in office hours' }).click();
    await window.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await visit('settings');
    await window.getByRole('grid').scrollIntoViewIfNeeded();
    await visit('settings-timetable');
    await window.getByRole('button', { name: 'Discard changes' }).click();
  } finally {
    await server.stop();
    await rm(base, { recursive: true, force: true });
  }
}

/** What waits with something selected, the list of what happened, the search. */
async function visitWhatHappened({ window }: RunningProgram, visit: (name: string) => Promise<void>): Promise<void> {
  await goTo(window, 'Needs attention');
  await window.getByRole('checkbox', { name: /sent once more/ }).check();
  await visit('needs-attention');
  await goTo(window, 'Activity');
  await expect(window.getByText(/Karlsen 5521, sent once more/).first()).toBeVisible();
  await visit('activity');
  await window.keyboard.press('Control+K');
  const dialog = window.getByRole('dialog');
  const search = dialog.getByRole('combobox');
  await search.fill('karlsen');
  await expect(dialog.getByRole('option')).toHaveCount(3);
  await visit('search');
  await window.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
}

async function visitDrop(program: RunningProgram, base: string, visit: (name: string) => Promise<void>): Promise<void> {
  const { window } = program;
  const files = [join(base, 'Northwind 88.pdf'), join(base, 'notes.txt')];
  await writeFile(files[0] ?? '', aPdf('Northwind 88'));
  await writeFile(files[1] ?? '', 'no document');
  await answerFileDialog(program, files);
  await goTo(window, 'Overview');
  await window.getByRole('button', { name: 'Send files…' }).click();
  await expect(window.getByRole('dialog').getByText('Northwind 88.pdf').last()).toBeVisible();
  await window.getByRole('dialog').getByLabel('Set', { exact: true }).selectOption({ index: 1 });
  await visit('send-files');
  await window.getByRole('dialog').getByRole('button', { name: 'Cancel' }).last().click();
}

async function visitPause({ window }: RunningProgram, visit: (name: string) => Promise<void>): Promise<void> {
  await window.getByRole('button', { name: 'Pause sending' }).click();
  await visit('pause');
  await window.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(window.getByText(/^Sending is paused\. It goes on in/)).toBeVisible();
  await visit('paused');
  await window.getByRole('button', { name: 'Resume: Sending is paused.' }).click();
}

async function visitForms({ window }: RunningProgram, visit: (name: string) => Promise<void>): Promise<void> {
  for (const form of ['folders', 'credentials']) {
    await openAddress(window, `#/${form}/new`);
    await window.getByRole('button', { name: 'Cancel' }).waitFor();
    await visit(`${form}-form`);
  }
  await goTo(window, 'Watched folders');
  await window.getByRole('button', { name: /^Edit/ }).first().click();
  await window.getByRole('button', { name: 'Test this folder' }).click();
  await expect(window.getByTestId('preview')).toBeVisible();
  await window.getByTestId('preview').scrollIntoViewIfNeeded();
  await visit('folder-test');
}
