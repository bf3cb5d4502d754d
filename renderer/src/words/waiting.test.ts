// Checks what the queue says about batches in each state.
import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../../preload/contract';
import { queueSentence } from './waiting';

const now = Date.UTC(2026, 4, 12);

describe('queueSentence', () => {
  it('tells cause and time of the next try', () => {
    const batch = aBatch({ state: 'waiting', reason: 'network', retryAt: now + 5 * 60_000 });
    expect(queueSentence(batch, now, 'en')).toBe('The server could not be reached. Next try in 5 minutes.');
  });

  it('tells how much is sent, and when only the answer is missing', () => {
    const sending = { state: 'sending', contentLength: 2048 } as const;
    expect(queueSentence(aBatch({ ...sending, bytesSent: 1024 }), now, 'en')).toBe('1 kB of 2 kB sent.');
    expect(queueSentence(aBatch({ ...sending, bytesSent: 2048 }), now, 'en')).toMatch(/^All of it is sent/);
    expect(queueSentence(aBatch({ ...sending, bytesSent: null }), now, 'en')).toBe('Connecting to the server.');
  });

  it('says why a batch is split, and that a single document cannot be', () => {
    const splitting = { state: 'splitting', reason: 'too-large' } as const;
    expect(queueSentence(aBatch({ ...splitting, documents: 8 }), now, 'en')).toContain('split into two batches');
    expect(queueSentence(aBatch({ ...splitting, documents: 1 }), now, 'en')).toContain('set aside');
  });

  it('never promises that a batch in doubt goes on by itself', () => {
    expect(queueSentence(aBatch({ state: 'in-doubt' }), now, 'en')).toContain('not sent again by itself');
  });
});

function aBatch(over: Partial<QueueItem>): QueueItem {
  return {
    ...{ id: 1, state: 'sealed', folderPath: '/in', credentialName: 'acme', setName: null, documents: 2 },
    ...{ zipSizeBytes: 2000, attempts: 1, createdAt: now, bytesSent: null, contentLength: null, retryAt: null },
    ...{ reason: null, serverWords: null, lastAttempt: null },
    ...over,
  };
}
