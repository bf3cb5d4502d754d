// What the last attempt left behind, in plain words: what a person needs to look a batch up at the server.
import type { AttemptSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatSize } from './numbers';
import { formatClock, formatMoment } from './times';

/** When it began, how much of it left this computer, and what was answered: a sentence each. */
export function evidenceWords(attempt: AttemptSummary): string {
  const { startedAt, bytesSent, contentLength } = attempt;
  const began = t('queue.evidence.began', { when: formatMoment(startedAt) });
  // The end is then the time of the next start, and says nothing about the server.
  if (bytesSent === null) return `${began} ${t('queue.evidence.amountUnknown')}`;
  return `${began} ${amountSentence(bytesSent, contentLength)} ${answerSentence(attempt)}`;
}

function answerSentence({ endedAt, status }: AttemptSummary): string {
  const when = formatClock(endedAt);
  return status === null
    ? t('queue.evidence.noAnswer', { when })
    : t('queue.evidence.answer', { when, status: String(status) });
}

/** How much of the request left this computer, in bytes. */
export function amountSentence(bytesSent: number, contentLength: number | null): string {
  const sent = formatSize(bytesSent);
  if (contentLength === null) return t('queue.evidence.amount', { sent });
  const whole = formatSize(contentLength);
  return bytesSent >= contentLength ? t('queue.evidence.whole', { whole }) : t('queue.evidence.part', { sent, whole });
}
