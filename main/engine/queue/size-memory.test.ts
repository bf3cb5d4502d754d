import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SizeMemory } from '../model';
import { isKnownTooLarge, learnSize, zipLimitBytes, type SizeObservation } from './size-memory';

const nothing: SizeMemory = { largestAcceptedBytes: null, smallestRefusedBytes: null };
const memory = (accepted: number | null, refused: number | null): SizeMemory => ({
  largestAcceptedBytes: accepted,
  smallestRefusedBytes: refused,
});
const accepted = (zipSizeBytes: number): SizeObservation => ({ zipSizeBytes, kind: 'accepted' });
const refused = (zipSizeBytes: number): SizeObservation => ({ zipSizeBytes, kind: 'refused' });

describe('learnSize', () => {
  it.each([
    [nothing, accepted(10), memory(10, null)],
    [nothing, refused(10), memory(null, 10)],
    [memory(10, 50), accepted(20), memory(20, 50)],
    [memory(10, 50), accepted(5), memory(10, 50)],
    [memory(10, 50), refused(40), memory(10, 40)],
    [memory(10, 50), refused(60), memory(10, 50)],
    [memory(10, 50), accepted(50), memory(50, null)],
    [memory(10, 50), accepted(70), memory(70, null)],
    [memory(10, 50), refused(10), memory(null, 10)],
    [memory(10, 50), refused(5), memory(null, 5)],
  ])('from %o by %o', (before, seen, after) => {
    expect(learnSize(before, seen)).toEqual(after);
  });
});

const observation: fc.Arbitrary<SizeObservation> = fc.record({
  zipSizeBytes: fc.integer({ min: 1, max: 1_000 }),
  kind: fc.constantFrom('accepted' as const, 'refused' as const),
});
const learned = fc.array(observation, { maxLength: 30 }).map((seen) => seen.reduce(learnSize, nothing));

describe('a size memory, whatever was seen', () => {
  it('never holds that a size is both accepted and refused', () => {
    fc.assert(
      fc.property(learned, ({ largestAcceptedBytes, smallestRefusedBytes }) => {
        if (largestAcceptedBytes === null || smallestRefusedBytes === null) return;
        expect(largestAcceptedBytes).toBeLessThan(smallestRefusedBytes);
      }),
    );
  });

  it('believes the last answer', () => {
    fc.assert(
      fc.property(learned, observation, (before, seen) => {
        expect(isKnownTooLarge(learnSize(before, seen), seen.zipSizeBytes)).toBe(seen.kind === 'refused');
      }),
    );
  });

  it('changes nothing by seeing the same again', () => {
    fc.assert(
      fc.property(learned, observation, (before, seen) => {
        const once = learnSize(before, seen);
        expect(learnSize(once, seen)).toEqual(once);
      }),
    );
  });

  it('finds a limit that the server keeps, and plans below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000 }), fc.array(fc.integer({ min: 1, max: 2_000 })), (limit, sizes) => {
        const answers = sizes.map((size) => (size <= limit ? accepted(size) : refused(size)));
        const after = answers.reduce(learnSize, nothing);
        expect(isKnownTooLarge(after, limit)).toBe(false);
        const planned = zipLimitBytes(after);
        expect(planned === null).toBe(sizes.every((size) => size <= limit));
        if (planned !== null) expect(isKnownTooLarge(after, planned)).toBe(false);
      }),
    );
  });
});

describe('zipLimitBytes', () => {
  it.each([
    [nothing, null],
    [memory(10, null), null],
    [memory(null, 101), 50],
    [memory(49, 101), 50],
    [memory(50, 101), 50],
    [memory(90, 101), 90],
    [memory(null, 1), 1],
  ])('of %o', (before, limit) => {
    expect(zipLimitBytes(before)).toBe(limit);
  });
});
