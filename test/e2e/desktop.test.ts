// The program as a citizen of the desktop: tray, second start, window's place, login, menu, and a bundle without secrets.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { fromBufferPromise } from 'yauzl';
import {
  hasDbusDaemon,
  startBus,
  startWatcher,
  type TestBus,
} from '../../main/shell/tray/testing/status-notifier-watcher';
import type { CallName, Calls, Preferences, Reply } from '../../preload/contract';
import { sandboxArguments } from '../../scripts/lib/display.mjs';
import { testProgram } from '../../scripts/lib/package-program.mjs';
import { aPdf } from '../integration/documents';
import { test, type RunningProgram } from './launch';
import { addCredential, addFolder, canary, drop, startServer } from './steps';

let home: string;
let bus: TestBus | null = null;
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'batchdrop-desktop-'));
});
test.afterEach(async () => {
  await bus?.stop();
  bus = null;
  await rm(home, { recursive: true, force: true });
});

/** A call of the window, as its pages make it; the value of one that has to work. */
async function call<Name extends CallName>(
  window: Page,
  name: Name,
  request: Calls[Name]['request'],
): Promise<Calls[Name]['value']> {
  const reply = await window.evaluate(
    ([name, request]) =>
      (window as unknown as { batchdrop: { call(name: string, request: unknown): Promise<unknown> } }).batchdrop.call(
        name,
        request,
      ),
    [name, request] as const,
  );
  const answer = reply as Reply<Calls[Name]['value']>;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}

async function prefer({ window }: RunningProgram, change: Partial<Preferences>): Promise<void> {
  const { preferences } = await call(window, 'preferences.get', null);
  await call(window, 'preferences.save', { ...preferences, ...change });
}

const isVisible = ({ app }: RunningProgram): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

async function closeWindow({ app }: RunningProgram): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
}

