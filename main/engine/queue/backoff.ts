// How long to wait before the next attempt: exponential growth with full jitter, so that clients do not come in step.
import type { Random } from '../ports';

export interface BackoffRule {
  /** Ceiling of the first wait, in milliseconds. */
  readonly firstMs: number;
  /** No wait is longer than this, in milliseconds. */
  readonly ceilingMs: number;
}

/**
 * The wait before attempt `attempts + 1`, in milliseconds: evenly spread below `firstMs * 2^(attempts - 1)`, at most
 * `ceilingMs`. A tenth of the ceiling is the floor: zero would hammer a server that is just coming back.
 */
export function backoffMs(attempts: number, { firstMs, ceilingMs }: BackoffRule, random: Random): number {
  const span = Math.min(ceilingMs, firstMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 40));
  return Math.round(span * (0.1 + 0.9 * random()));
}
