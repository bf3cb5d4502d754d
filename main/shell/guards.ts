// What no page of this program may ever do: navigate, open windows, embed, ask for permissions, download.
import { app, session } from 'electron/main';
import { pageOrigin } from './page-files';

/** Applies to every page from now on. `devOrigin` is the development server's, when there is one. */
export function installGuards(devOrigin: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: Electron.Event, url: string): void => {
      if (!isOurs(url, devOrigin)) event.preventDefault();
    };
    contents.on('will-navigate', (event) => {
      stay(event, event.url);
    });
    contents.on('will-redirect', (event) => {
      stay(event, event.url);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.on('will-download', (event) => {
    event.preventDefault();
  });
}

function isOurs(url: string, devOrigin: string | null): boolean {
  return url.startsWith(`${pageOrigin}/`) || (devOrigin !== null && url.startsWith(`${devOrigin}/`));
}
