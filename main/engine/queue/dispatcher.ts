// Sends the batches that are due: keeps places and credentials apart, one attempt per batch at a time.
import { startLoop, type Loop } from '../loop';
import { waitCauses, type BatchId, type BatchRecord, type CredentialId } from '../model';
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

// Clocks are corrected by milliseconds all the time.
const clockToleranceMs = 1_000;
const placesInAll = 4;
const placesPerCredential = 2;
const graceMs = 3_000;

/** Starts sending. */
export function startDispatcher({ ledger, clock, rest, attempt, onIdle, onError }: DispatcherParts): Dispatcher {
  const running = new Map<BatchId, { credentialId: CredentialId; finished: Promise<void> }>();
  const stopping = new AbortController();
  let lastNow = -Infinity;
  const loop: Loop = startLoop(step, { clock, onIdle, onError });

  async function step(): Promise<number | null> {
    // One time for all that follows, and the rests as they were then: what becomes due meanwhile must not be taken for
    // something that was looked at already.
    const now = clock.now();
    if (now < lastNow - clockToleranceMs) await clockWasSetBack(now);
    lastNow = now;
    const nextEnd = rest.nextEnd();
    const started = await startDue(now);
    // Starting changes which credentials have a free place; look once more before going to sleep.
    if (started > 0) return clock.now();
    const next = Math.min((await ledger.batches.nextRetryAt(now)) ?? Infinity, nextEnd ?? Infinity);
    if (next === Infinity) return null;
    // A batch that is due but has no free place is woken by the end of an attempt, not by the clock.
    return next > now ? next : nextEnd;
  }

  /** Every planned time lies ahead by as much; one attempt too early is harmless, a day of silence is not. */
  async function clockWasSetBack(now: number): Promise<void> {
    rest.wakeAll();
    await ledger.batches.wakeWaiting(waitCauses, now);
  }

  async function startDue(now: number): Promise<number> {
    const free = placesInAll - running.size;
    if (free <= 0) return 0;
    const due = await ledger.batches.due(now, placesInAll + running.size, barredCredentials());
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
