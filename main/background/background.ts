// What the program shows outside its window: follows the engine and tells tray, badge, taskbar and notifications.
import { setMaxListeners } from 'node:events';
import type { EngineEvent } from '../engine/events';
import type { Clock } from '../engine/ports';
import type { NotificationPreferences } from '../../preload/contract';
import type { NativeWords } from '../words/native-words';
import { createDeliveryGroups } from './delivery-groups';
import type { Notice } from './notice';
import { problemNotice, type ProblemNames } from './problem-notice';
import { createProblemNotices } from './problem-notices';
import { problemChange } from './problems';
import { quietUntil } from './quiet-hours';
import type { Situation } from './situation';
import { createUploadProgress } from './upload-progress';

export interface BackgroundParts {
  readonly clock: Clock;
  readonly preferences: () => NotificationPreferences;
  readonly words: () => NativeWords;
  readonly names: ProblemNames;
  readonly readSituation: () => Promise<Situation>;
  /** A person looks at the window: deliveries need no notification. */
  readonly isWatched: () => boolean;
  readonly show: (notice: Notice) => void;
  readonly onSituation: (situation: Situation) => void;
  /** From 0 to 1; null: nothing runs. */
  readonly onProgress: (share: number | null) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Background {
  note(event: EngineEvent): void;
  /** Something that the situation depends on may have changed. */
  changed(): void;
  /** Shows nothing any more; may be called twice. */
  stop(): void;
}

// The icon may lag behind by this much; the ledger is asked no more often while thousands of documents come in.
const situationMs = 2_000;
const spoolAgainMs = 86_400_000;

/** Starts following; the first situation is read at once. */
export function startBackground(parts: BackgroundParts): Background {
  const { clock, preferences, words } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  // Each problem that waits to be told listens to it.
  setMaxListeners(0, signal);
  // The ledger is closed while the last question may be under way.
  const onBug = (error: unknown): void => {
    if (!signal.aborted) parts.onBug(error);
  };
  const quiet = (now: number): number | null => quietUntil(preferences(), now);
  const progress = createUploadProgress();
  const groups = createDeliveryGroups({
    ...{ clock, quietUntil: quiet, signal },
    show: (documents, batches) => {
      if (!preferences().deliveries || parts.isWatched()) return;
      parts.show({ text: words().notices.delivered(documents, batches), destination: { to: 'sets' } });
    },
  });
  const problems = createProblemNotices({
    ...{ clock, quietUntil: quiet, signal, onBug },
    show: parts.show,
    several: (count, why) => ({
      text: why === 'quiet' ? words().notices.whileQuiet(count) : words().notices.more(count),
      destination: { to: 'attention' },
    }),
  });
  let reading: 'no' | 'running' | 'again' = 'no';

  async function keepSituation(): Promise<void> {
    do {
      reading = 'running';
      parts.onSituation(await parts.readSituation());
      if (!(await clock.sleep(situationMs, { signal }))) return;
    } while (isAskedAgain());
  }
  // Behind a function, because the compiler takes the variable for unchanged across the awaits.
  function isAskedAgain(): boolean {
    return reading === 'again';
  }

  function changed(): void {
    if (signal.aborted) return;
    if (reading !== 'no') {
      reading = 'again';
      return;
    }
    keepSituation()
      // A ledger that cannot be read stops the engine, which tells of itself.
      .catch(onBug)
      .finally(() => {
        reading = 'no';
      });
  }

  function noteProblem(event: EngineEvent): void {
    const change = problemChange(event);
    if (change === null) return;
    if (change.change === 'over') {
      for (const key of change.keys) problems.settle(key);
      return;
    }
    if (!preferences().problems) return;
    const { key, problem, delayMs = 0 } = change;
    const isNew = problems.raise(key, () => problemNotice(problem, parts.names, words()), { delayMs });
    // The engine says it twice a minute for as long as it lasts.
    if (isNew && problem.kind === 'spool-full') {
      void clock.sleep(spoolAgainMs, { signal }).then(() => {
        problems.settle(key);
      });
    }
  }

  changed();
  return {
    note: (event) => {
      if (signal.aborted) return;
      if (progress.note(event)) parts.onProgress(progress.share);
      if (event.type === 'batch-progress') return;
      if (event.type === 'batch-accepted') groups.note(event.documents);
      noteProblem(event);
      changed();
    },
    changed,
    stop: () => {
      ending.abort();
    },
  };
}
