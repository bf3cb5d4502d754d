// A row of the ledger bench's table, and how a question is timed.
import { median } from '../figures';

export interface Row {
  readonly what: string;
  readonly median: number;
  readonly worst?: number;
  readonly unit: 'ms' | 'MB' | 'x' | 'commits';
  /** The median must not be greater; without it the row is told, not judged. */
  readonly limit?: number;
}

/** What could not be measured is not within a limit either. */
export function isBeyond(value: number, limit: number): boolean {
  return !(value <= limit);
}

/** Milliseconds of each of so many runs, after one that is not counted. */
export async function timesOf(ask: () => Promise<unknown>, rounds: number): Promise<number[]> {
  await ask();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** A row in milliseconds. */
export function timed(what: string, times: readonly number[], limit?: number): Row {
  const row = { what, median: median(times), worst: Math.max(...times), unit: 'ms' } as const;
  return limit === undefined ? row : { ...row, limit };
}
