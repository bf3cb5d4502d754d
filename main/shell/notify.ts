// The system's notifications. Where there are none, the window and the tray say the same.
import { app, Notification } from 'electron/main';
import type { Notice } from '../background/notice';

// Not every system says when one is gone; of those that nobody will click any more only so many are kept.
const mostKept = 50;

/** Makes the function that shows one; a click on it calls `onClick`. */
export function systemNotices(onClick: (notice: Notice) => void): (notice: Notice) => void {
  // The name that the installer gives the shortcut (appId of electron-builder.yml); Windows shows nothing without it.
  if (process.platform === 'win32') app.setAppUserModelId('team.batchdrop.Batchdrop');
  // A notification that nothing refers to would be collected, and its click lost with it.
  const shown = new Set<Notification>();
  return (notice) => {
    if (!Notification.isSupported()) return;
    const { title, body } = notice.text;
    const notification = new Notification({ title, body });
    const forget = (): void => {
      shown.delete(notification);
    };
    notification.on('click', () => {
      forget();
      onClick(notice);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.add(notification);
    const [oldest] = shown;
    if (shown.size > mostKept && oldest !== undefined) shown.delete(oldest);
    notification.show();
  };
}
