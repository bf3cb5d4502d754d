// Checks that a screen reader hears of an upload's quarters, not of every byte.
import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../../preload/contract';
import { announcements } from './announcements';

describe('announcements', () => {
  it('tells start, each quarter once, and end', () => {
    const told = [null, 0, 10, 26, 40, 99, 100, null].map((percent) => (percent === null ? [] : [sending(percent)]));
    const heard = told.slice(1).flatMap((after, index) => announcements(told[index] ?? [], after));
    expect(heard).toEqual([
      'Sending batch 3 with 2 documents.',
      'Batch 3: 25 percent sent.',
      'Batch 3: 75 percent sent.',
      'Batch 3: 100 percent sent.',
      'Batch 3 is no longer being sent.',
    ]);
  });

  it('stays silent when nothing changed', () => {
    expect(announcements([sending(30)], [sending(30)])).toEqual([]);
  });
});

function sending(bytesSent: number): QueueItem {
  return {
    ...{ id: 3, state: 'sending', folderPath: '/in', credentialName: 'acme', setName: null, documents: 2, attempts: 1 },
    ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
    ...{ prioritized: false, restsBecause: null },
    ...{ zipSizeBytes: 90, createdAt: 1, retryAt: null, reason: null, serverWords: null, lastAttempt: null },
    ...{ bytesSent, contentLength: 100 },
  };
}
