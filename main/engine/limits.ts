// Limits that several parts of the engine, and the ledger, have to agree on.
import { isDue } from './due';
import type { SendingPause } from './model';

/** No attempt is put off for longer, whatever a server asks for, in milliseconds. */
export const longestRetryMs = 24 * 60 * 60 * 1000;

/** Clocks are corrected by milliseconds all the time; this much is not taken for a clock that was set back. */
export const clockToleranceMs = 1_000;

/** The detail of a spool problem that is none of the disk's: the spool holds what the settings allow. */
export const spoolFull = 'spool-full';

/**
 * Whether a sending pause holds batches back at this time, in milliseconds since 1970. One that would go on for longer than
 * it was set for has ended: the clock was set back to before it began, and its end could be years away (decision 14).
 */
export function isInForce({ since, until }: Pick<SendingPause, 'since' | 'until'>, now: number): boolean {
  return until === null || !isDue(until, now, until - since + clockToleranceMs);
}
