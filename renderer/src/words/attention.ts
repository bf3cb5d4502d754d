// Each thing that waits for a person: a title, why, and when it began.
import type { AttentionItem } from '../../../preload/contract';
import { counted } from './numbers';
import { heldReason, inDoubtReason, setAsideReason, setReason } from './reasons';

export interface AttentionWords {
  readonly title: string;
  readonly reason: string;
  /** To be shown as a quotation. */
  readonly serverWords: string | null;
  readonly since: number | null;
}

/** What the list says about one item; the actions beside it depend on its kind. */
export function attentionWords(item: AttentionItem): AttentionWords {
  switch (item.kind) {
    case 'document':
      return {
        title: item.relativePath,
        reason: setAsideReason(item.reason),
        // The system's code or the reader's finding; the server has not seen the document.
        serverWords: null,
        since: item.since,
      };
    case 'batch-held':
    case 'batch-in-doubt': {
      const { id, documents, reason, serverWords, createdAt } = item.batch;
      const isHeld = item.kind === 'batch-held';
      return {
        title: `Batch ${id} with ${counted(documents, 'document')} ${isHeld ? 'is held' : 'may have arrived'}`,
        reason: !isHeld ? inDoubtReason : reason === null ? 'It waits for you.' : heldReason(reason),
        serverWords,
        since: createdAt,
      };
    }
    case 'credential-paused':
      return {
        title: `Credential “${item.name}” is paused`,
        reason: `${heldReason(item.reason)} Its batches wait, so that the account does not get locked.`,
        serverWords: item.serverWords,
        since: item.since,
      };
    case 'set':
      return {
        title: item.name === '' ? 'A set needs its number' : `Set “${item.name}” needs its number`,
        reason: setReason(item.reason),
        serverWords: null,
        since: null,
      };
  }
}

/** A key that stays the same while the item waits. */
export function attentionKey(item: AttentionItem): string {
  switch (item.kind) {
    case 'document':
      return `document-${item.documentId}`;
    case 'batch-held':
    case 'batch-in-doubt':
      return `batch-${item.batch.id}`;
    case 'credential-paused':
      return `credential-${item.credentialId}`;
    case 'set':
      return `set-${item.setId}`;
  }
}
