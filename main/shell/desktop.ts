// What only the operating system can do: dialogs, the file manager, the clipboard, the trash.
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
    openFolder: async (path) => (await shell.openPath(path)) === '',
    // Newer versions of Electron answer with a promise, older ones with nothing.
    copyText: async (text) => {
      await clipboard.writeText(text);
    },
  };
}

/** Moves a file to the system's trash; rejects when that did not work. */
export const systemTrash: Trash = (path) => shell.trashItem(path);
