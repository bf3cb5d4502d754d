// Only the page's own requests reach documents, and only by their id.
import { describe, expect, it } from 'vitest';
import { documentAddress } from '../../preload/contract';
import { documentIdIn, mayAskForDocuments } from './page-documents';

describe('the address of a document', () => {
  it('is the one that the contract makes', () => {
    expect(documentIdIn(documentAddress(4_711))).toBe(4_711);
  });

  it.each([
    'app://batchdrop/documents/',
    'app://batchdrop/documents',
    'app://batchdrop/documents/0',
    'app://batchdrop/documents/01',
    'app://batchdrop/documents/-1',
    'app://batchdrop/documents/1.5',
    'app://batchdrop/documents/1/2',
    'app://batchdrop/documents/1?path=/etc/passwd',
    'app://batchdrop/documents/%31',
    'app://batchdrop/documents/1%2f..%2fx',
    'app://batchdrop/documents/9999999999999999',
  ])('is not %s', (address) => {
    expect(documentIdIn(address)).toBe('bad');
  });

  it.each([
    'app://batchdrop/index.html',
    'app://batchdrop/assets/documents/1',
    'app://batchdrop/documents.js',
    'app://other/documents/1',
    'https://batchdrop/documents/1',
    'nothing',
  ])('%s is about something else', (address) => {
    expect(documentIdIn(address)).toBeNull();
  });
});

describe('a request for a document', () => {
  const ours = { frameUrl: 'app://batchdrop/index.html#/sets', isMainFrame: true, resourceType: 'xhr' };

  it.each([ours, { ...ours, resourceType: 'image' }])('is let through for our page: $resourceType', (asker) => {
    expect(mayAskForDocuments(asker)).toBe(true);
  });

  it.each([
    { ...ours, frameUrl: 'app://other/index.html' },
    { ...ours, frameUrl: 'app://batchdrop.example/index.html' },
    { ...ours, frameUrl: 'https://example.com/' },
    { ...ours, frameUrl: 'about:blank' },
    { ...ours, frameUrl: null },
    { ...ours, isMainFrame: false },
    { ...ours, resourceType: 'mainFrame' },
    { ...ours, resourceType: 'subFrame' },
    { ...ours, resourceType: 'script' },
  ])('is refused for $frameUrl ($resourceType, main frame: $isMainFrame)', (asker) => {
    expect(mayAskForDocuments(asker)).toBe(false);
  });
});
