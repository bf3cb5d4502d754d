import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstHalf } from './halves';

const sizes = fc.array(fc.nat({ max: 1_000 }), { minLength: 2, maxLength: 60 });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const difference = (of: readonly number[], count: number): number =>
  Math.abs(sum(of.slice(0, count)) - sum(of.slice(count)));

describe('firstHalf', () => {
  it.each([
    [[1, 1], 1],
    [[1, 1, 1, 1], 2],
    [[9, 1, 1, 1], 1],
    [[1, 1, 1, 9], 3],
    [[1, 9, 1], 1],
    [[0, 0, 0], 1],
  ])('of %o is the first %i', (of, count) => {
    expect(firstHalf(of)).toBe(count);
  });

  it('leaves something on both sides', () => {
    fc.assert(
      fc.property(sizes, (of) => {
        expect(firstHalf(of)).toBeGreaterThanOrEqual(1);
        expect(firstHalf(of)).toBeLessThan(of.length);
      }),
    );
  });

  it('is the most even cut of all', () => {
    fc.assert(
      fc.property(sizes, (of) => {
        const cuts = of.slice(1).map((_, index) => difference(of, index + 1));
        expect(difference(of, firstHalf(of))).toBe(Math.min(...cuts));
      }),
    );
  });

  it('cut again and again ends with every entry alone, each once and in order', () => {
    fc.assert(
      fc.property(sizes, (of) => {
        const cut = (part: readonly number[]): number[][] => {
          if (part.length < 2) return [[...part]];
          const count = firstHalf(part.map((index) => of[index] ?? 0));
          return [...cut(part.slice(0, count)), ...cut(part.slice(count))];
        };
        const every = of.map((_, index) => index);
        expect(cut(every)).toEqual(every.map((index) => [index]));
      }),
    );
  });
});
