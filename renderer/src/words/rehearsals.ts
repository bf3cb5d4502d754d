// "Test my set-up": the verdict and what would be on screen, in a clerk's words.
import type { RehearsalProblem, RehearsalResult } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { heldReason, inDoubtReason, setAsideReason, setReason, waitCause } from './reasons';
import { batchStates } from './states';
import type { Tone } from './tones';

export interface Verdict {
  readonly tone: Tone;
  readonly title: string;
  /** How many documents were delivered, and how often. */
  readonly amounts: string;
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
}

/** What came of a rehearsal. "Delivered" is what the stand-in server holds, not what Batchdrop believes. */
export function verdictWords(result: RehearsalResult): Verdict {
  const { passed, steps } = result;
  return {
    tone: passed ? 'good' : 'bad',
    title: passed ? t('rehearsals.verdict.right') : t('rehearsals.verdict.wrong'),
    amounts: amountsSentence(result),
    problems: steps.flatMap((step) => (step.type === 'promise-broken' ? [problemWords(step.problem)] : [])),
  };
}

/** One way in which the promise did not hold, as a sentence. */
export function problemWords(problem: RehearsalProblem): string {
  switch (problem.kind) {
    case 'delivered-often':
      return t('rehearsals.problems.delivered-often', { file: problem.file, count: problem.times });
    case 'never-arrived':
    case 'original-gone':
    case 'unexplained':
      return t(`rehearsals.problems.${problem.kind}`, { file: problem.file });
    case 'arrived-all-the-same':
    case 'wrong-end': {
      const fate = t(`rehearsals.fates.${problem.fate}`);
      return t(`rehearsals.problems.${problem.kind}`, { file: problem.file, fate });
    }
    case 'missing-end':
      return t('rehearsals.problems.missing-end', { fate: t(`rehearsals.fates.${problem.fate}`) });
    case 'on-screen-for-nothing': {
      const { what } = onScreenWords({ kind: problem.what, reason: problem.reason, count: 1 });
      return t('rehearsals.problems.on-screen-for-nothing', { what });
    }
    case 'other-content':
    case 'token-fetched':
    case 'refused-password':
      return t(`rehearsals.problems.${problem.kind}`, { count: problem.count });
    default:
      return t(`rehearsals.problems.${problem.kind}`);
  }
}

export interface OnScreenWords {
  readonly what: string;
  /** null when the thing speaks for itself. */
  readonly reason: string | null;
}

/** What would be on screen afterwards, as the real pages would say it. */
export function onScreenWords({ kind, reason, count }: RehearsalResult['onScreen'][number]): OnScreenWords {
  switch (kind) {
    case 'document':
      return { what: t('rehearsals.onScreen.document', { count }), reason: setAsideReason(reason) };
    case 'duplicate':
      return { what: t('rehearsals.onScreen.duplicate', { count }), reason: null };
    case 'alarm':
      return { what: t('rehearsals.onScreen.alarm'), reason: null };
    case 'batch-held':
      return { what: t('rehearsals.onScreen.batch-held', { count }), reason: heldReason(reason) };
    case 'batch-in-doubt':
      return { what: t('rehearsals.onScreen.batch-in-doubt', { count }), reason: inDoubtReason(null) };
    case 'batch-waiting':
      return {
        what: t('rehearsals.onScreen.batch-waiting', { count }),
        reason: reason === '' ? null : waitCause(reason),
      };
    case 'credential-paused':
      return { what: t('rehearsals.onScreen.credential-paused'), reason: heldReason(reason) };
    case 'set':
      return { what: t('rehearsals.onScreen.set', { count }), reason: setReason(reason) };
    default: {
      const state = Object.entries(batchStates).find(([name]) => kind === `batch-${name}`)?.[1].text;
      const what =
        state === undefined
          ? t('rehearsals.onScreen.other', { count, kind })
          : t('rehearsals.onScreen.batch', { count, state });
      return { what, reason: null };
    }
  }
}

function amountsSentence({ documents: count, deliveredOnce: once, deliveredTwice: twice }: RehearsalResult): string {
  const not = count - once - twice;
  if (twice > 0) return t('rehearsals.verdict.twice', { count, once, twice, not });
  return not > 0
    ? t('rehearsals.verdict.once', { count, once, not })
    : t('rehearsals.verdict.onceAll', { count, once });
}
