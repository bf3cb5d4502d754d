// Whether a watched folder is there: an unreachable one is offline, never empty.
import { stat } from 'node:fs/promises';

/** True when the path leads to a folder; a link to one counts, as it does for the scan. */
export async function isReachable(root: string): Promise<boolean> {
  return stat(root).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
