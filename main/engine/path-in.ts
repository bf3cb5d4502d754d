// The absolute path of what lies in a folder.
import { sep } from 'node:path';

/**
 * `relativePath` has `/` between names, also on Windows, whose calls take both. Nothing has to be normalized in it, which is
 * most of what `join` does, ten thousand times in a burst.
 */
export function pathIn(folder: string, relativePath: string): string {
  return folder.endsWith(sep) ? folder + relativePath : folder + sep + relativePath;
}
