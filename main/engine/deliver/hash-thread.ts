// The main side of the hash worker: starts the thread for the first zip that is worth it.
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../heap';
import { hashHere, type BeginHash, type RunningHash } from './hashing';

export type HashOrder =
  | { readonly id: number; readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'digest' | 'drop' };

/** Answers come in the order of the orders; `sha256` is null after an update. */
export type HashAnswer = { readonly id: 'ready' } | { readonly id: number; readonly sha256: string | null };

export interface HashThread {
  readonly begin: BeginHash;
  stop(): Promise<void>;
}

// A smaller zip is hashed in less time than a thread takes to start, and in small steps.
const worthwhileBytes = 8 * 1024 * 1024;

interface Waiting {
  resolve(sha256: string | null): void;
  reject(error: Error): void;
}

/** `workerFile` is the built hash-worker.ts. A thread that cannot be had is done without: this one hashes then. */
export function createHashThread(workerFile: URL): HashThread {
  let worker: Worker | null = null;
  let ready: Promise<boolean> | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting[]>();

  function start(): Promise<boolean> {
    return new Promise((resolve) => {
      const started = startWorker(workerFile);
      worker = started;
      // It must not keep a finished command line alive.
      started.unref();
      started.on('message', (answer: HashAnswer) => {
        if (answer.id === 'ready') resolve(true);
        else waiting.get(answer.id)?.shift()?.resolve(answer.sha256);
      });
      const ended = (error: Error): void => {
        worker = null;
        resolve(false);
        for (const those of waiting.values()) for (const { reject } of those) reject(error);
        waiting.clear();
      };
      started.on('error', ended);
      started.on('exit', () => {
        ended(new Error('The hashing thread ended.'));
      });
    });
  }

  function begin(): RunningHash {
    const id = ++lastId;
    const mine: Waiting[] = [];
    waiting.set(id, mine);
    const ask = (order: HashOrder): Promise<string | null> => {
      const running = worker;
      if (running === null) return Promise.reject(new Error('The hashing thread ended.'));
      return new Promise((resolve, reject) => {
        mine.push({ resolve, reject });
        running.postMessage(order);
      });
    };
    return {
      update: async (bytes) => {
        await ask({ id, kind: 'update', bytes });
      },
      digest: async () => (await ask({ id, kind: 'digest' })) ?? '',
      drop: () => {
        waiting.delete(id);
        worker?.postMessage({ id, kind: 'drop' } satisfies HashOrder);
      },
    };
  }

  return {
    begin: async (sizeBytes) => {
      if (sizeBytes < worthwhileBytes) return hashHere(sizeBytes);
      ready ??= start();
      return (await ready) && worker !== null ? begin() : hashHere(sizeBytes);
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}
