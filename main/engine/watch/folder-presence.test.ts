// An empty folder on another device is an unmounted one; remembered across restarts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderId, openTestLedger } from '../../ledger/testing/test-ledger';
import type { AbsolutePath } from '../model';
import { createFolderPresence } from './folder-presence';

async function aFolder() {
  const path = (await mkdtemp(join(tmpdir(), 'batchdrop-presence-'))) as AbsolutePath;
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const { ledger } = await openTestLedger();
  return { folder: { id: folderId, path }, ledger };
}

describe('a folder', () => {
  it('that was never scanned is reachable when it is there', async () => {
    const { folder, ledger } = await aFolder();
    const presence = createFolderPresence(ledger.folders);
    expect(await presence.isReachable(folder)).toBe(true);
    await rm(folder.path, { recursive: true });
    expect(await presence.isReachable(folder)).toBe(false);
    expect(await presence.isUnmounted(folder)).toBe(false);
  });

  it('that is empty on the device of the last scan is empty', async () => {
    const { folder, ledger } = await aFolder();
    await createFolderPresence(ledger.folders).scanned(folder);
    expect(await createFolderPresence(ledger.folders).isReachable(folder)).toBe(true);
  });

  it('that is empty on another device is unmounted; with a file in it, it has moved', async () => {
    const { folder, ledger } = await aFolder();
    // Where it lay before is what an earlier run wrote down; this machine's tests have one disk.
    await ledger.folders.setDevice(folderId, 'another');
    const presence = createFolderPresence(ledger.folders);
    expect(await presence.isUnmounted(folder)).toBe(true);
    expect(await presence.isReachable(folder)).toBe(false);
    await writeFile(join(folder.path, 'a.pdf'), '');
    expect(await presence.isReachable(folder)).toBe(true);
    await presence.scanned(folder);
    await rm(join(folder.path, 'a.pdf'));
    expect(await presence.isReachable(folder)).toBe(true);
    await mkdir(join(folder.path, 'sub'));
    expect(await ledger.folders.device(folderId)).not.toBe('another');
  });
});
