// What a killed program left behind: batches half sealed or half sent go to a state that a restart can go on from.
import type { EventListener } from '../events';
import type { Clock, Ledger } from '../ports';

/**
 * Open batches are given up, their documents are ready again. A batch that was sending is in doubt: the row "bytes may
 * leave" was written, and nothing says how many left (docs/architecture.md, What always holds).
 */
export async function recoverInterrupted(ledger: Ledger, clock: Clock, onEvent: EventListener): Promise<void> {
  for (const batch of await ledger.batches.interrupted()) {
    if (batch.status.state === 'open') {
      await ledger.batches.abandon(batch.id);
      continue;
    }
    const set = batch.setId === null ? null : await ledger.sets.get(batch.setId);
    const created = set?.status.state === 'creating' && set.status.batchId === batch.id;
    const evidence = {
      endedAt: clock.now(),
      outcome: 'in-doubt',
      bytesSent: 0,
      contentLength: batch.zipSizeBytes ?? 0,
      status: null,
      headers: null,
      reply: null,
    };
    await ledger.batches.endAttempt(
      batch.id,
      evidence,
      { state: 'in-doubt', serverWords: null },
      created ? { id: set.id, status: { state: 'needs-attention', reason: 'create-in-doubt' } } : null,
    );
    onEvent({ type: 'batch-in-doubt', batchId: batch.id, serverWords: null });
  }
}
