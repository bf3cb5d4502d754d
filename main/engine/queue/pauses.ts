// Sending pauses: a person sets and ends them; one that has a time ends by itself.
import type { EventListener } from '../events';
import { isInForce } from '../limits';
import type { PauseScope, SendingPause } from '../model';
import type { Clock, Ledger } from '../ports';

export interface Pauses {
  /** `until` lies in the future, in milliseconds since 1970; null: until it is ended. */
  set(scope: PauseScope, until: number | null): Promise<void>;
  end(scope: PauseScope): Promise<void>;
  /** Tells of those that an earlier run of the program left. */
  tell(): Promise<void>;
  /** Ends what is over; answers with when to look again, and when something that is held back may go. */
  endThoseOver(now: number): Promise<{ readonly nextEnd: number | null; readonly nextRelease: number | null }>;
}

export interface PauseParts {
  readonly ledger: Pick<Ledger, 'pauses' | 'batches'>;
  readonly clock: Clock;
  readonly onEvent: EventListener;
}

export function createPauses({ ledger, clock, onEvent }: PauseParts): Pauses {
  const tellOf = (pause: SendingPause): void => {
    onEvent({ type: 'sending-paused', scope: scopeOf(pause), until: pause.until });
  };
  return {
    set: async (scope, until) => {
      await ledger.pauses.set({ ...scope, since: clock.now(), until });
      tellOf({ ...scope, since: clock.now(), until });
    },
    end: async (scope) => {
      if (await ledger.pauses.end(scope)) onEvent({ type: 'sending-resumed', scope, by: 'person' });
    },
    tell: async () => {
      for (const pause of await ledger.pauses.list()) {
        if (isInForce(pause, clock.now())) tellOf(pause);
      }
    },
    endThoseOver: async (now) => {
      const pauses = await ledger.pauses.list();
      const inForce = pauses.filter((pause) => isInForce(pause, now));
      if (inForce.length < pauses.length) {
        for (const pause of await ledger.pauses.endOver(now)) {
          onEvent({ type: 'sending-resumed', scope: scopeOf(pause), by: 'time' });
        }
      }
      let [nextEnd, nextRelease] = [Infinity, Infinity];
      for (const pause of inForce) {
        const { until } = pause;
        if (until === null) continue;
        nextEnd = Math.min(nextEnd, until);
        // Two pauses may hold the same batch back; then the later one is seen when the earlier one has ended.
        if (until < nextRelease && (await ledger.batches.isHeldBack(pause))) nextRelease = until;
      }
      return { nextEnd: orNull(nextEnd), nextRelease: orNull(nextRelease) };
    },
  };
}

function scopeOf(pause: SendingPause): PauseScope {
  const { scope } = pause;
  if (scope === 'all') return { scope };
  return scope === 'credential' ? { scope, id: pause.id } : { scope, id: pause.id };
}

function orNull(time: number): number | null {
  return time === Infinity ? null : time;
}
