// How far and how fast the running uploads are: kept in memory only, laid over what the ledger says.
import type { QueueItem } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';

export interface Progress {
  note(event: EngineEvent): void;
  /** The items with the latest figures of those that are being sent. */
  over(items: readonly QueueItem[]): QueueItem[];
}

interface Figures {
  readonly bytesSent: number;
  readonly contentLength: number;
  /** When these figures came. */
  readonly at: number;
  /** What left in how long, where what was long ago counts less and less. */
  readonly recentBytes: number;
  readonly recentMs: number;
}

// What is shown is what the last seconds were like: half of it is younger than this.
const halfLifeMs = 3_000;
// Less says nothing yet: the first pieces go into the system's buffer at once.
const enoughMs = 400;
// Figures come four times a second at most, and seldomer on a slow line; a line that is quiet for longer grows slower.
const usualSpanMs = 1_500;

/** Follows the engine's events. `now` is a time in milliseconds that never goes back. */
export function createProgress(now: () => number = () => performance.now()): Progress {
  const latest = new Map<number, Figures>();

  function shown(item: QueueItem): QueueItem {
    const figures = latest.get(item.id);
    if (item.state !== 'sending' || figures === undefined) return item;
    const { bytesSent, contentLength } = figures;
    const bytesPerSecond = speedNow(figures, now());
    return {
      ...item,
      ...{ bytesSent, contentLength, bytesPerSecond },
      secondsLeft: secondsLeft(contentLength - bytesSent, bytesPerSecond),
    };
  }

  return {
    note: (event) => {
      if (event.type === 'batch-progress') {
        latest.set(event.batchId, nextFigures(latest.get(event.batchId), event, now()));
      } else if (event.type !== 'batch-prioritized' && event.type.startsWith('batch-') && 'batchId' in event) {
        latest.delete(event.batchId);
      }
    },
    over: (items) => items.map(shown),
  };
}

function nextFigures(
  before: Figures | undefined,
  { bytesSent, contentLength }: { readonly bytesSent: number; readonly contentLength: number },
  at: number,
): Figures {
  if (before === undefined || bytesSent < before.bytesSent) {
    return { bytesSent, contentLength, at, recentBytes: 0, recentMs: 0 };
  }
  const spanMs = Math.max(0, at - before.at);
  const kept = weightOfOld(spanMs);
  return {
    ...{ bytesSent, contentLength, at },
    recentBytes: before.recentBytes * kept + bytesSent - before.bytesSent,
    recentMs: before.recentMs * kept + spanMs,
  };
}

function speedNow({ recentBytes, recentMs, at, bytesSent, contentLength }: Figures, now: number): number | null {
  if (recentMs < enoughMs) return null;
  const quietMs = bytesSent < contentLength ? Math.max(0, now - at - usualSpanMs) : 0;
  const kept = weightOfOld(quietMs);
  return Math.round(((recentBytes * kept) / (recentMs * kept + quietMs)) * 1000);
}

function secondsLeft(bytes: number, bytesPerSecond: number | null): number | null {
  if (bytes <= 0) return 0;
  return bytesPerSecond === null || bytesPerSecond === 0 ? null : Math.ceil(bytes / bytesPerSecond);
}

function weightOfOld(spanMs: number): number {
  return 0.5 ** (spanMs / halfLifeMs);
}
