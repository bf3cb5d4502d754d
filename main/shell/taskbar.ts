// What the program's button in taskbar or dock shows: how many things need attention, and how far the uploads are.
import { app, type BrowserWindow } from 'electron/main';
import { overlayIcon } from './tray/icons';

/** Zero shows nothing. `description` is for screen readers. */
export function showBadge(window: BrowserWindow | null, count: number, description: string): void {
  if (process.platform === 'win32') {
    window?.setOverlayIcon(count === 0 ? null : overlayIcon(), count === 0 ? '' : description);
    return;
  }
  // On Linux only Unity's launcher and those that speak its language show it; the others ignore it.
  app.setBadgeCount(count);
}

/** From 0 to 1; null: nothing runs. */
export function showProgress(window: BrowserWindow | null, share: number | null): void {
  window?.setProgressBar(share ?? -1);
}
