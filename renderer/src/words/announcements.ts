// What a screen reader is told about running uploads: little, and only when something changed.
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { percentOf } from './numbers';

const stepPercent = 25;

/** One sentence for each batch that started, passed a quarter, or is no longer being sent. */
export function announcements(before: readonly QueueItem[], after: readonly QueueItem[]): readonly string[] {
  const earlier = new Map(before.map((batch) => [batch.id, batch]));
  const started = after.flatMap((batch) => {
    const previous = earlier.get(batch.id);
    const id = String(batch.id);
    if (previous === undefined) return [t('queue.announce.started', { batch: id, count: batch.documents })];
    const quarter = quarterOf(batch);
    return quarter > quarterOf(previous) ? [t('queue.announce.percent', { batch: id, percent: quarter })] : [];
  });
  const stillThere = new Set(after.map(({ id }) => id));
  const ended = before
    .filter(({ id }) => !stillThere.has(id))
    .map(({ id }) => t('queue.announce.ended', { batch: String(id) }));
  return [...started, ...ended];
}

function quarterOf({ bytesSent, contentLength }: QueueItem): number {
  return Math.floor(percentOf(bytesSent ?? 0, contentLength ?? 0) / stepPercent) * stepPercent;
}
