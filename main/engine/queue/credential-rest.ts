// Rests a credential whose server cannot be reached or is busy, so that one batch probes it and not ten thousand.
import type { CredentialId } from '../model';
import { isDue } from '../due';
import type { Clock, Random } from '../ports';
import { longestRetryMs } from '../limits';
import { backoffMs, type BackoffRule } from './backoff';

export interface CredentialRest {
  /** The wait that the next failure would cause, in milliseconds. */
  nextBackoffMs(id: CredentialId): number;
  /** `asked`: the server named this wait (Retry-After); only its time, or a clock that was set back, ends it. */
  failed(id: CredentialId, restMs: number, asked?: 'asked'): void;
  /** The server answered, or a person wants a try now: what this program chose to wait is over. */
  answered(id: CredentialId): void;
  /** No attempt before this time; null when none is barred. */
  until(id: CredentialId): number | null;
  /** The last attempt failed: only one batch may try at a time. */
  isProbing(id: CredentialId): boolean;
  /** Lets every credential try again at once, but for what its server asked for; `even-asked`: for all of it. */
  wakeAll(which?: 'even-asked'): void;
  /** Every rest that is under way. */
  list(): readonly RestUnderWay[];
  /** Credentials whose last attempt failed. */
  restingIds(): CredentialId[];
  /** The earliest end of a rest; null when nothing rests. */
  nextEnd(): number | null;
}

export interface RestUnderWay {
  readonly credentialId: CredentialId;
  readonly until: number;
  /** The server named this time. */
  readonly asked: boolean;
}

interface Rest {
  readonly failures: number;
  readonly until: number;
  /** How long the server asked for; 0 when it did not. */
  readonly askedUntil: number;
}

/** Keeps the rests in memory only: after a restart one attempt per credential finds out anew. */
export function createCredentialRest(rule: () => BackoffRule, clock: Clock, random: Random): CredentialRest {
  const resting = new Map<CredentialId, Rest>();
  const isOver = (until: number): boolean => isDue(until, clock.now(), longestRetryMs);
  const ahead = (until: number): number => (isOver(until) ? 0 : until);
  const none: Rest = { failures: 0, until: 0, askedUntil: 0 };
  return {
    nextBackoffMs: (id) => backoffMs((resting.get(id)?.failures ?? 0) + 1, rule(), random),
    failed: (id, restMs, asked) => {
      const before = resting.get(id) ?? none;
      const end = clock.now() + restMs;
      // Two uploads may fail at once, and the longer wait is what the server asked for.
      resting.set(id, {
        failures: before.failures + 1,
        until: Math.max(end, ahead(before.until)),
        askedUntil: Math.max(asked === undefined ? 0 : end, ahead(before.askedUntil)),
      });
    },
    answered: (id) => {
      const askedUntil = ahead(resting.get(id)?.askedUntil ?? 0);
      if (askedUntil === 0) resting.delete(id);
      else resting.set(id, { failures: 0, until: askedUntil, askedUntil });
    },
    until: (id) => {
      const until = resting.get(id)?.until ?? 0;
      return isOver(until) ? null : until;
    },
    isProbing: (id) => (resting.get(id)?.failures ?? 0) > 0,
    wakeAll: (which) => {
      for (const [id, { failures, askedUntil }] of resting) {
        const until = which === undefined ? ahead(askedUntil) : 0;
        resting.set(id, { failures, until, askedUntil: until });
      }
    },
    restingIds: () => [...resting.keys()],
    list: () =>
      [...resting].flatMap(([credentialId, { until, askedUntil }]) =>
        isOver(until) ? [] : [{ credentialId, until, asked: until === askedUntil }],
      ),
    nextEnd: () => {
      const ends = [...resting.values()].map(({ until }) => until).filter((until) => !isOver(until));
      return ends.length === 0 ? null : Math.min(...ends);
    },
  };
}
