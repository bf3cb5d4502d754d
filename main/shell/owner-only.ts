// Makes what lies in the data folder its owner's alone: a copied profile may have come with wider modes, and Chromium
// makes some small files of its own that anybody may read. Windows has access lists that come with the profile.
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Deep enough for all that the program and Chromium make, the spool's zips left out: they are made so. */
const deepest = 3;
const madeSo = new Set(['spool']);

/** Takes every right of others away. Never rejects: a file that cannot be changed is somebody else's already. */
export async function ownerOnly(folder: string, depth = 0): Promise<void> {
  if (process.platform === 'win32') return;
  await narrow(folder, 0o700);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Links are not followed: what they lead to is not ours.
    if (entry.isFile()) await narrow(path, 0o600);
    else if (entry.isDirectory() && depth < deepest && !madeSo.has(entry.name)) await ownerOnly(path, depth + 1);
  }
}

async function narrow(path: string, mode: number): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || found.isSymbolicLink() || (found.mode & 0o077) === 0) return;
  await chmod(path, mode).catch(() => undefined);
}
