// The main side of the seal worker: starts the thread when it is first needed, and anew when it died.
import { Worker } from 'node:worker_threads';
import type { HashJob, HashResult } from './hash-job';
import type { SealJob, SealResult } from './seal-job';
import type { SplitJob, SplitResult } from './split-job';

/** What the thread is asked to do. */
export type SealWork =
  | { readonly kind: 'seal'; readonly job: SealJob }
  | { readonly kind: 'split'; readonly job: SplitJob }
  | { readonly kind: 'hash'; readonly job: HashJob };

/** No call ever rejects: a thread that dies while it works, or was stopped, is a `spool-failed`. */
export interface SealThread {
  seal(job: SealJob): Promise<SealResult>;
  split(job: SplitJob): Promise<SplitResult>;
  hash(job: HashJob): Promise<HashResult>;
  stop(): Promise<void>;
}

type Failed = Extract<SealResult & SplitResult & HashResult, { kind: 'spool-failed' }>;

/** `workerFile` is the built seal-worker.ts. */
export function createSealThread(workerFile: URL): SealThread {
  let worker: Worker | null = null;
  let isStopped = false;
  let lastId = 0;
  // What the worker answers to a job of one kind is a result of that kind.
  const waiting = new Map<number, (result: never) => void>();

  function running(): Worker {
    if (worker !== null) return worker;
    const started = new Worker(workerFile);
    // An idle sealer must not keep a finished command line alive.
    started.unref();
    started.on('message', ({ id, result }: { id: number; result: never }) => {
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
    const failed: Failed = { kind: 'spool-failed', detail };
    for (const answer of waiting.values()) answer(failed as never);
    waiting.clear();
  }

  function ask<Result>(work: SealWork): Promise<Result | Failed> {
    if (isStopped) return Promise.resolve({ kind: 'spool-failed', detail: 'The sealing thread was stopped.' });
    return new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      running().postMessage({ id, work });
    });
  }

  return {
    seal: (job) => ask<SealResult>({ kind: 'seal', job }),
    split: (job) => ask<SplitResult>({ kind: 'split', job }),
    hash: (job) => ask<HashResult>({ kind: 'hash', job }),
    stop: async () => {
      isStopped = true;
      await worker?.terminate();
    },
  };
}
