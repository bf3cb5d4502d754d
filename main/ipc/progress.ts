// How far the running uploads are: kept in memory only, laid over what the ledger says.
import type { QueueItem } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';

export interface Progress {
  note(event: EngineEvent): void;
  /** The items with the latest figures of those that are being sent. */
  over(items: readonly QueueItem[]): QueueItem[];
}

/** Follows the engine's events. */
export function createProgress(): Progress {
  const latest = new Map<number, { bytesSent: number; contentLength: number }>();
  return {
    note: (event) => {
      if (event.type === 'batch-progress') {
        latest.set(event.batchId, { bytesSent: event.bytesSent, contentLength: event.contentLength });
      } else if (event.type.startsWith('batch-') && 'batchId' in event) {
        latest.delete(event.batchId);
      }
    },
    over: (items) => items.map((item) => (item.state === 'sending' ? { ...item, ...latest.get(item.id) } : item)),
  };
}
