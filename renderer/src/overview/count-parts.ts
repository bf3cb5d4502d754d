// The parts that the counts of documents fall into, in the order of the bar.
import type { Counts } from '../../../preload/contract';
import type { Tone } from '../ui/tone';

export interface CountPart {
  readonly key: keyof Counts;
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
}

const parts = [
  { key: 'delivered', label: 'Delivered', tone: 'good' },
  { key: 'onTheWay', label: 'On the way', tone: 'moving' },
  { key: 'setAside', label: 'Set aside', tone: 'attention' },
  { key: 'duplicates', label: 'Duplicates', tone: 'double' },
  { key: 'ignored', label: 'Ignored', tone: 'quiet' },
] as const satisfies readonly Omit<CountPart, 'count'>[];

/** Every document is in exactly one part; together they are `counts.seen`. */
export function countParts(counts: Counts): readonly CountPart[] {
  return parts.map((part) => ({ ...part, count: counts[part.key] }));
}
