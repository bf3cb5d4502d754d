// Serves the window's page from app://batchdrop, with a strict content security policy; file:// would be far wider.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, session } from 'electron/main';
import { fileFor } from './page-files';

// Theme variables go in as a constructed style sheet and styles of elements through the object model, so that nothing
// inline is needed. The development server sends its own page, without this policy.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
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
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the files of this folder and nothing above it. */
export function servePage(folder: string): void {
  session.defaultSession.protocol.handle('app', async (request) => {
    const file = fileFor(request.url, folder);
    if (file === null) return new Response('Not found', { status: 404 });
    const content = await readFile(file).catch(() => null);
    if (content === null) return new Response('Not found', { status: 404 });
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': contentTypes.get(extname(file)) ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
