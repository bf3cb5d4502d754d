// What a race comes to: medians, ratios round by round, and whether a stated limit is passed.
import { median } from '../figures';

/** How often our time is another's in the same round, as the median over the rounds; NaN where nothing was measured. */
export function pairedRatio(ours: readonly number[], others: readonly number[]): number {
  const ratios = ours.flatMap((own, round) => {
    const other = others[round];
    return other === undefined || other <= 0 ? [] : [own / other];
  });
  return ratios.length === 0 ? NaN : median(ratios);
}

/** Our best time over the other's best: what is left of a ratio on a machine that is busy with other things as well. */
export function bestRatio(ours: readonly number[], others: readonly number[]): number {
  if (ours.length === 0 || others.length === 0) return NaN;
  return Math.min(...ours) / Math.min(...others);
}

/** Of each round the smaller of the two. */
export function betterOf(some: readonly number[], others: readonly number[]): number[] {
  return some.map((value, round) => Math.min(value, others[round] ?? Infinity));
}

/** What could not be measured is not within a limit either. */
export function isBeyond(value: number, limit: number): boolean {
  return !(value <= limit);
}
