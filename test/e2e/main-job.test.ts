// The main job in the packaged program, from the first run to the restart.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { aPdf, aPng } from '../integration/documents';
import { test } from './launch';
import {
  addCredential,
  addFolder,
  canary,
  drop,
  fillCredential,
  filesWith,
  goTo,
  openAddress,
  startServer,
  type TestServer,
} from './steps';

let inbox: string;
let server: TestServer;
test.beforeEach(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'batchdrop-inbox-'));
  server = await startServer();
});
test.afterEach(async () => {
  await server.stop();
  await rm(inbox, { recursive: true, force: true });
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('first run, credential, folder, documents, batch ids, restart', async ({ launcher, program }) => {
  const { window } = program;
  await expect(window.getByText('Welcome to Batchdrop')).toBeVisible();

  await window.getByRole('button', { name: 'Add credential' }).first().click();
  await fillCredential(window, server.baseUrl, 'wrong password');
  await window.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(window.getByText('Incorrect username or password.')).toBeVisible();
  await window.getByRole('textbox', { name: 'Password' }).fill(canary);
  await window.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(window.getByText('Incorrect username or password.')).toBeHidden();
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await window.getByRole('list', { name: 'Credentials' }).getByText('Acme production').waitFor();

  await addFolder(program, inbox);
  const files = { 'invoice 1.pdf': aPdf('one'), 'sub/invoice 1.pdf': aPdf('two'), 'beleg 🧾.png': aPng(3) };
  await drop(inbox, files);

  await goTo(window, 'Sets');
  const set = window.getByTestId('set');
  await expect(set).toContainText('3 documents', { timeout: 30_000 });
  await expect(set.getByTestId('set-reference-number')).toHaveText('10001');
  await set.getByRole('link').click();
  const batchId = await window.getByTestId('batch-id').first().innerText();
  expect(batchId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await server.received()).toEqual(Object.values(files).map(sha256).sort());

  await window.getByRole('button', { name: `Copy batch id ${batchId}` }).click();
  await expect.poll(() => program.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(batchId);

  await goTo(window, 'Overview');
  await expect(window.getByText('Everything was delivered')).toBeVisible();

  const again = await launcher.restart(program);
  await goTo(again.window, 'Sets');
  await again.window.getByTestId('set').getByRole('link').click();
  await expect(again.window.getByTestId('batch-id').first()).toHaveText(batchId);
  expect(await server.received()).toHaveLength(3);
});

test('without a keyring secrets live in memory only, and the window says so', async ({ launcher, program }) => {
  await addCredential(program.window, server.baseUrl);
  await expect(program.window.getByText('Passwords are not saved')).toBeVisible();
  await addFolder(program, inbox);
  await drop(inbox, { 'a.pdf': aPdf('a') });
  await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(1);
  expect(await filesWith(program.dataDir, canary)).toEqual([]);

  const again = await launcher.restart(program);
  await drop(inbox, { 'b.pdf': aPdf('b') });
  await expect(again.window.getByText('Acme production').first()).toBeVisible({ timeout: 30_000 });
  await expect(again.window.getByRole('button', { name: 'Edit credential' })).toBeVisible({ timeout: 30_000 });
  await again.window.getByRole('button', { name: 'Edit credential' }).click();
  await again.window.getByRole('textbox', { name: 'Password' }).fill(canary);
  await again.window.getByRole('button', { name: /^Save ?/ }).click();
  await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(2);
});

test('documents that cannot be delivered are on screen with the reason', async ({ program }) => {
  const { window } = program;
  await addCredential(window, server.baseUrl);
  await addFolder(program, inbox);
  await drop(inbox, { 'letter.pdf': Buffer.from('Dear Sir or Madam,') });
  await goTo(window, 'Overview');
  await expect(window.getByText('letter.pdf')).toBeVisible({ timeout: 30_000 });
  await expect(window.getByText('The content is not a PDF, JPEG or PNG, whatever the file name says.')).toBeVisible();
  await window.getByRole('button', { name: /Dismiss/ }).click();
  await expect(window.getByText('letter.pdf')).toBeHidden();
});

test('settings that make no sense are refused at their field', async ({ program }) => {
  const { window } = program;
  await openAddress(window, '#/credentials/new');
  await fillCredential(window, 'http://scanner.example');
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await expect(window.getByText('would send user name, password and documents in the clear')).toBeVisible();
  await window.getByLabel('Base URL').fill('not an address');
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await expect(window.getByLabel('Base URL')).toHaveAttribute('aria-invalid', 'true');

  await window.getByLabel('Base URL').fill(server.baseUrl);
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await window.getByRole('list', { name: 'Credentials' }).getByText('Acme production').waitFor();
  await openAddress(window, '#/folders/new');
  await window.getByLabel('Folder path').fill(join(inbox, 'missing'));
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await expect(window.getByLabel('Folder path')).toHaveAttribute('aria-invalid', 'true');
  await window.getByLabel('Document type').selectOption('Insurances');
  await expect(window.getByLabel('Invoice type')).toHaveValue('B2C');
  await expect(window.getByLabel('Invoice type')).toBeDisabled();
});

test('the page is locked in: no Node, no other pages, private files', async ({ program }) => {
  const { window, dataDir } = program;
  expect(await window.evaluate('[typeof process, typeof require]')).toEqual(['undefined', 'undefined']);
  expect(await window.evaluate('Object.keys(window.batchdrop).sort()')).toEqual([
    ...['call', 'handOver', 'onChange', 'onNavigate'],
  ]);
  expect(await window.evaluate("window.open('https://example.com')")).toBeNull();
  const refused = await window.evaluate("window.batchdrop.call('sets.list', { offset: -1 })");
  expect(refused).toEqual({ ok: false, problem: { code: 'invalid-request' } });
  await addCredential(window, server.baseUrl);
  // Something for the log.
  await window.evaluate("window.batchdrop.call('pauses.set', { scope: 'all', until: null })");
  for (const name of ['settings.json', 'ledger.sqlite', 'logs/batchdrop.log']) {
    await expect.poll(async () => modeOf(join(dataDir, name)), { message: name }).toBe('600');
  }
});

async function modeOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : (found.mode & 0o777).toString(8);
}
