// What the window may load and where it may go; kept apart from Electron so that it can be tested.
import { documentIdIn, mayAskForDocuments, type DocumentAsker } from './page-documents';
import { pageOrigin } from './page-files';

/** Whether the window may show this address: the program's one page, or whatever the development server sends. */
export function isPageAddress(address: string, devOrigin: string | null): boolean {
  const found = originAndPath(address);
  if (found === null) return false;
  if (found.origin === pageOrigin) return found.path === '/' || found.path === '' || found.path === '/index.html';
  return devOrigin !== null && found.origin === devOrigin;
}

/**
 * Whether a request of any page may be made at all, whatever the page's own policy says: a page that was taken over is not
 * held by it. Nothing but the program's own files and documents is ever loaded, so that nothing can be sent elsewhere.
 */
export function mayLoad(address: string, asker: DocumentAsker, devOrigin: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  // Made by the page itself, or by the developer tools, which a packaged program does not open.
  if (protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:') return true;
  const origin = originAndPath(address)?.origin;
  if (origin === pageOrigin) return documentIdIn(address) === null || mayAskForDocuments(asker);
  if (devOrigin === null) return false;
  return origin === devOrigin || origin === devOrigin.replace(/^http/, 'ws');
}

function originAndPath(address: string): { readonly origin: string; readonly path: string } | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname, username, password } = new URL(address);
  return username + password === '' ? { origin: `${protocol}//${host}`, path: pathname } : null;
}
