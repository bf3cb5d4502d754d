// The command line's exit codes; README.md, "Command line", promises them.
import type { QueueTally } from '../engine/ports';

export const exitCodes = {
  /** Everything was delivered, or what was asked for is done. */
  done: 0,
  failed: 1,
  badUsage: 2,
  /** A decision about something that moved on meanwhile. */
  wrongState: 3,
  /** An audit or a verification did not come out. */
  differences: 4,
  waiting: 5,
  needsPerson: 6,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** For the help of commands that look at or decide about a data folder. */
export const exitCodeHelp = `
Exit code: 0 done, 1 it could not work, 2 wrong options or an unknown id (nothing was changed),
3 the decision does not fit the state any more, 4 differences were found.`;

/** For the help of `run` and `status`. */
export const runExitCodeHelp = `
Exit code: 0 everything was delivered, 1 it could not work, 2 wrong options, config or data folder,
5 something only waits and goes on by itself, 6 something needs a person.`;

/** What is left in the ledger decides: a person's part first, then whatever goes on by itself later. */
export function exitCodeFor(tally: QueueTally, folders: { offline: number; inError: number }): ExitCode {
  const { held, inDoubt, setAside, duplicatesAsking, alarms, setsNeedingAttention, pausedCredentials } = tally;
  const documents = setAside + duplicatesAsking;
  const forPerson = held + inDoubt + documents + setsNeedingAttention + pausedCredentials + alarms + folders.inError;
  if (forPerson > 0) return exitCodes.needsPerson;
  const { settling, ready, sealed, sending, splitting, waiting } = tally;
  const underWay = settling + ready + sealed + sending + splitting + waiting;
  return underWay + folders.offline > 0 ? exitCodes.waiting : exitCodes.done;
}
