// What the program runs on, in figures.
import { statfs } from 'node:fs/promises';
import { arch, availableParallelism, freemem, homedir, release, totalmem, userInfo } from 'node:os';
import type { Person } from './nameless';

/** The person whose name must not be in a bundle. */
export function thisPerson(): Person {
  return { home: homedir(), name: loginName() };
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have no entry.
    return '';
  }
}

/** Versions of runtime and system, memory and time zone. */
export function machineFacts(platform: string): object {
  return {
    ...{ platform, release: release(), arch: arch(), processors: availableParallelism() },
    ...{ memoryBytes: totalmem(), freeMemoryBytes: freemem(), programMemoryBytes: process.memoryUsage().rss },
    upSeconds: Math.round(process.uptime()),
    ...{ node: versionOf('node'), electron: versionOf('electron'), chrome: versionOf('chrome') },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    desktop: process.env['XDG_CURRENT_DESKTOP'] ?? null,
    session: process.env['XDG_SESSION_TYPE'] ?? null,
  };
}

/** Electron's own are missing on plain Node. */
function versionOf(part: string): string | null {
  return Object.entries(process.versions).find(([name]) => name === part)?.[1] ?? null;
}

/** Free bytes on the disk of this folder; null when nobody can tell. */
export async function freeBytes(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}
