// Reads the times of a job from the events that `batchdrop run` writes.

export interface JobTimes {
  /** From the first look at the folder until the last batch id is recorded, in milliseconds. */
  readonly wholeMs: number;
  /** Its parts, one after the other; where batches overlap, until the last of each. */
  readonly scanMs: number;
  readonly lookMs: number;
  readonly sealMs: number;
  readonly sendMs: number;
  readonly acceptedDocuments: number;
  readonly acceptedBatches: number;
}

interface Line {
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly documents: number;
}

/**
 * The times of one job from the program's standard output. The first event is that the folder is being scanned: by then
 * Node.js runs, the ledger is open, and nothing was read of the folder. Throws when nothing was accepted.
 */
export function jobTimes(output: string): JobTimes {
  const lines = output.split('\n').flatMap(toLine);
  const first = lines[0];
  const accepted = lines.filter(({ type }) => type === 'batch-accepted');
  const end = accepted.at(-1)?.at;
  if (first === undefined || end === undefined) throw new Error('Batchdrop delivered nothing.');
  const last = (type: string): number => lines.findLast((line) => line.type === type)?.at ?? first.at;
  const scanned = last('scan-finished');
  const ready = Math.max(scanned, last('document-ready'));
  const sealed = Math.max(ready, last('batch-sealed'));
  return {
    wholeMs: end - first.at,
    scanMs: scanned - first.at,
    lookMs: ready - scanned,
    sealMs: sealed - ready,
    sendMs: end - sealed,
    acceptedDocuments: accepted.reduce((sum, { documents }) => sum + documents, 0),
    acceptedBatches: accepted.length,
  };
}

function toLine(text: string): Line[] {
  if (text.trim() === '') return [];
  const event = JSON.parse(text) as { time: string; type: string; documents?: number };
  return [{ type: event.type, at: Date.parse(event.time), documents: event.documents ?? 0 }];
}
