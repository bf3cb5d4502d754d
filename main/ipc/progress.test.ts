// The running uploads' figures lie over what the ledger says, and go away with the attempt.
import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../preload/contract';
import type { BatchId } from '../engine/model';
import { createProgress } from './progress';

const batchId = 7 as BatchId;
const sending: QueueItem = {
  ...{ id: 7, state: 'sending', folderPath: '/in', credentialName: 'acme', setName: null, documents: 2 },
  ...{ zipSizeBytes: 900, attempts: 1, createdAt: 0, bytesSent: null, contentLength: null },
  ...{ retryAt: null, reason: null, serverWords: null, lastAttempt: null },
};

describe('progress', () => {
  it('shows the latest figures of a batch that is being sent', () => {
    const progress = createProgress();
    progress.note({ type: 'batch-progress', batchId, bytesSent: 100, contentLength: 1_000 });
    progress.note({ type: 'batch-progress', batchId, bytesSent: 400, contentLength: 1_000 });
    expect(progress.over([sending])).toEqual([{ ...sending, bytesSent: 400, contentLength: 1_000 }]);
  });

  it('leaves other batches as the ledger tells them', () => {
    const progress = createProgress();
    progress.note({ type: 'batch-progress', batchId, bytesSent: 100, contentLength: 1_000 });
    const waiting: QueueItem = { ...sending, state: 'waiting' };
    const other: QueueItem = { ...sending, id: 8 };
    expect(progress.over([waiting, other])).toEqual([waiting, other]);
  });

  it('begins anew with the next attempt', () => {
    const progress = createProgress();
    progress.note({ type: 'batch-progress', batchId, bytesSent: 1_000, contentLength: 1_000 });
    progress.note({ type: 'batch-waiting', batchId, cause: 'network', retryAt: 1, serverWords: null });
    progress.note({ type: 'batch-sending', batchId, attempt: 2 });
    expect(progress.over([sending])).toEqual([sending]);
  });
});
