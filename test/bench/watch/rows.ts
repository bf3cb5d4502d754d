// A row of the watch bench's table, and what a sample of the process says in such rows.
import { median } from '../figures';
import type { Sample } from './protocol';

export interface Row {
  readonly what: string;
  /** One for each round. */
  readonly values: readonly number[];
  readonly unit: 'ms' | 'x' | 'MiB' | '%' | 'files';
  /** The middle value must not be greater; without it the row is told, not judged. */
  readonly limit?: number;
}

/** What could not be measured is not within its limit either. */
export function isBeyond({ values, limit }: Row): boolean {
  return limit !== undefined && !(median(values) <= limit);
}

const mebi = 1024 * 1024;

/** The limits of point 8: the event loop of the engine's process. */
export function loopRows(name: string, samples: readonly Sample[]): Row[] {
  return [
    {
      what: `${name}: event loop delay, p99`,
      values: samples.map(({ delayP99Ms }) => delayP99Ms),
      ...{ unit: 'ms', limit: 50 },
    },
    {
      what: `${name}: event loop delay, longest`,
      values: [Math.max(...samples.map(({ delayMaxMs }) => delayMaxMs))],
      ...{ unit: 'ms', limit: 250 },
    },
  ];
}

/** Memory of the whole process at its highest. */
export function peakRow(name: string, samples: readonly Sample[], limit?: number): Row {
  const values = samples.map(({ peakBytes }) => (peakBytes ?? Number.NaN) / mebi);
  return { what: `${name}: most memory`, values, unit: 'MiB', ...(limit !== undefined && { limit }) };
}

export function inMebi(bytes: number | null): number {
  return (bytes ?? Number.NaN) / mebi;
}
