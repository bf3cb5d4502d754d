// How a watched folder is being watched, what polling costs, and what to do when the system does not let it be watched
// whole.
import {
  rescanSeconds,
  type FolderHealth,
  type FolderLooking,
  type FolderWatch,
  type WatchProblem,
} from '../../../preload/contract';
import { locale as windowLocale, t } from '../i18n/translate';
import { formatPercent } from './numbers';
import { folderHealth } from './states';
import type { Label } from './tones';

/** The state in one word or two; a watch that is not whole is never shown as a good one. */
export function watchLabel(health: FolderHealth, { mode, problem }: FolderWatch): Label {
  if (health !== 'watching') return folderHealth[health];
  if (problem !== null) return { text: t('overview.watch.partly'), tone: 'attention' };
  if (mode === 'polling') return { text: t('overview.watch.polling'), tone: 'good' };
  return folderHealth.watching;
}

/** What is wrong with the watch and what helps; `command` is the line for a terminal where the program knows it. */
export function watchProblemWords(problem: WatchProblem): {
  readonly sentence: string;
  readonly command: string | null;
} {
  if (problem.kind === 'failed') {
    return { sentence: t('overview.watch.failed', { detail: problem.detail }), command: null };
  }
  const { detail, limit } = problem;
  if (limit === null) return { sentence: t('overview.watch.limitElsewhere', { detail }), command: null };
  const { setting, current, needed, command } = limit;
  const sentence =
    current === null
      ? t('overview.watch.limitUnread', { setting, needed })
      : t('overview.watch.limit', { setting, current, needed });
  return { sentence, command };
}

/** How often a polled folder is looked at and what that costs; `advice` when it costs too much. */
export function lookingWords(looking: FolderLooking): { readonly facts: string; readonly advice: string | null } {
  const { everyMs, tookMs } = looking;
  const interval = intervalWords(everyMs);
  if (tookMs === null) return { facts: t('folders.looking.every', { interval }), advice: null };
  const facts = t('folders.looking.everyTaking', { interval, look: lookWords(tookMs) });
  const help = lookingHelp(everyMs, tookMs);
  if (help === null) return { facts, advice: null };
  return { facts, advice: `${t('folders.looking.share', { share: shareWords(everyMs, tookMs) })} ${help}` };
}

/** What the interval in the form would cost in this folder, from the time that a look takes now. */
export function lookingPlanWords(
  seconds: number,
  tookMs: number,
): { readonly sentence: string; readonly isTooMuch: boolean } {
  const everyMs = Math.min(seconds, rescanSeconds) * 1_000;
  const sentence = t('folders.looking.plan', { look: lookWords(tookMs), share: shareWords(everyMs, tookMs) });
  const help = lookingHelp(everyMs, tookMs);
  return { sentence: help === null ? sentence : `${sentence} ${help}`, isTooMuch: help !== null };
}

// More than this part of the interval, and a person should know.
const dearShare = 0.1;

/** What makes looking cheaper; null when it is cheap enough. */
function lookingHelp(everyMs: number, tookMs: number): string | null {
  if (tookMs <= everyMs * dearShare) return null;
  return t(everyMs < rescanSeconds * 1_000 ? 'folders.looking.lookLess' : 'folders.looking.watchLess');
}

/** Of all the time: the interval runs from the end of a look to the next. */
function shareWords(everyMs: number, tookMs: number): string {
  const percent = (tookMs / (tookMs + everyMs)) * 100;
  return percent < 1 ? t('folders.looking.lessThan', { span: formatPercent(1) }) : formatPercent(Math.round(percent));
}

/** 30,000 -> "30 seconds", 300,000 -> "5 minutes". */
function intervalWords(everyMs: number): string {
  const seconds = everyMs / 1_000;
  const isMinutes = seconds >= 120 && seconds % 60 === 0;
  return isMinutes ? amount(seconds / 60, 'minute') : amount(seconds, 'second');
}

/** 83 -> "80 ms", 1234 -> "1.2 seconds": as exact as it is steady. */
function lookWords(tookMs: number): string {
  if (tookMs < 10) return t('folders.looking.lessThan', { span: amount(10, 'millisecond') });
  if (tookMs < 995) return amount(Math.round(tookMs / 10) * 10, 'millisecond');
  if (tookMs < 9_950) return amount(Math.round(tookMs / 100) / 10, 'second', 1);
  return amount(Math.round(tookMs / 1_000), 'second');
}

function amount(value: number, unit: 'millisecond' | 'second' | 'minute', digits = 0): string {
  const unitDisplay = unit === 'millisecond' ? 'short' : 'long';
  const form = { style: 'unit', unit, unitDisplay, minimumFractionDigits: digits } as const;
  return new Intl.NumberFormat(windowLocale(), form).format(value);
}
