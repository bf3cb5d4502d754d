// What closing the window means: the program goes on in the tray, or minimized where no tray is, or it ends.
import { app, dialog, type BrowserWindow } from 'electron/main';
import type { ClosingWords } from '../../words/native-words';

export interface ClosingParts {
  /** Whether closing leaves the program running. */
  readonly staysOn: () => boolean;
  readonly hasTray: () => Promise<boolean>;
  readonly words: () => ClosingWords;
  /** The person was told once already. */
  readonly isTold: () => boolean;
  readonly markTold: () => void;
}

/** Decides about every closing of the window from now on; one that is part of the program's end goes through. */
export function decideClosing(window: BrowserWindow, parts: ClosingParts): void {
  let isEnding = false;
  let isAsking = false;
  app.on('before-quit', () => {
    isEnding = true;
  });
  window.on('close', (event) => {
    if (isEnding || !parts.staysOn()) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void leaveRunning(window, parts).finally(() => {
      isAsking = false;
    });
  });
}

async function leaveRunning(window: BrowserWindow, parts: ClosingParts): Promise<void> {
  // On macOS a program without a window is in the dock.
  const canHide = process.platform === 'darwin' || (await parts.hasTray());
  if (!parts.isTold()) {
    const words = parts.words();
    const { title, body } = canHide ? words.staysInTray : words.staysMinimized;
    const { response } = await dialog.showMessageBox(window, {
      ...{ type: 'info', title: 'Batchdrop', message: title, detail: body, noLink: true },
      ...{ buttons: [words.goOn, words.quit], defaultId: 0, cancelId: 0 },
    });
    parts.markTold();
    if (response === 1) {
      app.quit();
      return;
    }
  }
  if (window.isDestroyed()) return;
  if (canHide) window.hide();
  else window.minimize();
}
