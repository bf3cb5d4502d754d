// Problems are told one by one and each once; many at a time, or those of the quiet hours, in one notification.
import type { Clock } from '../engine/ports';
import type { Notice } from './notice';

export interface ProblemNoticesParts {
  readonly clock: Clock;
  /** When the quiet hours end; null when none are on. */
  readonly quietUntil: (now: number) => number | null;
  readonly show: (notice: Notice) => void;
  /** One notification for so many problems: of the quiet hours, or more than can be told one by one. */
  readonly several: (problems: number, why: 'quiet' | 'many') => Notice;
  readonly onBug: (error: unknown) => void;
  readonly signal: AbortSignal;
}

export interface ProblemNotices {
  /**
   * A problem came up; `make` is asked when it is told, null: it is none any more. It is told `delayMs` later, if it lasts.
   * The same key is told again only after `settle`. Answers whether it is a new one.
   */
  raise(key: string, make: () => Promise<Notice | null>, options?: { delayMs?: number }): boolean;
  /** The problem is over. */
  settle(key: string): void;
}

interface Raised {
  readonly key: string;
  readonly make: () => Promise<Notice | null>;
}

const manyPer = { count: 5, withinMs: 60_000 };
/** Nothing says when a document that was set aside is gone; the oldest of so many may be told again. */
const mostRemembered = 10_000;

export function createProblemNotices(parts: ProblemNoticesParts): ProblemNotices {
  const { clock, quietUntil, show, several, onBug, signal } = parts;
  /** Problems that were raised and are not over, by key. */
  const raised = new Map<string, Raised>();
  let waiting: Raised[] = [];
  let shownAt: number[] = [];
  let isTelling = false;

  const lasts = (problem: Raised): boolean => raised.get(problem.key) === problem;

  async function tell(): Promise<void> {
    let wasQuiet = false;
    while (waiting.length > 0) {
      const quietEnd = quietUntil(clock.now());
      if (quietEnd !== null) {
        wasQuiet = true;
        if (!(await clock.sleep(quietEnd - clock.now(), { signal }))) return;
        continue;
      }
      const due = waiting.filter(lasts);
      waiting = [];
      if (wasQuiet && due.length > 1) show(several(due.length, 'quiet'));
      else await tellEach(due);
      wasQuiet = false;
    }
  }

  async function tellEach(due: readonly Raised[]): Promise<void> {
    for (const [index, problem] of due.entries()) {
      const now = clock.now();
      shownAt = shownAt.filter((at) => Math.abs(now - at) < manyPer.withinMs);
      if (shownAt.length >= manyPer.count) {
        await tellRest(due.slice(index));
        return;
      }
      const notice = await problem.make();
      if (notice === null || !lasts(problem)) continue;
      shownAt.push(now);
      show(notice);
    }
  }

  /** More than anybody reads one by one: counted until the minute is over. */
  async function tellRest(rest: readonly Raised[]): Promise<void> {
    if (!(await clock.sleep(manyPer.withinMs, { signal }))) return;
    const all = [...rest, ...waiting].filter(lasts);
    waiting = [];
    if (all.length > 0) show(several(all.length, 'many'));
  }

  function enqueue(problem: Raised): void {
    if (!lasts(problem)) return;
    waiting.push(problem);
    if (isTelling) return;
    isTelling = true;
    tell()
      .catch(onBug)
      .finally(() => {
        isTelling = false;
      });
  }

  return {
    raise: (key, make, { delayMs = 0 } = {}) => {
      if (raised.has(key)) return false;
      const problem = { key, make };
      raised.set(key, problem);
      const [oldest] = raised.keys();
      if (raised.size > mostRemembered && oldest !== undefined) raised.delete(oldest);
      if (delayMs === 0) enqueue(problem);
      else
        void clock.sleep(delayMs, { signal }).then((slept) => {
          if (slept) enqueue(problem);
        });
      return true;
    },
    settle: (key) => {
      raised.delete(key);
    },
  };
}
