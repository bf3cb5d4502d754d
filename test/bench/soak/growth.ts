// How much the program grew while it was soaked, and whether that is too much.
import { median } from '../figures';
import type { Sample } from './protocol';

/** The sample that was taken when so many batches had been accepted. */
export interface SampleAt extends Sample {
  readonly batches: number;
  /** What `heapBytes` consists of, by the snapshot of that moment (heap-contents.ts). */
  readonly objectBytes: number;
  readonly codeBytes: number;
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
/** In fewer batches the compiler is still at work, and sockets and threads that come and go decide. */
const enoughBatches = 4_000;
/** Three samples: the program's own objects are all there after 500 batches (see below). */
const enoughForObjects = 900;

/**
 * [Note: Limits of the soak] The heap as a whole is no measure: V8 goes on compiling for thousands of batches, whatever comes
 * to be called often enough, and keeps the code, its tables, and lists of it at the shapes of objects. Snapshots of the same
 * program after 1,483 and 3,462 batches differed by 760 kB, all of it that. So the heap is weighed by its contents
 * (heap-contents.ts), after warm-up, over the second half. The objects were 16.26 MiB after 500 batches and between 16.34
 * and 16.41 from there to 10,400, read buffers apart, which count as outside the heap; they have no excuse: 1 MiB in 10,000
 * batches is 105 bytes a batch, less than the smallest row that could be kept by mistake (`--leak` shows that it is seen).
 * The code flattens out at 13.8 MiB after 6,000 batches, and swings by half a MiB when V8 throws some away.
 * The ledger is not in the heap: SQLite's page cache is the library's own memory, bounded at 2 MB a connection. It shows in
 * the memory of the process only, as do the allocator's holes, what a snapshot took while it was written, and the sealing
 * thread's heap, which V8 lets grow until it pleases to collect; that swings by 15 MiB both ways.
 * Connections are opened and closed all the time, so open files and handles are judged by their slope as well.
 */
const limits = { objectsMiB: 1, codeMiB: 2, processMiB: 16, openFiles: 4, resources: 4, p99Ms: 50, maxMs: 250 };

/** Of the second half of the samples: what the program needs to begin with is no growth. */
export function judge(samples: readonly SampleAt[]): Judged[] {
  const half = samples.slice(Math.floor(samples.length / 2));
  const lasts = (half.at(-1)?.batches ?? 0) - (half[0]?.batches ?? 0);
  const growth = (limit: number): number | null => (lasts >= enoughBatches ? limit : null);
  const grown = (of: (sample: SampleAt) => number): number => slopeOf(half, of) * perBatches;
  const worst = (of: (sample: SampleAt) => number): number => Math.max(...samples.slice(1).map(of));
  const names = new Set(samples.flatMap(({ warnings }) => warnings));
  return [
    {
      what: 'objects in the heap, per 10,000 batches',
      value: grown(({ objectBytes }) => objectBytes) / mebi,
      ...limited('MiB', lasts >= enoughForObjects ? limits.objectsMiB : null),
    },
    {
      what: 'compiled code, per 10,000 batches',
      value: grown(({ codeBytes }) => codeBytes) / mebi,
      ...limited('MiB', growth(limits.codeMiB)),
    },
    {
      what: 'outside the heap, per 10,000 batches',
      value: grown(({ externalBytes }) => externalBytes) / mebi,
      ...limited('MiB', growth(limits.objectsMiB)),
    },
    {
      what: 'whole process, per 10,000 batches',
      value: grown(({ rssBytes }) => rssBytes) / mebi,
      ...limited('MiB', growth(limits.processMiB)),
    },
    {
      what: 'open files, per 10,000 batches',
      value: grown(({ openFiles }) => openFiles ?? 0),
      ...limited('', growth(limits.openFiles)),
    },
    {
      what: 'handles and timers, per 10,000 batches',
      value: grown(handlesOf),
      ...limited('', growth(limits.resources)),
    },
    { what: 'warnings of Node.js', value: names.size, ...limited([...names].join(' '), 0) },
    ...(['p99Ms', 'maxMs'] as const).flatMap((of) => [
      {
        what: `event loop delay, ${delayNames[of]}`,
        value: worst(({ ownDelay }) => ownDelay[of]),
        unit: 'ms',
        limit: limits[of],
      },
      {
        what: `with waits for a processor, ${delayNames[of]}`,
        value: worst(({ delay }) => delay[of]),
        unit: 'ms',
        limit: null,
      },
    ]),
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

const delayNames = { p99Ms: '99th percentile', maxMs: 'longest' };
