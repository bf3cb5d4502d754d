// "Test this folder": what a scan would make of it now. Sends nothing, writes nothing, takes 5 seconds at most.
import type { FolderPreview } from '../../preload/contract';
import type { FolderId } from '../engine/model';
import type { Clock, DocumentLedger } from '../engine/ports';
import { folderIdOf } from '../engine/form-checks';
import { collectPreview } from './collect-preview';
import { lookThroughFolder, type LookingRules } from './look-through-folder';
import { oneAtATime } from './within-time';

export interface FolderPreviews {
  /** The next call ends this one. `unreachable`: the folder is not there any more, or may not be read. */
  preview(
    path: string,
    rules: LookingRules,
  ): Promise<FolderPreview | { readonly kind: 'unreachable'; readonly code: string }>;
}

export const previewLimitMs = 5_000;

export function createFolderPreviews(
  { newest }: Pick<DocumentLedger, 'newest'>,
  clock: Clock,
  limitMs = previewLimitMs,
): FolderPreviews {
  const looks = oneAtATime(clock, limitMs);
  return {
    preview: async (path, rules) => {
      const into = collectPreview();
      // Its history goes by its path: a folder that was watched before goes on with it.
      const id: FolderId = folderIdOf(path);
      const looked = await looks.run((options) =>
        lookThroughFolder({ root: path, rules, prefix: '', newest: (paths) => newest(id, paths), into }, options),
      );
      if (looked.kind === 'cancelled') return { kind: 'cancelled' };
      if (looked.kind === 'time-up') return { kind: 'looked', ...into.result({ isCutOff: true }) };
      switch (looked.value.kind) {
        case 'done':
          return { kind: 'looked', ...into.result({ isCutOff: false }) };
        case 'aborted':
          return { kind: 'looked', ...into.result({ isCutOff: true }) };
        case 'offline':
        case 'unreadable':
          return { kind: 'unreachable', code: looked.value.code };
      }
    },
  };
}
