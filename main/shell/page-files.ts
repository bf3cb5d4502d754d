// Which file an address of the window's page means; kept apart from Electron so that it can be tested.
import { join, normalize, sep } from 'node:path';

export const pageOrigin = 'app://batchdrop';

/** The file behind an address; null for another host or a path that leaves the folder. */
export function fileFor(address: string, folder: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== pageOrigin) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(`${normalize(folder)}${sep}`) ? file : null;
}
