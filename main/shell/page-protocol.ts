// Serves the window's page and the content of documents from app://batchdrop, with a strict content security policy;
// file:// would be far wider.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, session } from 'electron/main';
import { documentIdIn } from './page-documents';
import { fileFor } from './page-files';
import { contentSecurityPolicy } from './page-policy';
import { mayLoad } from './page-requests';

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

/** Has to be called before Electron is ready. */
export function registerPageScheme(): void {
  // Without `supportFetchAPI` the page cannot read the content of a document.
  // `codeCache`: what the page's scripts were compiled to is kept for the next start.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers a request of the page for the content of a document, by its id. */
export type ServeDocument = (id: number, request: { method: string; range: string | null }) => Promise<Response>;

/**
 * Serves the files of this folder and nothing above it, and the documents that `serveDocument` knows. Whatever else a page
 * asks for is refused before it leaves; `devOrigin` is the development server's, when there is one.
 */
export function servePage(folder: string, serveDocument: ServeDocument, devOrigin: string | null = null): void {
  const { protocol, webRequest } = session.defaultSession;
  // One listener for everything: Electron keeps the last one only.
  webRequest.onBeforeRequest(({ url, frame, resourceType }, answer) => {
    const asker = { frameUrl: frame?.url ?? null, isMainFrame: frame?.parent === null, resourceType };
    answer({ cancel: !mayLoad(url, asker, devOrigin) });
  });
  protocol.handle('app', async (request) => {
    const documentId = documentIdIn(request.url);
    if (documentId === 'bad') return notFound();
    if (documentId !== null) {
      const { method, headers } = request;
      return serveDocument(documentId, { method, range: headers.get('range') }).catch(notFound);
    }
    const file = fileFor(request.url, folder);
    if (file === null) return notFound();
    const content = await readFile(file).catch(() => null);
    if (content === null) return notFound();
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': contentTypes.get(extname(file)) ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'x-content-type-options': 'nosniff' } });
}
