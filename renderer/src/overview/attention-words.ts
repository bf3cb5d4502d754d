// What needs attention, as a title and a sentence.
import type { AttentionItem } from '../../../preload/contract';
import { batchTitle, whyNot } from '../queue/batch-words';
import { heldSentence, setAsideSentence, setReasonSentence } from '../words/reasons';

export interface AttentionWords {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  readonly serverWords: string | null;
}

export function attentionWords(item: AttentionItem): AttentionWords {
  switch (item.kind) {
    case 'document':
      return {
        key: `document-${item.documentId}`,
        title: `${item.relativePath} was set aside`,
        why: setAsideSentence(item.reason, item.detail),
        serverWords: null,
      };
    case 'batch-held':
      return {
        key: `batch-${item.batch.id}`,
        title: `A batch is held: ${batchTitle(item.batch)}`,
        why: whyNot({ ...item.batch, state: 'held' }) ?? '',
        serverWords: item.batch.serverWords,
      };
    case 'batch-in-doubt':
      return {
        key: `batch-${item.batch.id}`,
        title: `A batch is in doubt: ${batchTitle(item.batch)}`,
        why: whyNot({ ...item.batch, state: 'in-doubt' }) ?? '',
        serverWords: item.batch.serverWords,
      };
    case 'credential-paused':
      return {
        key: `credential-${item.credentialId}`,
        title: `The credential ${item.name} is paused`,
        why: `${heldSentence(item.reason)} Its batches wait until you resume it.`,
        serverWords: item.serverWords,
      };
    case 'set':
      return {
        key: `set-${item.setId}`,
        title: `The set ${item.name} has no reference number`,
        why: `${setReasonSentence(item.reason)} Its other batches wait. Find the number in KlearStack and enter it here.`,
        serverWords: null,
      };
  }
}
