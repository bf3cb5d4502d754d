// Whether anything new may be begun at all, whatever a batch is about: the timetable and the metered network.
import type { SendingRest } from '../events';
import type { UploadLimits } from '../upload-limits';
import { hourRuleAt, nextHourThat } from './timetable';

export interface SendingGate {
  /** Why nothing new is begun at this time; null when it is. */
  closed(now: number): SendingRest | null;
  /** When the timetable next changes whether anything is begun; null when it never does. */
  nextChangeAt(now: number): number | null;
  /** Bytes per second at this time; null for no limit. */
  bytesPerSecond(now: number): number | null;
}

/** Uploads that run when the gate closes come to their end: cut off, some would be in doubt. */
export function createSendingGate(limits: () => UploadLimits, isMetered: () => boolean): SendingGate {
  const isOpenAt = (now: number): boolean => hourRuleAt(limits(), now) !== 'closed';
  const nextChangeAt = (now: number): number | null => {
    const wasOpen = isOpenAt(now);
    return nextHourThat(limits(), now, (rule) => (rule !== 'closed') !== wasOpen);
  };
  return {
    closed: (now) => {
      if (!isOpenAt(now)) return { because: 'timetable', until: nextChangeAt(now) };
      return isMetered() ? { because: 'metered-network', until: null } : null;
    },
    nextChangeAt,
    bytesPerSecond: (now) => {
      const { bytesPerSecond } = limits();
      return hourRuleAt(limits(), now) === 'full' ? null : bytesPerSecond;
    },
  };
}
