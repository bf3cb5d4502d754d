// What a screen reader is told about running uploads: little, and only when something changed.
import type { QueueItem } from '../../../preload/contract';
import { counted, percentOf } from './numbers';

const stepPercent = 25;

/** One sentence for each batch that started, passed a quarter, or is no longer being sent. */
export function announcements(before: readonly QueueItem[], after: readonly QueueItem[]): readonly string[] {
  const earlier = new Map(before.map((batch) => [batch.id, batch]));
  const started = after.flatMap((batch) => {
    const previous = earlier.get(batch.id);
    if (previous === undefined) return [`Sending batch ${batch.id} with ${counted(batch.documents, 'document')}.`];
    const quarter = quarterOf(batch);
    return quarter > quarterOf(previous) ? [`Batch ${batch.id}: ${quarter} percent sent.`] : [];
  });
  const stillThere = new Set(after.map(({ id }) => id));
  const ended = before.filter(({ id }) => !stillThere.has(id)).map(({ id }) => `Batch ${id} is no longer being sent.`);
  return [...started, ...ended];
}

function quarterOf({ bytesSent, contentLength }: QueueItem): number {
  return Math.floor(percentOf(bytesSent ?? 0, contentLength ?? 0) / stepPercent) * stepPercent;
}
