// Checks how counts, sizes and shares are written.
import { describe, expect, it } from 'vitest';
import { formatCount, formatPercent, formatSize, percentOf } from './numbers';

describe('formatSize', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [1536, '1.5 kB'],
    [1024 * 1024 - 1, '1 MB'],
    [150 * 1024 * 1024, '150 MB'],
    [3.25 * 1024 ** 3, '3.3 GB'],
    [5000 * 1024 ** 4, '5,000 TB'],
  ])('writes %d bytes as %s', (sizeBytes, text) => {
    expect(formatSize(sizeBytes, 'en')).toBe(text);
  });

  it('follows the locale', () => {
    expect(formatSize(1536, 'de')).toBe('1,5 kB');
  });
});

describe('percentOf', () => {
  it.each([
    [0, 0, 0],
    [1, 3, 33],
    [999_999, 1_000_000, 99],
    [5, 5, 100],
    [7, 5, 100],
    [-1, 5, 0],
  ])('%d of %d is %d percent', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });
});

describe('counts', () => {
  it('groups digits by locale', () => {
    expect(formatCount(1204567, 'en')).toBe('1,204,567');
    expect(formatCount(1204567, 'de')).toBe('1.204.567');
    expect(formatPercent(42, 'en')).toBe('42%');
  });
});
