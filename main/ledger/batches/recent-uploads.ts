// How fast the last uploads of a credential went, from their attempts.
import type { CredentialId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';

// Below this the waiting for the answer is most of an attempt's time.
const smallestBytes = 4 * 1024 * 1024;
const looksBack = 200;
const uploads = 5;

/** Bytes per second of the fastest of the last accepted uploads of 4 MB or more; null when there is none. */
export async function fastestRecentUpload(db: LedgerDatabase, credentialId: CredentialId): Promise<number | null> {
  const rows = await recentUploadsQuery(db, credentialId).execute();
  const speeds = rows.flatMap(({ bytes_sent, started_at, ended_at }) =>
    bytes_sent === null || ended_at === null || bytes_sent < smallestBytes
      ? []
      : (bytes_sent * 1_000) / Math.max(1, ended_at - started_at),
  );
  return speeds.length === 0 ? null : Math.max(...speeds.slice(0, uploads));
}

/** Exported for the test that looks at its query plan. */
export function recentUploadsQuery(db: LedgerDatabase, credentialId: CredentialId) {
  return db
    .selectFrom('batch')
    .innerJoin('attempt', 'attempt.batch_id', 'batch.id')
    .select(['attempt.bytes_sent', 'attempt.started_at', 'attempt.ended_at'])
    .where('batch.accepted_at', 'is not', null)
    .where('batch.credential_id', '=', credentialId)
    .where('attempt.outcome', '=', 'accepted')
    .orderBy('batch.accepted_at', 'desc')
    .limit(looksBack);
}
