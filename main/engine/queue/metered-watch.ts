// Asks the system whether the network costs by volume: once a minute at most, and only while the setting is on.
import { isDue } from '../due';
import { startLoop, type Loop } from '../loop';
import type { Clock, IsMetered } from '../ports';

export interface MeteredWatchParts {
  readonly isOn: () => boolean;
  readonly isMetered: IsMetered;
  readonly clock: Clock;
  /** The answer is another one than before. */
  readonly onChange: () => void;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface MeteredWatch {
  /** The setting may have changed. */
  wake(): void;
  /** The setting is on, and the network costs by volume; `unknown` until the system has answered for the first time. */
  readonly metered: boolean | 'unknown';
  readonly idle: boolean;
  stop(): Promise<void>;
}

const everyMs = 60_000;

/** Starts asking. A system that does not know is taken for one without a metered network. */
export function startMeteredWatch(parts: MeteredWatchParts): MeteredWatch {
  const { isOn, isMetered, clock, onChange } = parts;
  let answer: boolean | 'unknown' = 'unknown';
  let askedAt: number | null = null;
  const loop: Loop = startLoop(step, parts);

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    if (!isOn()) return null;
    const now = clock.now();
    // Woken in between: an answer is good for its minute.
    if (askedAt !== null && !isDue(askedAt + everyMs, now, everyMs)) return askedAt + everyMs;
    askedAt = now;
    const before = answer;
    // A system that cannot be asked does not keep documents back.
    const said = await isMetered({ signal }).catch(() => null);
    answer = said === true;
    if (answer !== before) onChange();
    return clock.now() + everyMs;
  }

  return {
    wake: () => {
      loop.wake();
    },
    get metered() {
      return isOn() && answer;
    },
    get idle() {
      return loop.nextAt !== 'now';
    },
    stop: () => loop.stop(),
  };
}
