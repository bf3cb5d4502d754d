// Tests of what a race comes to.
import { describe, expect, it } from 'vitest';
import { bestRatio, betterOf, isBeyond, pairedRatio } from './ratios';

describe('pairedRatio', () => {
  it('compares within a round, so that a slow minute of the machine counts for both', () => {
    expect(pairedRatio([1, 10, 1], [2, 20, 2])).toBe(0.5);
  });

  it('is the middle of the rounds, whatever one of them was', () => {
    expect(pairedRatio([1, 2, 90], [1, 1, 1])).toBe(2);
  });

  it('is nothing without rounds that both were in', () => {
    expect(pairedRatio([1], [])).toBeNaN();
    expect(pairedRatio([1], [0])).toBeNaN();
  });
});

describe('bestRatio', () => {
  it('takes the best of each, though they were in different rounds', () => {
    expect(bestRatio([4, 3, 9], [8, 9, 2])).toBe(1.5);
  });

  it('is nothing when one of them has no round', () => {
    expect(bestRatio([], [1])).toBeNaN();
    expect(bestRatio([1], [])).toBeNaN();
  });
});

describe('betterOf', () => {
  it('chooses anew in every round', () => {
    expect(betterOf([1, 5], [2, 4])).toEqual([1, 4]);
  });
});

describe('isBeyond', () => {
  it.each([
    [1.05, 1.05, false],
    [1.06, 1.05, true],
    [NaN, 1.05, true],
  ])('%d against %d: %s', (value, limit, expected) => {
    expect(isBeyond(value, limit)).toBe(expected);
  });
});
