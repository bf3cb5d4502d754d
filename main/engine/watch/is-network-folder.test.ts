// Whether a folder's changes may be made by another computer, told from what the system says.
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { AbsolutePath } from '../model';
import { isNetworkFolder, type FileSystems } from './is-network-folder';

const folder = '/mnt/scans/in' as AbsolutePath;
const fuse = 0x65735546;
const ext = 0xef53;

/** A Linux computer with this type of file system at the folder, and these mounts. */
function aLinux(type: number, mounts = '', finalPath: string = folder): FileSystems {
  return {
    platform: 'linux',
    typeOf: () => Promise.resolve(type),
    mounts: () => Promise.resolve(mounts),
    finalPath: () => Promise.resolve(finalPath),
  };
}

/** A line of /proc/self/mountinfo. */
function mount(point: string, type: string): string {
  return `36 35 98:0 / ${point} rw,noatime shared:1 - ${type} source rw`;
}

function aWindows(finalPath: string): FileSystems {
  return { ...aLinux(0), platform: 'win32', finalPath: () => Promise.resolve(finalPath) };
}

describe('on Linux', () => {
  it.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['SMB 2', 0xfe534d42],
    ['CIFS, as a signed number', 0xff534d42 | 0],
    ['9P', 0x01021997],
    ['VirtualBox', 0x786f4256],
  ])('%s is on the network', async (_name, type) => {
    expect(await isNetworkFolder(folder, aLinux(type))).toBe(true);
  });

  it.each([
    ['ext4', ext],
    ['btrfs', 0x9123683e],
    ['tmpfs', 0x01021994],
    ['overlay', 0x794c7630],
  ])('%s is of this computer', async (_name, type) => {
    expect(await isNetworkFolder(folder, aLinux(type))).toBe(false);
  });

  it.each([
    ['fuse.sshfs', true],
    ['fuse.rclone', true],
    ['fuse', true],
    ['fuseblk', false],
    ['fuse.mergerfs', false],
    ['fuse.gocryptfs', false],
    // Only whole names are known.
    ['fuse.bindfs-over-ssh', true],
  ])('FUSE of type %s: on the network is %s', async (type, expected) => {
    const mounts = [mount('/', 'ext4'), mount('/mnt/scans', type)].join('\n');
    expect(await isNetworkFolder(folder, aLinux(fuse, mounts))).toBe(expected);
  });

  it.each([
    ['the innermost mount counts', [mount('/mnt', 'fuse.sshfs'), mount('/mnt/scans', 'fuseblk')], folder, false],
    ['in whatever order they stand', [mount('/mnt/scans', 'fuseblk'), mount('/mnt', 'fuse.sshfs')], folder, false],
    ['the newest of two at one place counts', [mount('/mnt', 'fuse.sshfs'), mount('/mnt', 'fuseblk')], folder, false],
    [
      'a name that only begins alike is another place',
      [mount('/', 'fuse.sshfs'), mount('/mnt/sca', 'fuseblk')],
      folder,
      true,
    ],
    ['the mount itself is inside', [mount('/mnt/scans/in', 'fuseblk')], folder, false],
    ['blanks are written as numbers', [mount('/mnt/my\\040scans', 'fuseblk')], '/mnt/my scans/in', false],
    ['links are followed', [mount('/mnt', 'fuseblk'), mount('/net', 'fuse.sshfs')], '/net/scans', true],
    ['without a mount that is known, looking is the safe choice', [], folder, true],
  ])('of FUSE: %s', async (_rule, mounts, finalPath, expected) => {
    expect(await isNetworkFolder(folder, aLinux(fuse, mounts.join('\n'), finalPath))).toBe(expected);
  });

  it('is false when it cannot be told', async () => {
    const silent = { ...aLinux(ext), typeOf: () => Promise.reject(new Error('EACCES')) };
    expect(await isNetworkFolder(folder, silent)).toBe(false);
    const closed = { ...aLinux(fuse), mounts: () => Promise.reject(new Error('ENOENT')) };
    expect(await isNetworkFolder(folder, closed)).toBe(false);
  });
});

describe('on Windows', () => {
  it.each([
    ['\\\\server\\scans\\in', true],
    ['//server/scans/in', true],
    ['\\\\?\\UNC\\server\\scans', true],
    ['\\\\?\\C:\\scans', false],
    ['C:\\scans\\in', false],
  ])('%s: on the network is %s', async (path, expected) => {
    expect(await isNetworkFolder(path as AbsolutePath, aWindows(path))).toBe(expected);
  });

  it('a mapped drive is followed to its server', async () => {
    expect(await isNetworkFolder('Z:\\in' as AbsolutePath, aWindows('\\\\server\\scans\\in'))).toBe(true);
  });

  it('a drive that is not there is no network folder: it is offline', async () => {
    const gone = { ...aWindows(''), finalPath: () => Promise.reject(new Error('ENOENT')) };
    expect(await isNetworkFolder('Z:\\in' as AbsolutePath, gone)).toBe(false);
  });
});

describe('elsewhere', () => {
  it('is false', async () => {
    expect(await isNetworkFolder(folder, { ...aLinux(0x6969), platform: 'darwin' })).toBe(false);
  });

  it('asks the real system without failing', async () => {
    expect(typeof (await isNetworkFolder(tmpdir() as AbsolutePath))).toBe('boolean');
    expect(await isNetworkFolder('/no/such/folder' as AbsolutePath)).toBe(false);
  });
});
