// Looks at many documents: in a worker thread, or, where there is none, in the background of this one.
import pMap from 'p-map';
import { entranceTo } from '../lies-inside';
import { openedAhead } from '../read-ahead';
import { inspectDocument, inspectDocumentNow, type Inspection } from './content/inspect';
import type { InspectAll, Inspected, InspectJob } from './inspect-job';

// Bounds the files open at once.
const looksAtOnce = 8;
const memoryBytes = 16 * 1024;
const neverAborted = new AbortController().signal;

/** For a worker thread: holds it up while the system reads, unless files open slowly. */
export async function inspectDocumentsNow({ paths, within, otherImages }: InspectJob): Promise<Inspected> {
  const options = { within, otherImages, signal: neverAborted };
  const entrance = entranceTo(within);
  const sources = paths.map((path) => ({
    memoryBytes,
    openNow: () => inspectDocumentNow(path, entrance, options),
    open: () => inspectDocument(path, options),
  }));
  const inspections: Inspection[] = [];
  try {
    for await (const [, inspection] of openedAhead(sources, () => undefined)) inspections.push(inspection);
  } finally {
    entrance.close();
  }
  return { kind: 'inspected', inspections };
}

/** The same without a thread. */
export const inspectDocuments: InspectAll = ({ paths, within, otherImages }, { signal }) =>
  pMap(paths, (path) => inspectDocument(path, { within, otherImages, signal }), { concurrency: looksAtOnce });
