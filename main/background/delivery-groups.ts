// Deliveries are told in groups: one notification when a minute went by without another, not one for each batch.
import type { Clock } from '../engine/ports';

export interface DeliveryGroupsParts {
  readonly clock: Clock;
  /** When the quiet hours end; null when none are on. */
  readonly quietUntil: (now: number) => number | null;
  readonly show: (documents: number, batches: number) => void;
  readonly signal: AbortSignal;
}

export interface DeliveryGroups {
  /** A batch with so many documents was delivered. */
  note(documents: number): void;
}

const pauseMs = 60_000;
// Where scans come in all day there may be no quiet minute.
const longestMs = 15 * 60_000;

export function createDeliveryGroups({ clock, quietUntil, show, signal }: DeliveryGroupsParts): DeliveryGroups {
  let group: { documents: number; batches: number; readonly firstAt: number; lastAt: number } | null = null;

  async function gather(firstAt: number): Promise<void> {
    for (;;) {
      const now = clock.now();
      const lastAt = group?.lastAt ?? firstAt;
      const until = Math.max(Math.min(lastAt + pauseMs, firstAt + longestMs), quietUntil(now) ?? 0);
      // A clock that is set back must not keep a group for years: nothing waits longer than a day of quiet hours.
      if (until <= now || until > now + 2 * dayMs) break;
      if (!(await clock.sleep(until - now, { signal }))) return;
    }
    const told = group;
    group = null;
    if (told !== null) show(told.documents, told.batches);
  }

  return {
    note: (documents) => {
      const now = clock.now();
      if (group === null) {
        group = { documents, batches: 1, firstAt: now, lastAt: now };
        void gather(now);
        return;
      }
      group.documents += documents;
      group.batches += 1;
      group.lastAt = now;
    },
  };
}

const dayMs = 86_400_000;
