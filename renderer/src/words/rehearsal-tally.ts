// How the rehearsals stand as a whole.
import type { Problem, RehearsalResult } from '../../../preload/contract';
import { t } from '../i18n/translate';
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
export function tallyWords(runs: readonly Standing[], known: number): Tally {
  const right = runs.filter((run) => run.state === 'done' && run.result.passed).length;
  const wrong = runs.filter((run) => run.state === 'done' && !run.result.passed).length;
  const failed = runs.filter(({ state }) => state === 'failed').length;
  const ended = right + wrong + failed;
  const all = runs.length;
  if (all === 0) return { text: t('rehearsals.tally.none'), tone: null };
  if (ended < all) return { text: t('rehearsals.tally.underWay', { ended, all }), tone: 'moving' };
  if (wrong > 0) {
    const counts = { right, wrong, failed };
    const key = failed > 0 ? 'rehearsals.tally.wrongAndFailed' : 'rehearsals.tally.wrong';
    return { text: t(key, counts), tone: 'bad' };
  }
  if (failed > 0) return { text: t('rehearsals.tally.failed', { right, failed }), tone: 'attention' };
  const isWhole = right === known;
  const text = isWhole
    ? t('rehearsals.tally.allRight', { all: known })
    : t('rehearsals.tally.someRight', { count: right, all: known });
  return { text, tone: 'good' };
}
