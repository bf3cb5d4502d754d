// What the program asks of V8: to stay small beside other people's work, for months, and to do little of its own.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * By default V8 gives new objects up to 48 MiB, and keeps them as long as anything goes on. With the megabyte that it starts
 * with, documents take as long and the program some 20 to 40 MiB less. V8 reads this each time the space may grow, in all
 * threads, so it works after the start.
 */
export function keepNewSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** One thread for each collection of new objects; less written into what is compiled again because it runs often. */
export const modestHelpers = ['--no-parallel-scavenge', '--max-inlined-bytecode-size-cumulative=100'] as const;

/**
 * V8 has threads of its own: they share out each collection of new objects, and compile again what runs often, with whatever
 * it calls written into it. A burst of documents is over in seconds and keeps two cores busy by itself, and on two cores a
 * quarter of the processor's time went to V8's threads.
 */
export function keepHelpersModest(): void {
  modestHelpers.forEach(setFlagsFromString);
}

/** Starts a thread. Setting up its heap, V8 puts the factor above back to 2, for the whole process. */
export function startWorker(file: URL, options: WorkerOptions = {}): Worker {
  const worker = new Worker(file, options);
  worker.once('online', keepNewSpaceSmall);
  return worker;
}

let collect: (() => void) | null = null;

/**
 * Collects the garbage of this thread at once, which holds it up for 10 to 35 ms. For when thousands of objects have just
 * become garbage and the thread has nothing to do but wait: by itself V8 would let the heap grow to twice its size first.
 */
export function collectGarbage(): void {
  collect ??= collector();
  collect();
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  // Where V8 does not give it out, it collects when it thinks best.
  return runInNewContext('typeof gc === "function" ? gc : () => undefined') as () => void;
}
