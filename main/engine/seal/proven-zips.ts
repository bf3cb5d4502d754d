// The zips that were proven a moment ago, by the stamps that their files had then.
import type { FileStamp } from './file-stamp';

// Nothing but a failing disk changes a file without a new stamp, and that is not the work of minutes.
const trustedMs = 5 * 60_000;

export interface ProvenZips {
  add(zipName: string, stamp: FileStamp): void;
  /** null when it was not proven, or too long ago. */
  stampOf(zipName: string): FileStamp | null;
}

export function provenZips(now: () => number): ProvenZips {
  // Oldest first.
  const zips = new Map<string, { readonly at: number; readonly stamp: FileStamp }>();

  /** A clock that was set back says nothing about how long ago it was. */
  function isTrusted(at: number): boolean {
    return now() >= at && now() - at < trustedMs;
  }

  return {
    add: (zipName, stamp) => {
      for (const [name, { at }] of zips) {
        if (isTrusted(at)) break;
        zips.delete(name);
      }
      zips.delete(zipName);
      zips.set(zipName, { at: now(), stamp });
    },
    stampOf: (zipName) => {
      const known = zips.get(zipName);
      return known !== undefined && isTrusted(known.at) ? known.stamp : null;
    },
  };
}
