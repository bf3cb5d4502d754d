// The main side of the seal worker: starts the thread when it is first needed, and anew when it died.
import type { MessagePort, Worker } from 'node:worker_threads';
import { collectGarbage, startWorker } from '../heap';
import type { Inspected, InspectJob } from '../watch/inspect-job';
import type { HashJob, HashResult } from './hash-job';
import type { SealJob, SealResult } from './seal-job';
import type { SplitJob, SplitResult } from './split-job';

/** What the thread is asked to do. */
export type SealWork =
  | { readonly kind: 'seal'; readonly job: SealJob }
  | { readonly kind: 'split'; readonly job: SplitJob }
  | { readonly kind: 'hash'; readonly job: HashJob }
  | { readonly kind: 'inspect'; readonly job: InspectJob };

/** One question. `hashPort`: where the zip that is written is hashed; null for this very thread. */
export interface SealOrder {
  readonly id: number;
  readonly work: SealWork;
  readonly hashPort: MessagePort | null;
}

/** No call ever rejects: a thread that dies while it works, or was stopped, is a `spool-failed`. */
export interface SealThread {
  seal(job: SealJob): Promise<SealResult>;
  split(job: SplitJob): Promise<SplitResult>;
  hash(job: HashJob): Promise<HashResult>;
  inspect(job: InspectJob): Promise<Inspected | Failed>;
  /** Documents are coming: the thread may start. */
  prepare(): void;
  stop(): Promise<void>;
}

type Failed = Extract<SealResult & SplitResult & HashResult, { kind: 'spool-failed' }>;

// A thread costs some ten megabytes, and most of the day there is nothing for it to do.
const longestIdleMs = 60_000;
// After thousands of documents it has grown to forty, and V8 would keep them.
const grownAt = 1_000;
const longestIdleGrownMs = 100;

// What the thread works on stands in buffers; short-lived objects of its own need little room.
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

export interface SealThreadOptions {
  /** The thread ends when nothing was asked for so long. */
  readonly idleMs?: number;
  /** A line to a thread that hashes so many bytes; null when they are hashed where they are. */
  readonly connectHash?: (sizeBytes: number) => MessagePort | null;
}

/** `workerFile` is the built seal-worker.ts. */
export function createSealThread(
  workerFile: URL,
  { idleMs = longestIdleMs, connectHash = () => null }: SealThreadOptions = {},
): SealThread {
  let worker: Worker | null = null;
  let isStopped = false;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let documentsSeen = 0;
  // What the worker answers to a job of one kind is a result of that kind.
  const waiting = new Map<number, (result: never) => void>();

  function running(): Worker {
    if (worker !== null) return worker;
    const started = startWorker(workerFile, { resourceLimits });
    // An idle sealer must not keep a finished command line alive.
    started.unref();
    started.on('message', ({ id, result }: { id: number; result: never }) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
      if (waiting.size === 0) restLater();
    });
    started.on('error', (error) => {
      if (worker === started) end(error.message);
    });
    started.on('exit', () => {
      if (worker === started) end('The sealing thread ended.');
    });
    worker = started;
    documentsSeen = 0;
    return started;
  }

  function end(detail: string): void {
    worker = null;
    const failed: Failed = { kind: 'spool-failed', detail };
    for (const answer of waiting.values()) answer(failed as never);
    waiting.clear();
  }

  function restLater(): void {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(rest, documentsSeen < grownAt ? idleMs : Math.min(idleMs, longestIdleGrownMs)).unref();
  }

  /** Nothing was asked for a while: the next question starts a new thread. */
  function rest(): void {
    const resting = worker;
    worker = null;
    void resting?.terminate();
  }

  function ask<Result>(work: SealWork, hashPort: MessagePort | null = null): Promise<Result | Failed> {
    if (isStopped) return Promise.resolve({ kind: 'spool-failed', detail: 'The sealing thread was stopped.' });
    return new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      clearTimeout(idleTimer);
      const order: SealOrder = { id, work, hashPort };
      running().postMessage(order, hashPort === null ? [] : [hashPort]);
      documentsSeen += documentsIn(work);
    });
  }

  return {
    seal: (job) => {
      let sizeBytes = 0;
      for (const document of job.documents) sizeBytes += document.sizeBytes;
      const sealed = ask<SealResult>({ kind: 'seal', job }, connectHash(sizeBytes));
      // The lists that such a batch was made of are garbage by now, and this thread only waits for the zip.
      if (job.documents.length >= grownAt) setImmediate(collectGarbage);
      return sealed;
    },
    split: (job) => ask<SplitResult>({ kind: 'split', job }),
    hash: (job) => ask<HashResult>({ kind: 'hash', job }),
    inspect: (job) => ask<Inspected>({ kind: 'inspect', job }),
    prepare: () => {
      if (isStopped || waiting.size > 0) return;
      running();
      restLater();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(idleTimer);
      await worker?.terminate();
    },
  };
}

function documentsIn(work: SealWork): number {
  return work.kind === 'inspect' ? work.job.paths.length : work.job.documents.length;
}
