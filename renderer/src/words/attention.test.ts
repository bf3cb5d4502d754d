// Checks what the list of waiting things says.
import { describe, expect, it } from 'vitest';
import type { AttentionItem, QueueItem } from '../../../preload/contract';
import { attentionKey, attentionWords } from './attention';

const batch: QueueItem = {
  ...{ id: 7, state: 'held', folderPath: '/in', credentialName: 'acme', setName: 'May', documents: 1, attempts: 3 },
  ...{ zipSizeBytes: 10, createdAt: 5, bytesSent: null, contentLength: null, retryAt: null },
  ...{ reason: 'refused', serverWords: 'Please provide username.' },
};

describe('attentionWords', () => {
  it('says why a batch is held and quotes the server', () => {
    expect(attentionWords({ kind: 'batch-held', batch })).toEqual({
      title: 'Batch 7 with 1 document is held',
      reason: 'The server refused the batch.',
      serverWords: 'Please provide username.',
      since: 5,
    });
  });

  it('does not say that a batch in doubt failed', () => {
    const { title } = attentionWords({ kind: 'batch-in-doubt', batch: { ...batch, documents: 12 } });
    expect(title).toBe('Batch 7 with 12 documents may have arrived');
  });

  it('says why a paused credential stops', () => {
    const item = { kind: 'credential-paused', credentialId: 'a', name: 'acme', since: 1, serverWords: null } as const;
    expect(attentionWords({ ...item, reason: 'credential-refused' }).reason).toContain('does not get locked');
  });

  it('can name a set without a name', () => {
    expect(attentionWords({ kind: 'set', setId: 3, name: '', reason: 'no-number' }).title).toBe(
      'A set needs its number',
    );
  });
});

describe('attentionKey', () => {
  it('stays the same when a batch goes from held to in doubt', () => {
    const items: AttentionItem[] = [
      { kind: 'batch-held', batch },
      { kind: 'batch-in-doubt', batch },
    ];
    expect(new Set(items.map(attentionKey)).size).toBe(1);
  });
});
