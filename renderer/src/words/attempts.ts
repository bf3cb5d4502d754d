// What one attempt of a batch came to, in plain words: the timeline of a batch's page.
import type { AttemptView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { amountSentence } from './evidence';
import { formatDue, formatSeconds } from './times';
import type { Label, Tone } from './tones';

const asTree = { returnObjects: true } as const;

// The kinds of the engine's DeliveryOutcome, and `interrupted`, which the ledger writes after the program was ended.
const tones = {
  running: 'moving',
  accepted: 'good',
  'not-delivered': 'quiet',
  retry: 'quiet',
  'server-error': 'bad',
  'in-doubt': 'attention',
  'credential-refused': 'attention',
  'too-large': 'attention',
  refused: 'attention',
  redirected: 'attention',
  'spool-damaged': 'bad',
  cancelled: 'quiet',
  interrupted: 'quiet',
} as const satisfies Record<string, Tone>;
type Known = keyof typeof tones;

const labels: Record<Known | 'unknown', string> = t('batches.attempts.labels', asTree);

export interface AttemptWords {
  readonly label: Label;
  /** How it ended, what was answered, how much was sent, what follows: one sentence each. */
  readonly sentences: readonly string[];
}

/** `now` (ms since 1970) is what "in 5 minutes" counts from. An outcome that this window does not know is shown by its name. */
export function attemptWords(attempt: AttemptView, now: number): AttemptWords {
  const kind = attempt.endedAt === null ? 'running' : (attempt.outcome ?? 'interrupted');
  if (!isKnown(kind)) {
    const outcome = t('batches.attempts.outcomes.unknown', { kind });
    return { label: { text: labels.unknown, tone: 'quiet' }, sentences: [outcome, ...whatIsKnown(attempt, now)] };
  }
  return {
    label: { text: labels[kind], tone: tones[kind] },
    sentences: [t(`batches.attempts.outcomes.${kind}`), ...whatIsKnown(attempt, now)],
  };
}

function isKnown(kind: string): kind is Known {
  return Object.hasOwn(tones, kind);
}

function whatIsKnown({ startedAt, endedAt, status, bytesSent, contentLength, retryAt }: AttemptView, now: number) {
  if (endedAt === null) return [];
  // After the program was ended, the end is the time of its next start, and says nothing about the server.
  if (bytesSent === null) return [t('batches.attempts.amountUnknown'), ...nextTry(retryAt, now)];
  const time = formatSeconds(Math.max(0, endedAt - startedAt));
  const answer =
    status === null
      ? t('batches.attempts.notAnswered', { time })
      : t('batches.attempts.answered', { time, status: String(status) });
  return [answer, amountSentence(bytesSent, contentLength), ...nextTry(retryAt, now)];
}

function nextTry(retryAt: number | null, now: number): readonly string[] {
  return retryAt === null ? [] : [t('queue.sentences.nextTry', { due: formatDue(retryAt, now) })];
}
