// The main side of the hash worker: starts the thread for the first zip that is worth it.
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { startWorker } from '../heap';
import { hashLine, type HashLine, type HashOrder } from './hash-line';
import { hashHere, type BeginHash } from './running-hash';

export interface HashThread {
  readonly begin: BeginHash;
  /** A line to the thread, for another one that hashes so many bytes; null when they are not worth it. Closed by the taker. */
  connect(sizeBytes: number): MessagePort | null;
  stop(): Promise<void>;
}

// A smaller zip is hashed in less time than a thread takes to start, and in small steps.
const worthwhileBytes = 8 * 1024 * 1024;
// Another thread reads and writes a smaller one meanwhile, and gains nothing.
const worthALineBytes = 128 * 1024 * 1024;

interface Running {
  readonly worker: Worker;
  readonly line: HashLine;
  /** Whether it came up. */
  readonly ready: Promise<boolean>;
}

/** `workerFile` is the built hash-worker.ts. A thread that cannot be had is done without: this one hashes then. */
export function createHashThread(workerFile: URL): HashThread {
  let running: Running | null = null;
  let isOver = false;

  function start(): Running {
    const worker = startWorker(workerFile);
    // It must not keep a finished command line alive.
    worker.unref();
    const line = hashLine(worker);
    const ready = new Promise<boolean>((resolve) => {
      worker.once('message', () => {
        resolve(true);
      });
      const end = (): void => {
        // One that ends by itself would end again.
        isOver = true;
        running = null;
        resolve(false);
        line.end();
      };
      worker.on('error', end);
      worker.on('exit', end);
    });
    return { worker, line, ready };
  }

  /** null: there is none any more. */
  function threadNow(): Running | null {
    if (!isOver) running ??= start();
    return running;
  }

  return {
    begin: async (sizeBytes) => {
      const thread = sizeBytes < worthwhileBytes ? null : threadNow();
      // A line that ended meanwhile says so at the first piece.
      return thread !== null && (await thread.ready) ? thread.line.begin() : hashHere(sizeBytes);
    },
    connect: (sizeBytes) => {
      const thread = sizeBytes < worthALineBytes ? null : threadNow();
      if (thread === null) return null;
      const { port1, port2 } = new MessageChannel();
      thread.worker.postMessage({ id: 0, kind: 'connect', port: port2 } satisfies HashOrder, [port2]);
      return port1;
    },
    stop: async () => {
      isOver = true;
      await running?.worker.terminate();
    },
  };
}
