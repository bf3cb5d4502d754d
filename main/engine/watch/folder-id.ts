// A watched folder's identity is its path: added again, it goes on with its history instead of delivering it anew.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { FolderId } from '../model';

/** The id of the folder at this absolute path; the same for the window and the command line. */
export function folderIdOf(path: string): FolderId {
  return createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16) as FolderId;
}
