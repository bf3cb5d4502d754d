// How late the event loop comes to its work: as the clock has it, and without the time in which another program, or another
// thread, had the processor.
import { readFileSync } from 'node:fs';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** In milliseconds, since the last reset. */
export interface LoopDelay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface LoopWatch {
  /** By the clock. */
  whole(): LoopDelay;
  /** What the program itself is to blame for: its code, its system calls, its collections of garbage. */
  own(): LoopDelay;
  reset(): void;
}

/** Every so many milliseconds the event loop is looked at; what comes on top of them is delay. */
const lookEveryMs = 10;

/**
 * [Note: Waiting for a processor] Timed around every statement of the ledger on two busy cores, and compared with Linux's own
 * account of the thread, delays over 40 ms were to 64 % waits for a processor that others had, to 19 % the program's code.
 * So only what is left without those waits says something about the program; on a quiet machine the two are nearly the same.
 */
export function watchLoop(): LoopWatch {
  const [whole, own] = [createHistogram(), createHistogram()];
  let [lookedAtMs, waitedMs] = [performance.now(), waitedForProcessorMs()];
  setInterval(() => {
    const [nowMs, waitedUntilNowMs] = [performance.now(), waitedForProcessorMs()];
    const lateMs = nowMs - lookedAtMs - lookEveryMs;
    record(whole, lateMs);
    record(own, lateMs - (waitedUntilNowMs - waitedMs));
    [lookedAtMs, waitedMs] = [nowMs, waitedUntilNowMs];
  }, lookEveryMs).unref();
  return {
    whole: () => read(whole),
    own: () => read(own),
    reset: () => {
      [lookedAtMs, waitedMs] = [performance.now(), waitedForProcessorMs()];
      whole.reset();
      own.reset();
    },
  };
}

/** In microseconds, and 1 for none: a histogram takes whole numbers above 0 only. */
function record(histogram: RecordableHistogram, lateMs: number): void {
  histogram.record(Math.max(1, Math.round(lateMs * 1000)));
}

function read(histogram: RecordableHistogram): LoopDelay {
  return { p99Ms: histogram.percentile(99) / 1000, maxMs: histogram.max / 1000 };
}

/** How long the main thread was ready to run and did not, since it began; 0 for ever where the system does not say. */
function waitedForProcessorMs(): number {
  try {
    // Time on a processor, time in the queue for one (both in nanoseconds), turns: sched-stats.txt of Linux. The main
    // thread has the number of the process.
    const [, waitedNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(waitedNs ?? 0) / 1e6;
  } catch {
    return 0;
  }
}
