// What takes part in a race, and the job that each of them gets.
import type { Corpus } from './corpora';
import type { JobTimes } from './event-times';

export interface Job {
  readonly corpus: Corpus;
  readonly url: string;
  /** Empty, and removed afterwards. */
  readonly workFolder: string;
}

export interface Lap {
  /** What is compared: from documents in a folder to the batch id, without the start of an interpreter. */
  readonly jobMs: number;
  /** From the start of the first process until the end of the last. */
  readonly wallMs: number;
  /** null outside Linux. */
  readonly cpuMs: number | null;
  readonly peakBytes: number | null;
  readonly times?: JobTimes;
}

export interface Contestant {
  readonly name: string;
  /** Whether it cannot run here: a sentence about what it needs. */
  missing(): Promise<string | null>;
  /** Rejects when not everything was accepted. */
  run(job: Job): Promise<Lap>;
  /** Whether this corpus is nothing for it, and why. */
  declines?(corpus: Corpus): string | null;
  /** How many calls it delivers the corpus with. */
  uploads(corpus: Corpus): number;
}

/** The fields of the form, the same for everybody. */
export const formFields = [
  ['company_name', 'Acme'],
  ['username', 'clerk'],
  ['password', 'secret'],
  ['processing_pref', 'Speed'],
  ['document_type', 'Invoices'],
  ['invoice_type', 'B2B'],
] as const;

/** This environment without proxies: the server is on this machine. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));
}
