// Entry of the window program (Electron's main process): one instance per data folder, crash hooks, start.
import './modest-v8';
import { url as inspectorUrl } from 'node:inspector';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, dialog } from 'electron/main';
import { startApp, type App } from './app';
import { installGuards } from './shell/guards';
import { openLog } from './shell/log';
import { ownerOnly } from './shell/owner-only';
import { registerPageScheme } from './shell/page-protocol';
import { readStartOptions, wantsWindow } from './start-options';
import { speechFor } from './settings/language';
import { wordsFor } from './words/words-for';

const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const options = readStartOptions(process.argv, { dataFolder: app.getPath('userData'), devServer });
// Before the lock, which is one per folder.
app.setPath('userData', resolve(options.dataFolder));
// Chromium's own switch (needed as root, in tests) cannot be combined with it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Whoever may not look into the program (the inspector is off in a release) may not do so by its page either.
if (app.isPackaged && inspectorUrl() === undefined) {
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name);
}
registerPageScheme();

// Not awaited: Electron is ready only after this module has been evaluated.
if (app.requestSingleInstanceLock()) void start();
else app.quit();

const endLimitMs = 5_000;

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const log = openLog(join(dataFolder, 'logs'), Date.now);
  let running: App | null = null;
  let isEnding = false;

  const onBug = (error: unknown): void => {
    log.bug('uncaught', error);
    // Going on in an unknown state could deliver twice; the ledger lets the next start go on from here.
    // In the system's language: the settings may be what is broken.
    const { crash } = wordsFor(speechFor('system', app.getPreferredSystemLanguages()));
    dialog.showErrorBox(crash.title, crash.text(join(dataFolder, 'logs')));
    app.exit(1);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  app.on('second-instance', (_event, args) => {
    if (wantsWindow(args)) running?.raise();
  });
  // The dock of macOS, when the window is hidden.
  app.on('activate', () => running?.raise());
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    if (running === null || isEnding) return;
    event.preventDefault();
    isEnding = true;
    // The ledger is right at any instant, so whatever hangs (a share that does not answer) is left behind.
    void Promise.race([running.stop(), setTimeout(endLimitMs)]).finally(() => {
      app.quit();
    });
  });

  await app.whenReady();
  installGuards(devServer === undefined ? null : new URL(devServer).origin);
  running = await startApp({ ...options, dataFolder }, log);
  // When Chromium has made its own files. A folder that somebody chose may hold other things.
  await ownerOnly(options.isDefaultFolder ? dataFolder : join(dataFolder, 'Crashpad'));
}
