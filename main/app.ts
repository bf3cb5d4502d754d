// Composition root of the window program: page, calls, window; core.ts has what works behind them.
import { join } from 'node:path';
import { app, ipcMain, type BrowserWindow } from 'electron/main';
import { callChannel, changeChannel } from '../preload/contract';
import { startCore } from './core';
import { runDemo } from './demo';
import { systemClock } from './engine/clock';
import { createAnswerer } from './ipc/answer-call';
import { openSettings } from './settings/electron-settings';
import { systemDesktop, systemTrash } from './shell/desktop';
import { systemKeyring } from './shell/keyring';
import type { Log } from './shell/log';
import { installMenu } from './shell/menu';
import { pageOrigin } from './shell/page-files';
import { servePage } from './shell/page-protocol';
import { onShutdown, watchPower } from './shell/power';
import { openWindow } from './shell/window';
import type { StartOptions } from './start-options';

export interface App {
  /** Brings the window to the front. */
  raise(): void;
  /** Ends everything within 5 s; may be called twice. */
  stop(): Promise<void>;
}

/** Starts the program. Whatever keeps it from working is shown in the window, not thrown. */
export async function startApp({ dataFolder, demo, devServer }: StartOptions, log: Log): Promise<App> {
  let window: BrowserWindow | null = null;
  servePage(join(import.meta.dirname, '../renderer'));
  installMenu({ isDevelopment: devServer !== null });

  const core = await startCore({
    dataFolder,
    log,
    versions: {
      version: app.getVersion(),
      electronVersion: process.versions.electron,
      platform: process.platform,
    },
    systemLanguages: app.getPreferredSystemLanguages(),
    keyring: systemKeyring(),
    desktop: systemDesktop(() => window),
    trash: systemTrash,
    watchPower: (listener) => watchPower(systemClock, listener),
    openSettings,
    notify: (topics) => {
      window?.webContents.send(changeChannel, topics);
    },
  });

  const origin = devServer === null ? pageOrigin : new URL(devServer).origin;
  const answer = createAnswerer(core.handlers, origin, (call, error) => {
    log.bug(call, error);
  });
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) => {
    const frame = event.senderFrame;
    return answer({ url: frame?.url ?? '', isMainFrame: frame?.parent === null }, name, request);
  });

  window = openWindow(devServer ?? `${pageOrigin}/index.html`);
  onShutdown(window, () => {
    app.quit();
  });
  window.on('closed', () => {
    window = null;
  });
  if (demo !== null) void runDemo(demo, core.demo, () => window, app);

  return {
    raise: () => {
      if (window?.isMinimized() === true) window.restore();
      window?.show();
      window?.focus();
    },
    stop: () => core.stop(),
  };
}
