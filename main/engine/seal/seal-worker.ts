// Worker thread: looks at documents, hashes them and writes the zips of the spool, so that none of it holds up the main process.
import { parentPort } from 'node:worker_threads';
import { hashOver } from '../hashing/hash-line';
import type { RunningHash } from '../hashing/running-hash';
import { inspectDocumentsNow } from '../watch/inspect-documents';
import { hashDocuments } from './hash-documents';
import type { SealOrder, SealWork } from './seal-thread';

// The zip library takes longer to load than all the rest: the first documents are looked at before that.
const writing = () => import('./write-zip');
const splitting = () => import('./split-zip');
const loadsAfterMs = 5;
let loading: NodeJS.Timeout | undefined;

const port = parentPort;
if (port === null) throw new Error('seal-worker runs as a worker thread only');

port.on('message', ({ id, work, hashPort }: SealOrder) => {
  clearTimeout(loading);
  const hash = hashPort === null ? undefined : hashOver(hashPort);
  void done(work, hash).then((result) => {
    hashPort?.close();
    port.postMessage({ id, result });
    // While there is nothing to do. Whoever needs it hears of a failure.
    loading = setTimeout(() => void writing().catch(() => undefined), loadsAfterMs);
  });
});

async function done(work: SealWork, hash: RunningHash | undefined): Promise<unknown> {
  switch (work.kind) {
    case 'seal':
      return (await writing()).writeZip(work.job, hash);
    case 'split':
      return (await splitting()).splitZip(work.job);
    case 'hash':
      return hashDocuments(work.job);
    case 'inspect':
      return inspectDocumentsNow(work.job);
  }
}
