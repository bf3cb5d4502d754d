// What only the operating system can do with single documents: choose them in a dialog, show one in the file manager.
import { shell } from 'electron/common';
import { dialog, type BrowserWindow } from 'electron/main';
import type { DocumentDesktop } from '../ipc/document-calls';

/** With dialogs in front of this window. */
export function systemDocumentDesktop(window: () => BrowserWindow | null): DocumentDesktop {
  return {
    pickToSend: async (what) => {
      const owner = window();
      const properties = [
        what === 'files' ? ('openFile' as const) : ('openDirectory' as const),
        'multiSelections' as const,
      ];
      const result =
        owner === null
          ? await dialog.showOpenDialog({ properties })
          : await dialog.showOpenDialog(owner, { properties });
      return result.canceled ? [] : result.filePaths;
    },
    showFile: (path) => {
      shell.showItemInFolder(path);
    },
  };
}
