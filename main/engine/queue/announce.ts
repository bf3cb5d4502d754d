// Which event tells of a batch's or a set's new state.
import type { EventListener } from '../events';
import type { BatchId, BatchState, SetState } from '../model';

/** Tells of the states that somebody may want to know about at once; the others have events of their own, or none. */
export function announceBatch(onEvent: EventListener, batchId: BatchId, next: BatchState): void {
  switch (next.state) {
    case 'waiting': {
      const { cause, retryAt, serverWords } = next;
      onEvent({ type: 'batch-waiting', batchId, cause, retryAt, serverWords });
      return;
    }
    case 'held':
      onEvent({ type: 'batch-held', batchId, reason: next.reason, serverWords: next.serverWords });
      return;
    case 'in-doubt':
      onEvent({ type: 'batch-in-doubt', batchId, serverWords: next.serverWords });
      return;
    case 'splitting':
      onEvent({ type: 'batch-splitting', batchId, reason: next.reason, serverWords: next.serverWords });
      return;
    case 'open':
    case 'sealed':
    case 'sending':
    case 'accepted':
    case 'split':
    case 'cancelled':
      return;
  }
}

/** Tells of a set that waits for a person. */
export function announceSet(onEvent: EventListener, batchId: BatchId, status: SetState | null): void {
  if (status?.state === 'needs-attention') onEvent({ type: 'set-needs-attention', batchId, reason: status.reason });
}
