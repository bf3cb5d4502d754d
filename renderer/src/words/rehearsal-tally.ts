// How the rehearsals stand as a whole.
import type { Problem, RehearsalResult } from '../../../preload/contract';
import { formatCount } from './numbers';
import type { Tone } from './tones';

/** Where one rehearsal stands. */
type Standing =
  | { readonly state: 'waiting' | 'running' }
  | { readonly state: 'done'; readonly result: Pick<RehearsalResult, 'passed'> }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface Tally {
  readonly text: string;
  /** null while there is nothing to judge yet. */
  readonly tone: Tone | null;
}

/** One sentence over those that were asked for; `known` is how many there are at all. */
export function tallyWords(runs: readonly Standing[], known: number, locale?: string): Tally {
  const count = (value: number) => formatCount(value, locale);
  const right = runs.filter((run) => run.state === 'done' && run.result.passed).length;
  const wrong = runs.filter((run) => run.state === 'done' && !run.result.passed).length;
  const failed = runs.filter(({ state }) => state === 'failed').length;
  const ended = right + wrong + failed;
  if (runs.length === 0) return { text: 'Each takes up to 15 seconds, all of them a few minutes.', tone: null };
  if (ended < runs.length) return { text: `${count(ended)} of ${count(runs.length)} have ended.`, tone: 'moving' };
  if (ended === right) {
    return {
      text:
        right === known
          ? `All ${count(known)} went as they should.`
          : `${count(right)} of ${count(known)} run, as it should be.`,
      tone: 'good',
    };
  }
  const parts = [
    [right, 'as it should be'],
    [wrong, 'not as it should be'],
    [failed, 'could not be run'],
  ] as const;
  const told = parts.filter(([value]) => value > 0).map(([value, what]) => `${count(value)} ${what}`);
  return { text: `${told.join(', ')}.`, tone: wrong > 0 ? 'bad' : 'attention' };
}
