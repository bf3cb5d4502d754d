// What the queue says about a batch: where it stands and why.
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatSize } from './numbers';
import { heldReason, inDoubtReason, splitReason, waitCause } from './reasons';
import { restSentence } from './sending';
import { formatDue } from './times';

/** One or two sentences; `now` is what "in 5 minutes" counts from. */
export function queueSentence(batch: QueueItem, now: number): string {
  switch (batch.state) {
    case 'sending':
      return sendingSentence(batch);
    case 'waiting': {
      const cause = batch.reason === null ? [] : [waitCause(batch.reason)];
      return [...cause, whenSentence(batch, now)].join(' ');
    }
    case 'sealed':
      return batch.restsBecause === null ? t('queue.sentences.sealed') : restSentence(batch.restsBecause, now);
    case 'held':
      return heldReason(batch.reason);
    case 'in-doubt':
      return inDoubtReason(batch.lastAttempt);
    case 'splitting':
      return splittingSentence(batch);
    default:
      return t(`queue.sentences.${batch.state}`);
  }
}

/** When it goes on. The rest of a credential whose upload failed needs no words beside the failure itself. */
function whenSentence({ retryAt, restsBecause }: QueueItem, now: number): string {
  if (restsBecause === null) return nextTrySentence(retryAt, now);
  if (restsBecause.because !== 'credential-rest' || restsBecause.asked) return restSentence(restsBecause, now);
  return nextTrySentence(Math.max(retryAt ?? 0, restsBecause.until), now);
}

function nextTrySentence(retryAt: number | null, now: number): string {
  return retryAt === null
    ? t('queue.sentences.nextTrySoon')
    : t('queue.sentences.nextTry', { due: formatDue(retryAt, now) });
}

function splittingSentence({ documents, reason }: QueueItem): string {
  if (documents === 1) return t('queue.sentences.splittingOne');
  return reason === null ? t('queue.sentences.splitting') : splitReason(reason);
}

function sendingSentence({ bytesSent, contentLength }: QueueItem): string {
  if (bytesSent === null || contentLength === null) return t('queue.sentences.connecting');
  if (bytesSent >= contentLength) return t('queue.sentences.allSent');
  return t('queue.sentences.sending', { sent: formatSize(bytesSent), whole: formatSize(contentLength) });
}
