// Checks what is said about saved receipts.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { receiptFormats, receiptFormatWords, savedReceipts } from './receipts';

beforeEach(() => setLanguage('en', 'en'));

describe('savedReceipts', () => {
  it.each([
    [0, 'There are no receipts yet. An empty file was saved.'],
    [1, '1 receipt was saved.'],
    [1204, '1,204 receipts were saved.'],
  ])('of %d', (receipts, sentence) => {
    expect(savedReceipts(receipts)).toBe(sentence);
  });

  it('counts in German as Germans do', async () => {
    await setLanguage('de', 'de-DE');
    expect(savedReceipts(1)).toBe('1 Beleg wurde gespeichert.');
    expect(savedReceipts(1204)).toBe('1.204 Belege wurden gespeichert.');
  });
});

describe('receiptFormatWords', () => {
  it('are others for each format', () => {
    expect(new Set(receiptFormats.map((format) => receiptFormatWords(format).name)).size).toBe(receiptFormats.length);
  });
});
