// A change that another program made is told once; one that cannot be asked about is no change.
import { expect, it } from 'vitest';
import type { Clock } from './engine/ports';
import { watchLedger } from './ledger-watch';

it('tells of each change once, and goes on after a question that failed', async () => {
  const answers = [false, true, false, 'failed', true, false] as const;
  const ended = new AbortController();
  let asked = 0;
  // Each sleep is one question; the last one ends the watch.
  const clock: Clock = {
    now: () => 0,
    sleep: (_delayMs, { signal }) => {
      if (asked === answers.length) ended.abort();
      return Promise.resolve(!signal.aborted);
    },
  };
  const changedElsewhere = (): boolean => {
    const answer = answers[asked++];
    if (answer === 'failed') throw new Error('the ledger cannot be read');
    return answer ?? false;
  };
  const changes: number[] = [];
  await watchLedger({ changedElsewhere }, clock, () => changes.push(asked - 1), { signal: ended.signal });
  expect(changes).toEqual([1, 4]);
});
