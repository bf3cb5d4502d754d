// Ends this process with SIGKILL when the ordered moment comes, from whichever thread; writes down what came before.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { holdFiles, optionsVariable, type ProgramOptions } from './program-protocol';

/** The options that this process was started with. */
export function programOptions(): ProgramOptions {
  return JSON.parse(process.env[optionsVariable] ?? '') as ProgramOptions;
}

/** Makes the function to call at each moment; it does not return from the one that was ordered. */
export function createKillSwitch({ kill, reachedFile, holdDir }: ProgramOptions): (moment: string) => void {
  const counts = new Map<string, number>();
  return (moment) => {
    const count = (counts.get(moment) ?? 0) + 1;
    counts.set(moment, count);
    appendFileSync(reachedFile, `${moment}\n`);
    hold(moment, holdDir);
    if (kill?.moment !== moment || kill.occurrence !== count) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way to every thread; until it is here, this one does nothing more.
    sleep(Infinity);
  };
}

/** Blocks the thread, as a machine does that stalls at this moment. */
function hold(moment: string, holdDir: string): void {
  const { order, held } = holdFiles(holdDir, moment);
  while (existsSync(order)) {
    writeFileSync(held, '');
    sleep(5);
  }
}

function sleep(delayMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}
