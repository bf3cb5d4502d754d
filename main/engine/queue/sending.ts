// Whether and how fast is sent, put together: the limits, the timetable, the metered network, pauses.
import { createBandwidth, type Bandwidth } from '../deliver/bandwidth';
import type { EventListener, SendingRest } from '../events';
import type { Clock, IsMetered, Ledger } from '../ports';
import type { UploadLimits } from '../upload-limits';
import { startMeteredWatch, type MeteredWatch } from './metered-watch';
import { createPauses, type Pauses } from './pauses';
import { createSendingGate, type SendingGate } from './sending-gate';

export interface SendingParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly onEvent: EventListener;
  readonly limits: () => UploadLimits;
  readonly isMetered: IsMetered;
}

export interface Sending {
  readonly limits: () => UploadLimits;
  readonly pauses: Pauses;
  readonly gate: SendingGate;
  readonly bandwidth: Bandwidth;
  /** Tells when nothing is begun any more, and when it goes on; called whenever somebody looks. */
  tell(now: number): void;
  /** Begins to ask about the network. */
  start(options: { onChange: () => void; onIdle: () => void; onError: (error: unknown) => void }): MeteredWatch;
}

export function createSending(parts: SendingParts): Sending {
  const { clock, limits, onEvent } = parts;
  let watch: MeteredWatch | null = null;
  let told: SendingRest | null = null;
  // Until the system has answered for the first time nothing is begun: it may be metered.
  const gate = createSendingGate(limits, () => watch !== null && watch.metered !== false);
  return {
    limits,
    gate,
    pauses: createPauses(parts),
    bandwidth: createBandwidth(() => gate.bytesPerSecond(clock.now()), clock),
    tell: (now) => {
      const rest = gate.closed(now);
      if (rest?.because === 'metered-network' && watch?.metered === 'unknown') return;
      if (rest?.because === told?.because) return;
      told = rest;
      onEvent(rest === null ? { type: 'sending-goes-on' } : { type: 'sending-rests', ...rest });
    },
    start: (options) => {
      const isOn = (): boolean => limits().pauseOnMetered;
      watch = startMeteredWatch({ ...options, isOn, isMetered: parts.isMetered, clock });
      return watch;
    },
  };
}
