// The command line's exit codes; README.md, "Command line", promises them.
import type { QueueTally } from '../engine/ports';

export const exitCodes = { delivered: 0, failed: 1, badUsage: 2, waiting: 5, needsPerson: 6 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What is left in the ledger decides: a person's part first, then whatever goes on by itself later. */
export function exitCodeFor(tally: QueueTally, folders: { offline: number; inError: number }): ExitCode {
  const { held, inDoubt, setAside, setsNeedingAttention, pausedCredentials } = tally;
  const forPerson = held + inDoubt + setAside + setsNeedingAttention + pausedCredentials + folders.inError;
  if (forPerson > 0) return exitCodes.needsPerson;
  const { settling, ready, sealed, sending, waiting } = tally;
  return settling + ready + sealed + sending + waiting + folders.offline > 0 ? exitCodes.waiting : exitCodes.delivered;
}
