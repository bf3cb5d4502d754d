// Worker thread: seals one batch after the other, so that hashing and zipping never hold up the main process.
import { parentPort } from 'node:worker_threads';
import type { SealJob, SealResult } from './seal-job';
import { writeZip } from './write-zip';

const port = parentPort;
if (port === null) throw new Error('seal-worker runs as a worker thread only');

port.on('message', ({ id, job }: { id: number; job: SealJob }) => {
  void writeZip(job).then((result: SealResult) => {
    port.postMessage({ id, result });
  });
});
