// How fast the line to each credential's server is, learned from real uploads.
import type { CredentialId } from '../model';
import type { LineSpan } from './line-meter';

export interface LearnedUplink {
  /** What is known from before the program was started; what it learns itself weighs more from then on. */
  remember(id: CredentialId, bytesPerSecond: number): void;
  /** An upload begins; the answer is to be called once, when it ends, with what its line did. */
  begin(id: CredentialId): (span: LineSpan | null) => void;
  /**
   * What may be counted on: the learned speed of this credential's uploads together, or `assumed` while nothing is learned;
   * the bandwidth limit where that is less.
   */
  bytesPerSecond(id: CredentialId, assumed: number): number;
}

/** Of what is known and what was seen last, this part is what was seen: a line changes from hour to hour, not by a hiccup. */
const weightOfLatest = 0.4;

/** `limit` answers with the bandwidth limit of this hour in bytes per second, null for none; `now` is in milliseconds. */
export function createLearnedUplink(
  limit: () => number | null,
  now: () => number = () => performance.now(),
): LearnedUplink {
  const learned = new Map<CredentialId, number>();
  // Uploads at a time share the line: what one of them got is multiplied by how many there were on average meanwhile.
  const running = new Map<CredentialId, { count: number; countMs: number; at: number }>();

  /** Uploads times milliseconds of this credential until now. */
  function countMsUntilNow(id: CredentialId, change: 1 | -1): number {
    const { count, countMs, at } = running.get(id) ?? { count: 0, countMs: 0, at: now() };
    const next = { count: count + change, countMs: countMs + count * (now() - at), at: now() };
    if (next.count === 0) running.delete(id);
    else running.set(id, next);
    return next.countMs;
  }

  return {
    remember: (id, bytesPerSecond) => {
      learned.set(id, bytesPerSecond);
    },
    begin: (id) => {
      const began = { countMs: countMsUntilNow(id, 1), at: now() };
      return (span) => {
        const countMs = countMsUntilNow(id, -1) - began.countMs;
        if (span === null) return;
        const shared = Math.max(1, countMs / Math.max(1, now() - began.at));
        const seen = (span.bytes / span.durationMs) * 1000 * shared;
        const known = learned.get(id) ?? seen;
        learned.set(id, known + (seen - known) * weightOfLatest);
      };
    },
    bytesPerSecond: (id, assumed) => Math.min(learned.get(id) ?? assumed, limit() ?? Infinity),
  };
}
