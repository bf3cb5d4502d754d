// Sends the batches that are due: keeps places and credentials apart, one attempt per batch at a time.
import { clockToleranceMs } from '../limits';
import { startLoop, type Loop } from '../loop';
import { waitCauses, type BatchId, type BatchRecord, type CredentialId } from '../model';
import type { Clock, Ledger } from '../ports';
import type { CredentialRest } from './credential-rest';
import type { Sending } from './sending';

export interface DispatcherParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly rest: CredentialRest;
  readonly sending: Pick<Sending, 'limits' | 'gate' | 'pauses' | 'tell'>;
  /** One attempt to deliver one batch, its consequences recorded. Rejects only when the ledger fails. */
  readonly attempt: (batch: BatchRecord, options: { signal: AbortSignal }) => Promise<void>;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Dispatcher {
  wake(): void;
  /** No attempt runs and none is due now. */
  readonly idle: boolean;
  /** When the next attempt is due; null when none is planned, or only a person or the network can bring it on. */
  readonly nextAttemptAt: number | null;
  /** Starts nothing more, gives running attempts 3 s, aborts the rest and waits until their ends are recorded. */
  stop(): Promise<void>;
}

// A timer measures how long the program slept; a clock that went on meanwhile, as in a computer that slept, is noticed by
// looking.
const lookAgainMs = 60_000;
const graceMs = 3_000;

/** Starts sending. */
export function startDispatcher(parts: DispatcherParts): Dispatcher {
  const { ledger, clock, rest, sending, attempt, onIdle, onError } = parts;
  const running = new Map<BatchId, { credentialId: CredentialId; finished: Promise<void> }>();
  const stopping = new AbortController();
  let lastNow = -Infinity;
  let nextAttemptAt: number | null = null;
  const loop: Loop = startLoop(step, { clock, onIdle, onError });

  async function step(): Promise<number | null> {
    // One time for all that follows, and the rests as they were then: what becomes due meanwhile must not be taken for
    // something that was looked at already.
    const now = clock.now();
    if (now < lastNow - clockToleranceMs) await clockWasSetBack(now);
    lastNow = now;
    const nextEnd = rest.nextEnd();
    const pauses = await sending.pauses.endThoseOver(now);
    sending.tell(now);
    const closed = sending.gate.closed(now);
    if (closed === null) {
      const started = await startDue(now);
      // Starting changes which credentials have a free place; look once more before going to sleep.
      if (started > 0) return clock.now();
      nextAttemptAt = earliest(await afterPlaces(now, nextEnd), pauses.nextRelease);
    } else {
      nextAttemptAt = closed.until === null ? null : await whenOpenAgain(now, closed.until);
    }
    const change = earliest(pauses.nextEnd, sending.gate.nextChangeAt(now));
    return earliest(nextAttemptAt, change === null ? null : Math.min(change, now + lookAgainMs));
  }

  /** When nothing but time holds the next batch back. */
  async function afterPlaces(now: number, nextEnd: number | null): Promise<number | null> {
    const next = earliest(await ledger.batches.nextRetryAt(now), nextEnd);
    if (next === null) return null;
    // A batch that is due but has no free place is woken by the end of an attempt, not by the clock.
    return next > now ? next : nextEnd;
  }

  /** Nothing is begun before `until`; null when nothing would be. */
  async function whenOpenAgain(now: number, until: number): Promise<number | null> {
    const isDueNow = (await ledger.batches.due(now, 1, [])).length > 0;
    const next = isDueNow ? now : await ledger.batches.nextRetryAt(now);
    return next === null ? null : Math.max(next, until);
  }

  /** Every planned time lies ahead by as much; one attempt too early is harmless, a day of silence is not. */
  async function clockWasSetBack(now: number): Promise<void> {
    rest.wakeAll('even-asked');
    await ledger.batches.wakeWaiting(waitCauses, now);
  }

  async function startDue(now: number): Promise<number> {
    const { places } = sending.limits();
    const free = places - running.size;
    if (free <= 0) return 0;
    const due = await ledger.batches.due(now, places + running.size, barredCredentials());
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
    return used < (rest.isProbing(id) ? 1 : sending.limits().placesPerCredential);
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
      return loop.nextAt === 'now' ? clock.now() : nextAttemptAt;
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

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
