// Tells the window what may have changed, at most four times a second however busy the engine is.
import type { Topic } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { Clock } from '../engine/ports';

export interface ChangeNotices {
  note(event: EngineEvent): void;
  /** For changes that are no engine events: settings, the sandbox. */
  changed(topics: readonly Topic[]): void;
}

const everyMs = 250;

/** `send` gets each topic once per notice. */
export function createChangeNotices(clock: Clock, send: (topics: readonly Topic[]) => void): ChangeNotices {
  const pending = new Set<Topic>();
  let sentAt = -Infinity;

  function changed(topics: readonly Topic[]): void {
    if (topics.length === 0) return;
    const isUnderWay = pending.size > 0;
    for (const topic of topics) pending.add(topic);
    if (isUnderWay) return;
    const waitMs = Math.max(0, sentAt + everyMs - clock.now());
    void clock.sleep(waitMs, { signal: neverAborted }).then(() => {
      sentAt = clock.now();
      const now = [...pending];
      pending.clear();
      send(now);
    });
  }

  return {
    changed,
    note: (event) => {
      changed(topicsOf(event));
    },
  };
}

/** What a window that shows these topics has to ask for again. */
export function topicsOf(event: EngineEvent): readonly Topic[] {
  switch (event.type) {
    case 'folder-state':
    case 'scan-finished':
    case 'watcher-problem':
    case 'watch-mode':
    case 'conservation-alarm':
      return ['folders', 'documents'];
    case 'document-ready':
    case 'document-set-aside':
    case 'document-duplicate':
    case 'document-decided':
    case 'after-upload':
      return ['documents'];
    case 'batch-sealed':
    case 'batch-accepted':
    case 'batch-decided':
    case 'batch-split':
    case 'set-needs-attention':
      return ['batches', 'documents', 'sets'];
    case 'batch-sending':
    case 'batch-waiting':
    case 'batch-held':
    case 'batch-in-doubt':
    case 'batch-splitting':
    case 'batch-prioritized':
    case 'spool-problem':
      return ['batches'];
    case 'sending-paused':
    case 'sending-resumed':
    case 'sending-rests':
    case 'sending-goes-on':
      return ['sending'];
    case 'batch-progress':
      return ['progress'];
    case 'credential-paused':
    case 'credential-resumed':
      return ['credentials', 'batches'];
    case 'engine-failed':
      return ['app'];
  }
}

const neverAborted = new AbortController().signal;
