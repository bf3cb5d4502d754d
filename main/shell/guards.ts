// What no page of this program may ever do: navigate, open windows, embed, ask for permissions, download, reach a network.
import { app, session, type Session } from 'electron/main';
import { isPageAddress } from './page-requests';

/** Applies to every page and every session from now on. `devOrigin` is the development server's, when there is one. */
export function installGuards(devOrigin: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame: boolean }): void => {
      // The page has no frames, and a frame that somebody put into it goes nowhere.
      if (!event.isMainFrame || !isPageAddress(event.url, devOrigin)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  lock(session.defaultSession);
  app.on('session-created', lock);
}

function lock(locked: Session): void {
  locked.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  locked.setPermissionCheckHandler(() => false);
  locked.setDevicePermissionHandler(() => false);
  locked.on('will-download', (event) => {
    event.preventDefault();
  });
}
