// What of a drop is not sent: counted, and the first files by name.
import { previewedFiles, type LeftOut, type LeftOutFile } from '../../preload/contract';
import type { Finds } from '../previews/collect-preview';

export interface LeftOutFiles {
  add(file: LeftOutFile): void;
  /** Collects what a look says, for the documents among it. */
  readonly fromLook: Finds;
  result(): LeftOut;
}

export function collectLeftOut(): LeftOutFiles {
  const leftOutFiles: LeftOutFile[] = [];
  let leftOut = 0;
  const add = (file: LeftOutFile): void => {
    leftOut += 1;
    if (leftOutFiles.length < previewedFiles) leftOutFiles.push(file);
  };
  return {
    add,
    fromLook: {
      add: (file) => {
        if (file.verdict !== 'refused' && file.verdict !== 'waiting') return;
        add({ relativePath: file.relativePath, reason: file.reason, detail: file.detail });
      },
      addUnreadableFolders: (paths) => {
        for (const relativePath of paths) add({ relativePath, reason: 'unreadable', detail: '' });
      },
    },
    result: () => ({ leftOut, leftOutFiles: [...leftOutFiles] }),
  };
}
