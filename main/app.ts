// Composition root of the window program: page, calls, window, desk; core.ts has what works behind them.
import { join } from 'node:path';
import { app, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron/main';
import { callChannel, changeChannel, handOverChannel } from '../preload/contract';
import { startCore, type Core } from './core';
import { runDemo } from './demo';
import { startDesk, type Desk } from './desk';
import { systemClock } from './engine/clock';
import { ignoredVariables } from './engine/form-checks';
import { createAnswerer, type Caller } from './ipc/answer-call';
import { createHandOver } from './ipc/hand-over';
import { openSettings } from './settings/electron-settings';
import { systemDesktop, systemTrash } from './shell/desktop';
import { systemDocumentDesktop } from './shell/document-desktop';
import { systemKeyring } from './shell/keyring';
import type { Log } from './shell/log';
import { systemLoginItem, wasStartedAtLogin } from './shell/login/login-item';
import { pageOrigin } from './shell/page-files';
import { servePage } from './shell/page-protocol';
import { onShutdown, watchPower } from './shell/power';
import { systemProxies } from './shell/resolve-proxy';
import { hasTrayHost } from './shell/tray/tray-host';
import { openWindow, type ProgramWindow } from './shell/window/window';
import type { StartOptions } from './start-options';

export interface App {
  /** Brings the window to the front. */
  raise(): void;
  /** Ends everything within 5 s; may be called twice. */
  stop(): Promise<void>;
}

/** Starts the program. Whatever keeps it from working is shown in the window, not thrown. */
export async function startApp(options: StartOptions, log: Log): Promise<App> {
  const { dataFolder, demo, devServer } = options;
  let window: BrowserWindow | null = null;
  let desk: Desk | null = null;
  const systemLanguages = app.getPreferredSystemLanguages();
  const loginItem = systemLoginItem(options.isDefaultFolder ? [] : [`--data-dir=${dataFolder}`]);

  for (const variable of ignoredVariables(process.env)) {
    log.bug('environment', Object.assign(new Error(), { code: `${variable} is ignored` }));
  }

  const origin = devServer === null ? pageOrigin : new URL(devServer).origin;
  const isHidden = options.isHidden || wasStartedAtLogin();
  const opening: Promise<ProgramWindow> = openWindow({
    page: devServer ?? `${pageOrigin}/index.html`,
    ...{ stateFile: join(dataFolder, 'window.json'), isHidden, clock: systemClock },
    devOrigin: devServer === null ? null : origin,
    onPageGone: (reason) => {
      log.bug('page-gone', Object.assign(new Error(), { code: reason }));
    },
  });
  // The page is loaded by a process of its own meanwhile; whatever it asks waits for its answer. Looking through a large
  // ledger stops everything in this process, so the window comes first.
  const starting = opening.then((opened) => {
    window = opened.window;
    return startCore({
      dataFolder,
      log,
      versions: {
        version: app.getVersion(),
        electronVersion: process.versions.electron,
        platform: process.platform,
      },
      systemLanguages,
      preferenceDesktop: { hasTray: () => hasTrayHost(), loginItem },
      keyring: systemKeyring(),
      desktop: systemDesktop(() => window),
      documentDesktop: systemDocumentDesktop(() => window),
      trash: systemTrash,
      resolveProxy: systemProxies(),
      watchPower: (listener) => watchPower(systemClock, listener),
      openSettings,
      notify: (topics) => {
        window?.webContents.send(changeChannel, topics);
        desk?.changed(topics);
      },
    });
  });

  const serveDocument: Core['doors']['document'] = async (...request) => (await starting).doors.document(...request);
  servePage(join(import.meta.dirname, '../renderer'), serveDocument, devServer === null ? null : origin);
  const answering = starting.then(({ handlers }) =>
    createAnswerer(handlers, origin, (call, error) => {
      log.bug(call, error);
    }),
  );
  const callerOf = ({ sender, senderFrame }: IpcMainInvokeEvent): Caller => ({
    url: senderFrame?.url ?? '',
    // Of the program's one window: whatever else has a page, and be it this page, may call nothing.
    isMainFrame: sender === window?.webContents && senderFrame?.parent === null,
  });
  ipcMain.handle(callChannel, async (event, name: unknown, request: unknown) => {
    // Who calls is found out now: a frame that waits may be gone by then.
    const caller = callerOf(event);
    return (await answering)(caller, name, request);
  });
  const handingOver = starting.then(({ doors }) => createHandOver(doors.handOver, origin));
  ipcMain.handle(handOverChannel, async (event, paths: unknown) => {
    const caller = callerOf(event);
    return (await handingOver)(caller, paths);
  });

  const program = await opening;
  program.window.on('closed', () => {
    window = null;
  });
  // Nothing is painted, so nothing shown, before the page has its first answer: menu and tray are there by then.
  const core = await starting;
  const isDevelopment = devServer !== null;
  desk = startDesk({ core, window: program, log, systemLanguages, loginItem, isHidden, isDevelopment });
  onShutdown(program.window, () => {
    app.quit();
  });
  if (demo !== null) void runDemo(demo, core.demo, () => window, app);

  return {
    raise: () => {
      if (window !== null) program.raise();
    },
    stop: async () => {
      desk.stop();
      await Promise.all([program.saveState(), core.stop()]);
    },
  };
}
