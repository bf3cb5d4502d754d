// Counts what a preview comes across, and keeps the first files by name.
import { previewedFiles, type FilesPreview, type FileVerdict, type PreviewedFile } from '../../preload/contract';

/** Takes what a look comes across. */
export interface Finds {
  add(file: PreviewedFile): void;
  addUnreadableFolders(paths: readonly string[]): void;
}

export interface PreviewCollector extends Finds {
  /** What was collected so far. */
  result(options: { isCutOff: boolean }): FilesPreview;
}

const shownFolders = 20;

export function collectPreview(): PreviewCollector {
  const counts: Record<FileVerdict, number> = { taken: 0, waiting: 0, refused: 0, ignored: 0, known: 0 };
  const files: PreviewedFile[] = [];
  const unreadableFolders: string[] = [];
  let takenBytes = 0;
  return {
    add: (file) => {
      counts[file.verdict] += 1;
      if (file.verdict === 'taken') takenBytes += file.sizeBytes ?? 0;
      if (files.length < previewedFiles) files.push(file);
    },
    addUnreadableFolders: (paths) => {
      unreadableFolders.push(...paths.slice(0, shownFolders - unreadableFolders.length));
    },
    result: ({ isCutOff }) => ({
      counts: { ...counts },
      takenBytes,
      files: [...files],
      unreadableFolders: [...unreadableFolders],
      isCutOff,
    }),
  };
}
