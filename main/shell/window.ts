// The program's one window.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron/main';

/** Opens the window on this page; it shows itself when there is something to see. */
export function openWindow(page: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Batchdrop',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181b' : '#f6f7f5',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(page);
  return window;
}
