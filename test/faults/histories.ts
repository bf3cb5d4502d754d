// The model-based run: histories made by fast-check, each from a seed of its own so that each can be had again alone.
import fc from 'fast-check';
import { playHistory, type PlayedHistory } from './history';
import { histories } from './history-steps';

export interface SeededHistory extends PlayedHistory {
  readonly seed: number;
}

export interface HistoryOptions {
  readonly script: string;
  readonly seed: number;
  readonly steps: number;
  /** Looks for a shorter history that fails as well, for at most this long, in milliseconds; 0: not at all. */
  readonly shrinkMs: number;
}

/** Plays the history of a seed. What is answered is the shortest one that failed, or the one that did not. */
export async function playSeed({ script, seed, steps, shrinkMs }: HistoryOptions): Promise<SeededHistory> {
  const played: PlayedHistory[] = [];
  await fc.check(
    fc.asyncProperty(histories(steps), async (history) => {
      const one = await playHistory(script, history);
      played.push(one);
      return one.audit.violations.length === 0;
    }),
    {
      ...{ seed, numRuns: 1, unbiased: true, endOnFailure: shrinkMs === 0 },
      ...(shrinkMs === 0 ? {} : { interruptAfterTimeLimit: shrinkMs, markInterruptAsFailure: false }),
    },
  );
  const failed = played.filter(({ audit }) => audit.violations.length > 0);
  const answer = failed.sort((a, b) => a.log.length - b.log.length)[0] ?? played[0];
  if (answer === undefined) throw new Error('fast-check played no history');
  return { ...answer, seed };
}
