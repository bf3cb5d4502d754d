// Worker thread: looks at documents, hashes them and writes the zips of the spool, so that none of it holds up the main process.
import { parentPort } from 'node:worker_threads';
import { hashOver } from '../hashing/hash-line';
import type { RunningHash } from '../hashing/running-hash';
import { inspectDocumentsNow } from '../watch/inspect-documents';
import { hashDocuments } from './hash-documents';
import { splitZip } from './split-zip';
import type { SealOrder, SealWork } from './seal-thread';
import { writeZip } from './write-zip';

const port = parentPort;
if (port === null) throw new Error('seal-worker runs as a worker thread only');

port.on('message', ({ id, work, hashPort }: SealOrder) => {
  const hash = hashPort === null ? undefined : hashOver(hashPort);
  void done(work, hash).then((result) => {
    hashPort?.close();
    port.postMessage({ id, result });
  });
});

function done(work: SealWork, hash: RunningHash | undefined): Promise<unknown> {
  switch (work.kind) {
    case 'seal':
      return writeZip(work.job, hash);
    case 'split':
      return splitZip(work.job);
    case 'hash':
      return hashDocuments(work.job);
    case 'inspect':
      return inspectDocumentsNow(work.job);
  }
}
