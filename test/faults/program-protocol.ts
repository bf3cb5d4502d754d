// What the test bench and the program that it kills say to each other: options in the environment, JSON lines on stdio.
import type { EngineEvent } from '../../main/engine/events';
import type { Decision } from '../../main/engine/engine-facade';

/** Where the program ends itself: at the n-th time that a moment comes, counted from 1 in each thread. */
export interface KillOrder {
  readonly moment: string;
  readonly occurrence: number;
}

export interface ProgramOptions {
  readonly dataDir: string;
  /** A config file of the command line. */
  readonly configPath: string;
  /** How far the program's clock is off, in milliseconds. */
  readonly clockOffsetMs: number;
  /** Where trashed originals go; null: the trash does not work. */
  readonly trashDir: string | null;
  readonly kill: KillOrder | null;
  /** Gets one line for each moment that came. */
  readonly reachedFile: string;
  /** While a file with a moment's name lies here, whoever comes to that moment waits, and says so (`holdFiles`). */
  readonly holdDir: string;
}

/** The file that makes threads wait at a moment, and the one that appears when a thread does. */
export function holdFiles(holdDir: string, moment: string): { readonly order: string; readonly held: string } {
  const name = moment.replaceAll(/[^\w.-]/g, '_');
  return { order: `${holdDir}/${name}`, held: `${holdDir}/${name}.held` };
}

/** The environment variable with the options as JSON; the seal worker reads it as well. */
export const optionsVariable = 'BATCHDROP_FAULTS';

export type Command =
  /** Scans every folder, then waits until nothing can be done within the patience. */
  | { readonly do: 'settle'; readonly patienceMs: number }
  | { readonly do: 'decide'; readonly batchId: number; readonly decision: Decision }
  | { readonly do: 'dismiss'; readonly documentId: number }
  | { readonly do: 'send-anyway'; readonly documentId: number }
  | { readonly do: 'resume'; readonly credentialId: string }
  | { readonly do: 'set-number'; readonly setId: number; readonly referenceNumber: string }
  | { readonly do: 'network-returned' }
  /** Sending is paused, for so long or until it is resumed. */
  | { readonly do: 'pause-sending'; readonly forMs: number | null }
  | { readonly do: 'resume-sending' }
  | { readonly do: 'prioritize'; readonly batchId: number }
  | { readonly do: 'rename-set'; readonly setId: number; readonly name: string }
  | { readonly do: 'clock'; readonly offsetMs: number }
  /** Watches only the folders with these paths from now on. */
  | { readonly do: 'watch-only'; readonly paths: readonly string[] }
  /** What waits for a person, as the window shows it. */
  | { readonly do: 'attention' }
  | { readonly do: 'tally' }
  /** Rows of the ledger, read past the program's own questions. */
  | { readonly do: 'rows'; readonly sql: string }
  /** Stops the engine, closes the ledger, ends. */
  | { readonly do: 'stop' };

/** One line on the program's stdin. */
export interface NumberedCommand {
  readonly number: number;
  readonly command: Command;
}

/** One line on the program's stdout. */
export type ProgramLine =
  | { readonly type: 'started'; readonly ledgerSetAside: string | null; readonly writes: readonly string[] }
  /** The program does not start: data folder in use, ledger that cannot be opened. */
  | { readonly type: 'refused'; readonly why: string }
  | { readonly type: 'event'; readonly event: EngineEvent }
  | { readonly type: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly type: 'error'; readonly number: number; readonly detail: string };
