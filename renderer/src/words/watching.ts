// How a watched folder is being watched, and what to do when the system does not let it be watched whole.
import type { FolderHealth, FolderWatch, WatchProblem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderHealth } from './states';
import type { Label } from './tones';

/** The state in one word or two; a watch that is not whole is never shown as a good one. */
export function watchLabel(health: FolderHealth, { mode, problem }: FolderWatch): Label {
  if (health !== 'watching') return folderHealth[health];
  if (problem !== null) return { text: t('overview.watch.partly'), tone: 'attention' };
  if (mode === 'polling') return { text: t('overview.watch.polling'), tone: 'good' };
  return folderHealth.watching;
}

/** What is wrong with the watch and what helps; `command` is the line for a terminal where the program knows it. */
export function watchProblemWords(problem: WatchProblem): {
  readonly sentence: string;
  readonly command: string | null;
} {
  if (problem.kind === 'failed') {
    return { sentence: t('overview.watch.failed', { detail: problem.detail }), command: null };
  }
  const { detail, limit } = problem;
  if (limit === null) return { sentence: t('overview.watch.limitElsewhere', { detail }), command: null };
  const { setting, current, needed, command } = limit;
  const sentence =
    current === null
      ? t('overview.watch.limitUnread', { setting, needed })
      : t('overview.watch.limit', { setting, current, needed });
  return { sentence, command };
}
