// Why the program does not work at all, and what helps.
import type { AppInfo, StoppedReason } from '../../../preload/contract';

export interface StoppedWords {
  readonly reason: string;
  readonly help: string;
}

export const stoppedWords: Record<StoppedReason, StoppedWords> = {
  'data-folder-in-use': {
    reason: 'Another Batchdrop is already working with the same data folder.',
    help: 'Use that one, or close it and start Batchdrop again.',
  },
  'data-folder-unwritable': {
    reason: 'Batchdrop cannot write to its data folder.',
    help: 'Check the folder’s permissions and whether the disk is full, then start Batchdrop again.',
  },
  'ledger-newer': {
    reason: 'The ledger was written by a newer version of Batchdrop.',
    help: 'Install that version or a later one. This version leaves the ledger as it is.',
  },
  'ledger-unwritable': {
    reason: 'The ledger cannot be written, so nothing can be sent: a delivery that is not recorded could happen twice.',
    help: 'Check whether the disk is full or the data folder is write-protected, then start Batchdrop again.',
  },
  'settings-unreadable': {
    reason: 'The settings cannot be read.',
    help: 'Check the permissions of the data folder, then start Batchdrop again.',
  },
  failed: {
    reason: 'An unexpected error occurred.',
    help: 'Start Batchdrop again. If it happens again, send the log from the data folder to support.',
  },
};

/** What became of a file that was damaged at the start. */
export function keptAsideSentence({ what, path }: AppInfo['keptAside'][number]): string {
  const consequence =
    what === 'ledger'
      ? 'Batchdrop no longer knows what was delivered before; check Sets at the server before sending old documents again.'
      : 'Credentials and watched folders have to be set up again.';
  return `It is kept as ${path}, and a new one was begun. ${consequence}`;
}
