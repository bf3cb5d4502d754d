// For a transaction of many steps: the main thread gets its turns in between, while the ledger stays with the transaction.
import { setImmediate as nextTurn } from 'node:timers/promises';

const longestMs = 10;

/** To be called between two steps: gives everybody else a turn when this work has gone on for 10 ms without one. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestMs) return;
    await nextTurn();
    since = performance.now();
  };
}
