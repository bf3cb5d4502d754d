// What the soak says to the program that it watches, and what the program answers: messages between two processes.
import type { CallName } from '../../../preload/contract';

/** What the program's process holds at one moment, all garbage collected just before. */
export interface Sample {
  readonly heapBytes: number;
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
  /** Of the event loop since the sample before, in milliseconds. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

export type Order =
  /** As the window calls; answers with the reply's value. */
  | { readonly do: 'call'; readonly name: CallName; readonly request: unknown }
  | { readonly do: 'sample' }
  /** The computer woke up, and its network is back. */
  | { readonly do: 'wake' }
  /** Writes a heap snapshot to this file. */
  | { readonly do: 'snapshot'; readonly file: string }
  | { readonly do: 'stop' };

export interface NumberedOrder {
  readonly number: number;
  readonly order: Order;
}

export type Answer =
  { readonly number: number; readonly value: unknown } | { readonly number: number; readonly problem: string };

/** The environment variable with the data folder. */
export const dataVariable = 'BATCHDROP_SOAK_DATA';
