// Where the copies of drops lie: `<data folder>/drops`, one folder per drop, under another name while it is being filled.
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dropOf } from '../../preload/contract';
import { isMissing } from '../engine/error-code';
import { dropFolderName, dropsFolder, type SavedDrop } from '../settings/saved-drop';
import { syncFolder } from '../whole-file';

type Named = Pick<SavedDrop, 'id' | 'droppedAt' | 'files'>;

export interface DropPlaces {
  pathOf(drop: Named): string;
  copyingPath(dropId: string): string;
  /** Whether the copies were taken away by somebody else. */
  isGone(drop: Named): Promise<boolean>;
  /** All is copied: from now on the folder has its name, also after a power cut. Rejects with the system's error. */
  finish(drop: Named): Promise<void>;
  /** Removes the copies, whole or begun. Rejects with the system's error. */
  remove(drop: Named): Promise<void>;
  /** What lies there: filled folders, and folders that were being filled. */
  list(): Promise<{ readonly whole: readonly Named[]; readonly begun: readonly string[] }>;
}

const begunName = /^([0-9a-f]{12})\.copying$/;
const idAtEnd = /-([0-9a-f]{12})$/;

export function dropPlaces(dataFolder: string): DropPlaces {
  const home = dropsFolder(dataFolder);
  const pathOf = (drop: Named): string => join(home, dropFolderName(drop));
  const copyingPath = (dropId: string): string => join(home, `${dropId}.copying`);
  return {
    pathOf,
    copyingPath,
    isGone: (drop) => lstat(pathOf(drop)).then(() => false, isMissing),
    finish: async (drop) => {
      await rename(copyingPath(drop.id), pathOf(drop));
      await syncFolder(home);
    },
    remove: async (drop) => {
      const removed = (): Promise<void> => rm(copyingPath(drop.id), { recursive: true, force: true, maxRetries: 3 });
      await removed();
      // Under the other name first: a folder that is half removed must not pass for a whole one.
      await rename(pathOf(drop), copyingPath(drop.id)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      await removed();
    },
    list: async () => {
      const names = await readdir(home).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const whole: Named[] = [];
      const begun: string[] = [];
      for (const name of names) {
        const [, begunId] = begunName.exec(name) ?? [];
        const [, id] = idAtEnd.exec(name) ?? [];
        const about = dropOf(join(home, name));
        if (begunId !== undefined) begun.push(begunId);
        else if (id !== undefined && about !== null) whole.push({ id, ...about });
      }
      return { whole, begun };
    },
  };
}
