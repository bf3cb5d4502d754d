import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

const rule = { firstMs: 5_000, ceilingMs: 900_000 };

describe('backoffMs', () => {
  it('spreads the first wait below the first span', () => {
    expect(backoffMs(1, rule, () => 0)).toBe(500);
    expect(backoffMs(1, rule, () => 0.999999)).toBe(5_000);
  });

  it('doubles the span with each attempt until the ceiling', () => {
    const longest = [1, 2, 3, 4, 9, 50].map((attempts) => backoffMs(attempts, rule, () => 1));
    expect(longest).toEqual([5_000, 10_000, 20_000, 40_000, 900_000, 900_000]);
  });

  it('stays above zero and at or below the ceiling for any history', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, chance) => {
        const wait = backoffMs(attempts, rule, () => chance);
        return wait > 0 && wait <= rule.ceilingMs;
      }),
    );
  });
});
