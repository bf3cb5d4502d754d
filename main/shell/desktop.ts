// What only the operating system can do: dialogs, the file manager, the clipboard, the trash.
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { shell } from 'electron/common';
import { clipboard, dialog, type BrowserWindow } from 'electron/main';
import type { Trash } from '../engine/ports';
import type { Desktop } from '../ipc/services';

/** The desktop, with dialogs in front of this window. */
export function systemDesktop(window: () => BrowserWindow | null): Desktop {
  return {
    pickFolder: async () => {
      const owner = window();
      const options = { properties: ['openDirectory' as const, 'createDirectory' as const] };
      const result =
        owner === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options);
      return result.canceled ? null : (result.filePaths[0] ?? null);
    },
    pickFileToSave: async (suggestedName, extension) => {
      const owner = window();
      const options = {
        defaultPath: suggestedName,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      };
      const result =
        owner === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(owner, options);
      return result.canceled || result.filePath === '' ? null : result.filePath;
    },
    pickCertificate: async () => {
      const owner = window();
      // Every file may be chosen: certificates have many endings, and what is in it is checked.
      const options = { properties: ['openFile' as const] };
      const result =
        owner === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options);
      return result.canceled ? null : (result.filePaths[0] ?? null);
    },
    openFolder,
    // Newer versions of Electron answer with a promise, older ones with nothing.
    copyText: async (text) => {
      await clipboard.writeText(text);
    },
  };
}

/**
 * Shows a folder in the file manager. Something else by now lies where a folder was: opening that would run it, and macOS
 * runs folders that are programs.
 */
async function openFolder(path: string): Promise<boolean> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return false;
  if (process.platform === 'darwin' && extname(path) !== '') {
    shell.showItemInFolder(path);
    return true;
  }
  return (await shell.openPath(path)) === '';
}

/** Moves a file to the system's trash; rejects when that did not work. */
export const systemTrash: Trash = (path) => shell.trashItem(path);
