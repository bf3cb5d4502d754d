// How much the program grew while it was soaked, and whether that is too much.
import { median } from '../figures';
import type { Sample } from './protocol';

/** The sample that was taken when so many batches had been accepted. */
export interface SampleAt extends Sample {
  readonly batches: number;
}

export interface Judged {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The value must not be greater; null: told, not judged. */
  readonly limit: number | null;
}

const mebi = 1024 * 1024;
const perBatches = 10_000;
/** In fewer batches the compiler is still at work, and its code is what grows. */
const enoughBatches = 4_000;

/**
 * [Note: Limits of the soak] The heap holds nothing of the ledger: SQLite's page cache is the library's own memory, bounded
 * at 2 MB a connection, and shows in the process's memory only. So the heap has no excuse: 1 MB in 10,000 batches is the
 * noise of a collection (compiled code, V8's own tables), where a leak of one small object per document would be 3 MB.
 * The memory of the whole process also has the allocator's holes and the sealing thread's heap, which V8 lets grow until it
 * pleases to collect; over half a soak that swings by several MB both ways.
 */
const limits = { heapMiB: 1, processMiB: 16, openFiles: 2, resources: 2, delayP99Ms: 50, delayMaxMs: 250 };

/** Of the second half of the samples: what the program needs to begin with is no growth. */
export function judge(samples: readonly SampleAt[]): Judged[] {
  const half = samples.slice(Math.floor(samples.length / 2));
  const isLong = (half.at(-1)?.batches ?? 0) - (half[0]?.batches ?? 0) >= enoughBatches;
  const growth = (limit: number): number | null => (isLong ? limit : null);
  const grown = (of: (sample: SampleAt) => number): number => slopeOf(half, of) * perBatches;
  const more = (of: (sample: SampleAt) => number): number => Math.max(...half.map(of)) - of(half[0] ?? noSample);
  const worst = (of: (sample: SampleAt) => number): number => Math.max(...samples.slice(1).map(of));
  const names = new Set(samples.flatMap(({ warnings }) => warnings));
  return [
    {
      what: 'heap, per 10,000 batches',
      value: grown(({ heapBytes }) => heapBytes) / mebi,
      ...limited('MiB', growth(limits.heapMiB)),
    },
    {
      what: 'outside the heap, per 10,000 batches',
      value: grown(({ externalBytes }) => externalBytes) / mebi,
      ...limited('MiB', growth(limits.heapMiB)),
    },
    {
      what: 'whole process, per 10,000 batches',
      value: grown(({ rssBytes }) => rssBytes) / mebi,
      ...limited('MiB', growth(limits.processMiB)),
    },
    { what: 'more open files', value: more(({ openFiles }) => openFiles ?? 0), ...limited('', limits.openFiles) },
    { what: 'more handles and timers', value: more(handlesOf), ...limited('', growth(limits.resources)) },
    { what: 'warnings of Node.js', value: names.size, ...limited([...names].join(' '), 0) },
    {
      what: 'event loop delay, 99th percentile',
      value: worst(({ delayP99Ms }) => delayP99Ms),
      ...limited('ms', limits.delayP99Ms),
    },
    {
      what: 'event loop delay, longest',
      value: worst(({ delayMaxMs }) => delayMaxMs),
      ...limited('ms', limits.delayMaxMs),
    },
  ];
}

export function handlesOf({ resources }: Sample): number {
  return Object.values(resources).reduce((sum, count) => sum + count, 0);
}

export function isBeyond({ value, limit }: Judged): boolean {
  return limit !== null && value > limit;
}

function limited(unit: string, limit: number | null): Pick<Judged, 'unit' | 'limit'> {
  return { unit, limit };
}

/** Theil and Sen: the middle one of the slopes between all pairs. A sample with a scan in it must not decide. */
function slopeOf(samples: readonly SampleAt[], of: (sample: SampleAt) => number): number {
  const slopes = samples.flatMap((one, index) =>
    samples
      .slice(index + 1)
      .filter(({ batches }) => batches !== one.batches)
      .map((later) => (of(later) - of(one)) / (later.batches - one.batches)),
  );
  return median(slopes);
}

const noSample: SampleAt = {
  ...{ batches: 0, heapBytes: 0, externalBytes: 0, arrayBufferBytes: 0, rssBytes: 0, openFiles: 0, resources: {} },
  ...{ warnings: [], delayP99Ms: 0, delayMaxMs: 0 },
};
