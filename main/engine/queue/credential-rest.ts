// Rests a credential whose server cannot be reached or is busy, so that one batch probes it and not ten thousand.
import type { CredentialId } from '../model';
import { isDue } from '../due';
import type { Clock, Random } from '../ports';
import { longestRetryMs } from '../limits';
import { backoffMs, type BackoffRule } from './backoff';

export interface CredentialRest {
  /** The wait that the next failure would cause, in milliseconds. */
  nextBackoffMs(id: CredentialId): number;
  failed(id: CredentialId, restMs: number): void;
  answered(id: CredentialId): void;
  /** No attempt before this time; null when none is barred. */
  until(id: CredentialId): number | null;
  /** The last attempt failed: only one batch may try at a time. */
  isProbing(id: CredentialId): boolean;
  /** Lets every credential try again at once. */
  wakeAll(): void;
  /** Credentials whose last attempt failed. */
  restingIds(): CredentialId[];
  /** The earliest end of a rest; null when nothing rests. */
  nextEnd(): number | null;
}

/** Keeps the rests in memory only: after a restart one attempt per credential finds out anew. */
export function createCredentialRest(rule: () => BackoffRule, clock: Clock, random: Random): CredentialRest {
  const resting = new Map<CredentialId, { failures: number; until: number }>();
  return {
    nextBackoffMs: (id) => backoffMs((resting.get(id)?.failures ?? 0) + 1, rule(), random),
    failed: (id, restMs) => {
      const before = resting.get(id);
      // Two uploads may fail at once, and the longer wait is what the server asked for.
      const stillRests = before !== undefined && !isDue(before.until, clock.now(), longestRetryMs);
      const until = Math.max(clock.now() + restMs, stillRests ? before.until : 0);
      resting.set(id, { failures: (before?.failures ?? 0) + 1, until });
    },
    answered: (id) => {
      resting.delete(id);
    },
    until: (id) => {
      const until = resting.get(id)?.until ?? 0;
      return isDue(until, clock.now(), longestRetryMs) ? null : until;
    },
    isProbing: (id) => resting.has(id),
    wakeAll: () => {
      for (const [id, { failures }] of resting) resting.set(id, { failures, until: 0 });
    },
    restingIds: () => [...resting.keys()],
    nextEnd: () => {
      const now = clock.now();
      const ends = [...resting.values()]
        .map(({ until }) => until)
        .filter((until) => !isDue(until, now, longestRetryMs));
      return ends.length === 0 ? null : Math.min(...ends);
    },
  };
}
