// Serves the window's page and the content of documents from app://batchdrop, with a strict content security policy;
// file:// would be far wider.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, session } from 'electron/main';
import { documentIdIn, documentRequests, mayAskForDocuments } from './page-documents';
import { fileFor } from './page-files';

// Theme variables go in as a constructed style sheet and styles of elements through the object model, so that nothing
// inline is needed. The development server sends its own page, without this policy.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Pictures of PDF pages are drawn by the page itself.
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers a request of the page for the content of a document, by its id. */
export type ServeDocument = (id: number, request: { method: string; range: string | null }) => Promise<Response>;

/** Serves the files of this folder and nothing above it, and the documents that `serveDocument` knows. */
export function servePage(folder: string, serveDocument: ServeDocument): void {
  const { protocol, webRequest } = session.defaultSession;
  webRequest.onBeforeRequest({ urls: [documentRequests] }, ({ frame, resourceType }, answer) => {
    const asker = { frameUrl: frame?.url ?? null, isMainFrame: frame?.parent === null, resourceType };
    answer({ cancel: !mayAskForDocuments(asker) });
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
