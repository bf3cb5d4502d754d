// Whether a watched folder is there, also when the disk it lay on is gone and only the empty mount point is left.
import { opendir, stat } from 'node:fs/promises';
import type { FolderId, WatchedFolder } from '../model';
import type { FolderLedger } from '../ports';
import { isReachable } from './is-reachable';

type Place = Pick<WatchedFolder, 'id' | 'path'>;

export interface FolderPresence {
  /** False for a folder that is not there: what it held is unknown, not gone. */
  isReachable(folder: Place): Promise<boolean>;
  /** An empty folder on another device than the one that was last scanned: its disk or share is not mounted. */
  isUnmounted(folder: Place): Promise<boolean>;
  /** A scan went through: the folder is where it lies now. */
  scanned(folder: Place): Promise<void>;
}

/** Remembers the device of each folder in the ledger, because a disk may be taken away while the program is closed. */
export function createFolderPresence(folders: Pick<FolderLedger, 'device' | 'setDevice'>): FolderPresence {
  const known = new Map<FolderId, string | null>();

  async function knownDevice(id: FolderId): Promise<string | null> {
    const device = known.get(id) ?? (await folders.device(id));
    known.set(id, device);
    return device;
  }

  async function isUnmounted({ id, path }: Place): Promise<boolean> {
    const [before, now] = [await knownDevice(id), await deviceOf(path)];
    // A folder with something in it is in use, wherever it lies: shares get another device with every mount.
    return before !== null && now !== null && before !== now && (await isEmpty(path));
  }

  return {
    isUnmounted,
    isReachable: async (folder) => (await isReachable(folder.path)) && !(await isUnmounted(folder)),
    scanned: async ({ id, path }) => {
      const device = await deviceOf(path);
      if (device === null || device === (await knownDevice(id))) return;
      await folders.setDevice(id, device);
      known.set(id, device);
    },
  };
}

async function deviceOf(path: string): Promise<string | null> {
  return stat(path, { bigint: true }).then(
    ({ dev }) => String(dev),
    () => null,
  );
}

async function isEmpty(path: string): Promise<boolean> {
  try {
    const folder = await opendir(path);
    const first = await folder.read();
    await folder.close();
    return first === null;
  } catch {
    // One that cannot be read says nothing; the scan finds the reason.
    return false;
  }
}
