// Checks what batches are called.
import { afterEach, describe, expect, it } from 'vitest';
import type { QueueItem } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { batchTitle } from './batch-title';

const batch: QueueItem = {
  ...{ id: 7, state: 'sealed', folderPath: '/scans/in', credentialName: 'acme', setName: null, documents: 1 },
  ...{ zipSizeBytes: 10, createdAt: 5, bytesSent: null, contentLength: null, retryAt: null, attempts: 0 },
  ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
  ...{ prioritized: false, restsBecause: null },
  ...{ reason: null, serverWords: null, lastAttempt: null },
};

afterEach(() => setLanguage('en', 'en'));

describe('batchTitle', () => {
  it.each([
    [batch, '1 document from in'],
    [{ ...batch, folderPath: 'C:\\Scans\\May\\' }, '1 document from May'],
    [{ ...batch, setName: 'May 2026', documents: 12 }, '12 documents for May 2026'],
    [{ ...batch, folderPath: '/' }, '1 document from /'],
  ])('names where it belongs', (given, title) => {
    expect(batchTitle(given)).toBe(title);
  });

  it('counts as Germans do', async () => {
    await setLanguage('de', 'de-DE');
    expect(batchTitle({ ...batch, setName: 'Mai 2026', documents: 1200 })).toBe('1.200 Dokumente für Mai 2026');
    expect(batchTitle(batch)).toBe('1 Dokument aus in');
  });
});
