// Checks what is said about saved receipts.
import { describe, expect, it } from 'vitest';
import { savedReceipts } from './receipts';

describe('savedReceipts', () => {
  it.each([
    [0, 'There are no receipts yet. An empty file was saved.'],
    [1, '1 receipt was saved.'],
    [1204, '1,204 receipts were saved.'],
  ])('of %d', (receipts, sentence) => {
    expect(savedReceipts(receipts, 'en')).toBe(sentence);
  });
});
