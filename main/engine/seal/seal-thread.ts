// The main side of the seal worker: starts the thread when it is first needed, and anew when it died.
import { Worker } from 'node:worker_threads';
import type { SealJob, SealResult } from './seal-job';

export interface SealThread {
  /** Never rejects: a thread that dies while it works is a `spool-failed`. */
  seal(job: SealJob): Promise<SealResult>;
  stop(): Promise<void>;
}

/** `workerFile` is the built seal-worker.ts. */
export function createSealThread(workerFile: URL): SealThread {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, (result: SealResult) => void>();

  function running(): Worker {
    if (worker !== null) return worker;
    const started = new Worker(workerFile);
    // An idle sealer must not keep a finished command line alive.
    started.unref();
    started.on('message', ({ id, result }: { id: number; result: SealResult }) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    started.on('error', (error) => {
      end(error.message);
    });
    started.on('exit', () => {
      end('The sealing thread ended.');
    });
    worker = started;
    return started;
  }

  function end(detail: string): void {
    worker = null;
    for (const answer of waiting.values()) answer({ kind: 'spool-failed', detail });
    waiting.clear();
  }

  return {
    seal: (job) =>
      new Promise((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        running().postMessage({ id, job });
      }),
    stop: async () => {
      await worker?.terminate();
    },
  };
}
