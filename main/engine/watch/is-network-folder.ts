// Whether a folder lies on another computer: its changes there give no events here, so it has to be looked at.
import { readFile, realpath, statfs } from 'node:fs/promises';
import type { AbsolutePath } from '../model';

/** statfs(2): the magic numbers of file systems whose files other computers change. */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // smbfs
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and 3
  0x01021997, // 9P, as Windows drives in WSL
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x786f4256, // VirtualBox shared folders
]);
const fuseType = 0x65735546;
/** FUSE has one number for all; these are known to be of this computer. For any other, looking is the safe choice. */
const localFuse = /^(fuseblk|fuse\.(ntfs-3g|exfat|mergerfs|bindfs|encfs|gocryptfs|cryfs|veracrypt))$/;

export interface FileSystems {
  readonly platform: NodeJS.Platform;
  /** The file system's number as statfs(2) has it. */
  readonly typeOf: (path: string) => Promise<number>;
  /** The text of /proc/self/mountinfo. */
  readonly mounts: () => Promise<string>;
  /** The path with every link and mapped drive followed. */
  readonly finalPath: (path: string) => Promise<string>;
}

const thisComputer: FileSystems = {
  platform: process.platform,
  typeOf: async (path) => (await statfs(path)).type,
  mounts: () => readFile('/proc/self/mountinfo', 'utf8'),
  finalPath: (path) => realpath(path),
};

/** Of Linux and Windows; elsewhere, and when it cannot be told, false. */
export async function isNetworkFolder(path: AbsolutePath, system: FileSystems = thisComputer): Promise<boolean> {
  try {
    // A mapped drive becomes \\server\share\...
    if (system.platform === 'win32') return isUnc(path) || isUnc(await system.finalPath(path));
    if (system.platform !== 'linux') return false;
    // The number is signed on some machines.
    const type = (await system.typeOf(path)) >>> 0;
    if (type !== fuseType) return networkTypes.has(type);
    return !localFuse.test(mountTypeOf(await system.finalPath(path), await system.mounts()));
  } catch {
    return false;
  }
}

function isUnc(path: string): boolean {
  return /^[\\/]{2}(?![.?][\\/])/.test(path) || /^[\\/]{2}[.?][\\/]UNC[\\/]/i.test(path);
}

/** proc(5): the fifth field is the mount point with blanks as \040; the type follows the lonely hyphen. The longest, newest wins. */
function mountTypeOf(path: string, mounts: string): string {
  let found = { point: '', type: '' };
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = (before.split(' ')[4] ?? '').replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const contains = point !== '' && (path === point || path.startsWith(point === '/' ? '/' : `${point}/`));
    if (contains && point.length >= found.point.length) found = { point, type: after.split(' ')[0] ?? '' };
  }
  return found.type;
}
