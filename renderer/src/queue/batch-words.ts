// What a batch is called and why it is where it is.
import type { QueueItem } from '../../../preload/contract';
import { folderName } from '../ui/folder-name';
import { counted } from '../words/counting';
import { heldSentence, waitSentence } from '../words/reasons';

/** "12 documents from Incoming". */
export function batchTitle({ documents, folderPath }: QueueItem): string {
  return `${counted(documents, 'document')} from ${folderName(folderPath)}`;
}

/** One sentence on why the batch does not move; null when it does. */
export function whyNot({ state, reason }: QueueItem): string | null {
  switch (state) {
    case 'held':
      return heldSentence(reason);
    case 'waiting':
      return waitSentence(reason);
    case 'in-doubt':
      return 'Everything was sent, but no clear answer came. It may have arrived, so it is not sent again by itself.';
    case 'open':
    case 'sealed':
    case 'sending':
    case 'accepted':
    case 'split':
    case 'cancelled':
      return null;
  }
}
