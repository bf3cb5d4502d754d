// Sends the batches that are due: keeps places and credentials apart, one attempt per batch at a time.
import { startLoop, type Loop } from '../loop';
import type { BatchId, BatchRecord, CredentialId } from '../model';
import type { Clock, Ledger } from '../ports';
import type { CredentialRest } from './credential-rest';

export interface DispatcherParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly rest: CredentialRest;
  /** One attempt to deliver one batch, its consequences recorded. Rejects only when the ledger fails. */
  readonly attempt: (batch: BatchRecord, options: { signal: AbortSignal }) => Promise<void>;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Dispatcher {
  wake(): void;
  /** No attempt runs and none is due now. */
  readonly idle: boolean;
  /** When the next attempt is due; null when none is planned. */
  readonly nextAttemptAt: number | null;
  /** Starts nothing more, gives running attempts 3 s, aborts the rest and waits until their ends are recorded. */
  stop(): Promise<void>;
}

const placesInAll = 4;
const placesPerCredential = 2;
const graceMs = 3_000;

/** Starts sending. */
export function startDispatcher({ ledger, clock, rest, attempt, onIdle, onError }: DispatcherParts): Dispatcher {
  const running = new Map<BatchId, { credentialId: CredentialId; finished: Promise<void> }>();
  const stopping = new AbortController();
  const loop: Loop = startLoop(step, { clock, onIdle, onError });

  async function step(): Promise<number | null> {
    const started = await startDue();
    // Starting changes which credentials have a free place; look once more before going to sleep.
    if (started > 0) return clock.now();
    const [nextRetryAt, nextEnd] = [await ledger.batches.nextRetryAt(), rest.nextEnd()];
    const next = Math.min(nextRetryAt ?? Infinity, nextEnd ?? Infinity);
    if (next === Infinity) return null;
    // A batch that is due but has no free place is woken by the end of an attempt, not by the clock.
    return next > clock.now() ? next : nextEnd;
  }

  async function startDue(): Promise<number> {
    const free = placesInAll - running.size;
    if (free <= 0) return 0;
    const due = await ledger.batches.due(clock.now(), placesInAll + running.size, barredCredentials());
    let started = 0;
    for (const batch of due) {
      if (started >= free) break;
      if (running.has(batch.id) || !hasPlace(batch.credentialId)) continue;
      start(batch);
      started += 1;
    }
    return started;
  }

  function barredCredentials(): CredentialId[] {
    const busy = [...running.values()].map(({ credentialId }) => credentialId);
    const known = new Set([...busy, ...rest.restingIds()]);
    return [...known].filter((id) => !hasPlace(id));
  }

  function hasPlace(id: CredentialId): boolean {
    if (rest.until(id) !== null) return false;
    let used = 0;
    for (const { credentialId } of running.values()) if (credentialId === id) used += 1;
    return used < (rest.isProbing(id) ? 1 : placesPerCredential);
  }

  function start(batch: BatchRecord): void {
    const finished = attempt(batch, { signal: stopping.signal })
      .catch(onError)
      .finally(() => {
        running.delete(batch.id);
        loop.wake();
      });
    running.set(batch.id, { credentialId: batch.credentialId, finished });
  }

  return {
    wake: () => {
      loop.wake();
    },
    get idle() {
      return running.size === 0 && loop.nextAt !== 'now';
    },
    get nextAttemptAt() {
      return loop.nextAt === 'now' ? clock.now() : loop.nextAt;
    },
    stop: async () => {
      await loop.stop();
      const finished = Promise.all([...running.values()].map((attempt) => attempt.finished));
      const over = new AbortController();
      // A reply that is on its way is worth a moment: without it a batch that was sent whole would be in doubt.
      await Promise.race([finished, clock.sleep(graceMs, { signal: over.signal })]);
      over.abort();
      stopping.abort();
      await finished;
    },
  };
}
