// A clock that is set back must not put off what was due soon.
import { describe, expect, it } from 'vitest';
import { isDue } from './due';

describe('what was planned', () => {
  it.each([
    [1_000, 1_000, true],
    [1_000, 2_000, true],
    [1_001, 1_000, false],
    [1_500, 1_000, false],
    [1_501, 1_000, true],
  ])('for %d is due at %d: %s', (at, now, due) => {
    expect(isDue(at, now, 500)).toBe(due);
  });
});
