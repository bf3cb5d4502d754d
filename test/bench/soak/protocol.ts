// What the soak says to the program that it watches, and what the program answers: messages between two processes.
import type { CallName } from '../../../preload/contract';
import type { LoopDelay } from './loop-delay';

/** What the program's process holds at one moment, all garbage collected just before. */
export interface Sample {
  readonly heapBytes: number;
  /** Of the heap, by V8's spaces: `old_space`, `code_space`, `large_object_space` and so on. */
  readonly spaces: Readonly<Record<string, number>>;
  /** Memory outside the heap that objects of the heap hold on to; with `arrayBufferBytes`. */
  readonly externalBytes: number;
  readonly arrayBufferBytes: number;
  /** Of the whole process: its threads and SQLite's page cache too. */
  readonly rssBytes: number;
  /** null where the system does not say. */
  readonly openFiles: number | null;
  /** What keeps the process awake but single calls to the file system, by kind, and how many of each. */
  readonly resources: Readonly<Record<string, number>>;
  /** Names of the warnings that Node.js gave since the start, such as MaxListenersExceededWarning. */
  readonly warnings: readonly string[];
  /** Of the event loop since the sample before: by the clock, and without waits for a processor. */
  readonly delay: LoopDelay;
  readonly ownDelay: LoopDelay;
}

export type Order =
  /** As the window calls; answers with the reply's value. */
  | { readonly do: 'call'; readonly name: CallName; readonly request: unknown }
  /** Answers with a `Sample`, and writes a heap snapshot of the same moment to this file. */
  | { readonly do: 'sample'; readonly snapshotFile: string }
  /** The computer woke up, and its network is back. */
  | { readonly do: 'wake' }
  | { readonly do: 'stop' };

export interface NumberedOrder {
  readonly number: number;
  readonly order: Order;
}

export type Answer =
  { readonly number: number; readonly value: unknown } | { readonly number: number; readonly problem: string };

/** The environment variable with the data folder. */
export const dataVariable = 'BATCHDROP_SOAK_DATA';
/** The one with the bytes to keep for ever with each accepted batch: a leak made on purpose. */
export const leakVariable = 'BATCHDROP_SOAK_LEAK';
