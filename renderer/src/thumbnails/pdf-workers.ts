// The workers in which pdf.js reads documents: one document at a time each, so that one that hangs can be ended alone.
import PdfWorkerScript from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

const idleMs = 20_000;

interface IdleWorker {
  readonly worker: Worker;
  readonly timer: ReturnType<typeof setTimeout>;
}

const idle: IdleWorker[] = [];

/** One that has nothing to do, or a new one. Give it back with `release`, or end it. */
export function takeWorker(): Worker {
  const free = idle.pop();
  if (free === undefined) return new PdfWorkerScript();
  clearTimeout(free.timer);
  return free.worker;
}

/** Kept for the next document for a while: reading the script again takes longer than most documents. */
export function releaseWorker(worker: Worker): void {
  const timer = setTimeout(() => {
    idle.splice(
      idle.findIndex((one) => one.worker === worker),
      1,
    );
    worker.terminate();
  }, idleMs);
  idle.push({ worker, timer });
}
