// Puts many batches back into the queue at once: after a pause, after the network came back, after a fresh start.
import type { CredentialId, HeldReason, WaitCause } from '../../engine/model';
import { batchStateColumns } from '../rows/batch-row';
import type { LedgerDatabase } from '../schema';

/** Batches of a credential that are held for one of these reasons are sealed again, so due. */
export async function releaseHeld(
  db: LedgerDatabase,
  credentialId: CredentialId,
  reasons: readonly string[],
): Promise<void> {
  await db
    .updateTable('batch')
    .set(batchStateColumns({ state: 'sealed' }))
    .where('credential_id', '=', credentialId)
    .where('state', '=', 'held')
    .where('held_reason', 'in', reasons as readonly HeldReason[])
    .execute();
}

/** Batches that wait for one of these causes are due now; those that are due already keep their time. */
export async function wakeWaiting(
  db: LedgerDatabase,
  causes: readonly WaitCause[],
  now: number,
  beyond: number = now,
): Promise<void> {
  await db
    .updateTable('batch')
    .set({ retry_at: now })
    .where('state', '=', 'waiting')
    .where('wait_cause', 'in', causes)
    .where('retry_at', '>', beyond)
    .execute();
}