/** Answers every message box with its first button and counts them. */
async function answerDialogs({ app }: RunningProgram): Promise<() => Promise<number>> {
  await app.evaluate(({ dialog }) => {
    const counted = globalThis as { shownDialogs?: number };
    counted.shownDialogs = 0;
    dialog.showMessageBox = () => {
      counted.shownDialogs = (counted.shownDialogs ?? 0) + 1;
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  return () => app.evaluate(() => (globalThis as { shownDialogs?: number }).shownDialogs ?? -1);
}

/** Starts the program once more on the same data; resolves when that start has ended, as it has to. */
async function startAgain({ dataDir }: RunningProgram, env: Record<string, string>, ...args: string[]): Promise<void> {
  const started = [...sandboxArguments(), `--data-dir=${dataDir}`, ...args];
  await promisify(execFile)(testProgram, started, { env: { ...process.env, ...env }, timeout: 20_000 });
}

test('the window closes into the tray, once with a word, and a second start brings it back', async ({ launcher }) => {
  test.skip(!hasDbusDaemon(), 'dbus-daemon is missing');
  bus = await startBus();
  const watcher = await startWatcher(bus.address, { hasHost: true });
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const program = await launcher.launch({ env });
  // The desktop's panel, which is this test, is given an icon to show.
  expect(await watcher.firstIcon).toMatch(/^:|StatusNotifierItem/);

  const dialogs = await answerDialogs(program);
  await expect.poll(() => isVisible(program)).toBe(true);
  await closeWindow(program);
  await expect.poll(() => isVisible(program)).toBe(false);
  expect(await dialogs()).toBe(1);

  await startAgain(program, env, '--hidden');
  expect(await isVisible(program)).toBe(false);
  await startAgain(program, env);
  await expect.poll(() => isVisible(program)).toBe(true);

  await closeWindow(program);
  await expect.poll(() => isVisible(program)).toBe(false);
  expect(await dialogs()).toBe(1);
  watcher.close();
});

test('without a tray closing does not hide the window for good, and a person may want it to end the program', async ({
  launcher,
}) => {
  const program = await launcher.launch({ env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'no-bus')}` } });
  const dialogs = await answerDialogs(program);
  await closeWindow(program);
  await expect.poll(dialogs).toBe(1);
  // A virtual display has no window manager that would minimize it: what counts is that it is not hidden.
  const { hasTray } = await call(program.window, 'preferences.get', null);
  expect(hasTray).toBe(false);
  await prefer(program, { closeToTray: false });
  const ended = program.app.waitForEvent('close');
  await closeWindow(program).catch(() => undefined);
  await ended;
  launcher.forget(program);
});

test('started in the background it shows no window until somebody asks for it', async ({ launcher }) => {
  test.skip(!hasDbusDaemon(), 'dbus-daemon is missing');
  bus = await startBus();
  const watcher = await startWatcher(bus.address, { hasHost: true });
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const program = await launcher.launch({ env, args: ['--hidden'] });
  await watcher.firstIcon;
  expect(await isVisible(program)).toBe(false);
  await startAgain(program, env);
  await expect.poll(() => isVisible(program)).toBe(true);
  watcher.close();
});

test('the window comes back where it was, as large as it was, with its zoom', async ({ launcher, program }) => {
  const place = { x: 120, y: 60, width: 1010, height: 690 };
  await program.app.evaluate(({ BrowserWindow }, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(bounds);
    window?.webContents.setZoomLevel(1);
  }, place);
  const stateOf = ({ app }: RunningProgram) =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return { bounds: window?.getBounds(), zoom: window?.webContents.getZoomLevel() };
    });
  await expect.poll(async () => (await stateOf(program)).bounds).toEqual(place);
  const again = await launcher.restart(program);
  await expect.poll(() => stateOf(again)).toEqual({ bounds: place, zoom: 1 });
});

test('starting at login is a file that comes and goes', async ({ launcher }) => {
  const program = await launcher.launch({ env: { XDG_CONFIG_HOME: home } });
  const autostart = join(home, 'autostart');
  await prefer(program, { startAtLogin: true });
  const file = await readFile(join(autostart, 'batchdrop.desktop'), 'utf8');
  expect(file).toContain(`Exec="${testProgram}" "--hidden" "--data-dir=${program.dataDir}"`);
  await prefer(program, { startAtLogin: false });
  expect(await readdir(autostart)).toEqual([]);

  // Somebody who takes it out of the system's list does not find it there again after the next start.
  await prefer(program, { startAtLogin: true });
  await rm(join(autostart, 'batchdrop.desktop'));
  const again = await launcher.restart(program);
  await expect
    .poll(async () => (await call(again.window, 'preferences.get', null)).preferences.startAtLogin)
    .toBe(false);
  expect(await readdir(autostart)).toEqual([]);
});

test('the menu speaks the language that is chosen, and leads to a place in the window', async ({ program }) => {
  const labels = (): Promise<string[]> =>
    program.app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label));
  await prefer(program, { language: 'de' });
  await expect.poll(labels).toContain('&Bearbeiten');
  await prefer(program, { language: 'en' });
  await expect.poll(labels).toContain('&Edit');

  await program.app.evaluate(({ Menu }) => {
    const go = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Go to');
    go?.submenu?.items.find(({ label }) => label === 'Watched folders')?.click();
  });
  await expect.poll(() => program.window.evaluate('location.hash')).toBe('#/folders');
});

test('the bundle for support holds no secret, no name and no content', async ({ program }) => {
  const inbox = await mkdtemp(join(tmpdir(), 'batchdrop-inbox-'));
  const server = await startServer();
  const named = { file: 'canary-file-name', content: 'canary document content', folder: 'canary-sub-folder' };
  try {
    await addCredential(program.window, server.baseUrl);
    await addFolder(program, inbox);
    await drop(inbox, {
      [`${named.folder}/${named.file}.pdf`]: aPdf(named.content),
      [`${named.file}.png`]: Buffer.from(named.content),
    });
    await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(1);
    const accepted = async () => {
      const { items } = await call(program.window, 'sets.list', { offset: 0, limit: 10, search: '' });
      return items.find(({ batches }) => batches > 0);
    };
    await expect.poll(accepted).toBeTruthy();
    const set = await accepted();
    const batches = await call(program.window, 'sets.batches', { offset: 0, limit: 10, setId: set?.id ?? null });
    const batchId = batches.items[0]?.serverBatchId ?? '';
    expect(batchId).not.toBe('');

    const path = join(home, 'bundle.zip');
    await program.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    expect(await call(program.window, 'diagnostics.collect', null)).toEqual({ path });
    const bundle = await textsOf(path);
    expect(Object.keys(bundle)).toContain('ledger.json');
    expect(JSON.parse(bundle['ledger.json'] ?? '')).toMatchObject({ attempts: [{ outcome: 'accepted', status: 200 }] });
    expect(bundle['batchdrop.log']).toContain('batch-accepted');

    const all = Object.values(bundle).join('\n');
    const secret = [canary, batchId, set?.name ?? '', 'Acme', 'clerk', ...Object.values(named)];
    expect(secret.filter((word) => word !== '' && all.includes(word))).toEqual([]);
  } finally {
    await server.stop();
    await rm(inbox, { recursive: true, force: true });
  }
});

async function textsOf(path: string): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(await readFile(path), { lazyEntries: true });
  const texts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) texts[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  return texts;
}
