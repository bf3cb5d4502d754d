// Why the program does not work at all, and what helps.
import type { AppInfo, StoppedReason } from '../../../preload/contract';
import { t } from '../i18n/translate';

export interface StoppedWords {
  readonly reason: string;
  readonly help: string;
}

export const stoppedWords: Record<StoppedReason, StoppedWords> = t('stopped.reasons', { returnObjects: true });

/** What became of a file that was damaged at the start. */
export function keptAsideSentence({ what, path }: AppInfo['keptAside'][number]): string {
  return t(`stopped.keptAside.${what}`, { path });
}
