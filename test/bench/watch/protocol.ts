// What the watch bench says to the engine's process that it measures, and what that answers.

/** Where the process finds what it needs; JSON in its first argument. */
export interface ProgramOrder {
  /** As for `batchdrop run`. */
  readonly configFile: string;
  readonly dataFolder: string;
}

export type Order = 'start' | 'lines' | 'sample' | 'look-away' | 'stop';

export interface NumberedOrder {
  readonly number: number;
  readonly order: Order;
}

export interface Answer {
  readonly number: number;
  readonly value: unknown;
}

/** An event of the engine, as far as the bench looks at it. */
export interface Line {
  readonly type: string;
  /** When it was told, in milliseconds since 1970. */
  readonly at: number;
  /** Of events about one document. */
  readonly relativePath: string | null;
}

/** Of the engine's whole process since the sample before, threads included. */
export interface Sample {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** The most it ever held, what it holds now, and what it holds after a collection; null outside Linux. */
  readonly peakBytes: number | null;
  readonly rssBytes: number | null;
  readonly collectedBytes: number | null;
}
