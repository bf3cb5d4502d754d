// What goes to the thread that looks at documents, and what comes back; plain values.
import type { Inspection } from './content/inspect';

export interface InspectJob {
  /** Absolute paths, all in the watched folder `within`. */
  readonly paths: readonly string[];
  readonly within: string;
  readonly otherImages: boolean;
}

export interface Inspected {
  readonly kind: 'inspected';
  /** One for each path, in their order. */
  readonly inspections: readonly Inspection[];
}

/** Looks at the documents of a job; never rejects. After an abort it may answer that they `changed`. */
export type InspectAll = (job: InspectJob, options: { signal: AbortSignal }) => Promise<readonly Inspection[]>;
