// Worker thread: looks at documents, hashes them and writes the zips of the spool, so that none of it holds up the main process.
import { parentPort } from 'node:worker_threads';
import { inspectDocumentsNow } from '../watch/inspect-documents';
import { hashDocuments } from './hash-documents';
import { splitZip } from './split-zip';
import type { SealWork } from './seal-thread';
import { writeZip } from './write-zip';

const port = parentPort;
if (port === null) throw new Error('seal-worker runs as a worker thread only');

port.on('message', ({ id, work }: { id: number; work: SealWork }) => {
  void done(work).then((result) => {
    port.postMessage({ id, result });
  });
});

function done(work: SealWork): Promise<unknown> {
  switch (work.kind) {
    case 'seal':
      return writeZip(work.job);
    case 'split':
      return splitZip(work.job);
    case 'hash':
      return hashDocuments(work.job);
    case 'inspect':
      return inspectDocumentsNow(work.job);
  }
}
