// Checks what batches are called.
import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../../preload/contract';
import { batchTitle } from './batch-title';

const batch: QueueItem = {
  ...{ id: 7, state: 'sealed', folderPath: '/scans/in', credentialName: 'acme', setName: null, documents: 1 },
  ...{ zipSizeBytes: 10, createdAt: 5, bytesSent: null, contentLength: null, retryAt: null, attempts: 0 },
  ...{ reason: null, serverWords: null, lastAttempt: null },
};

describe('batchTitle', () => {
  it.each([
    [batch, '1 document from in'],
    [{ ...batch, folderPath: 'C:\\Scans\\May\\' }, '1 document from May'],
    [{ ...batch, setName: 'May 2026', documents: 12 }, '12 documents for May 2026'],
    [{ ...batch, folderPath: '/' }, '1 document from /'],
  ])('names where it belongs', (given, title) => {
    expect(batchTitle(given)).toBe(title);
  });
});
