// What the queue says about a batch: where it stands and why.
import type { QueueItem } from '../../../preload/contract';
import { formatSize } from './numbers';
import { heldReason, inDoubtReason, splitReason, waitCause } from './reasons';
import { formatDue } from './times';

/** One or two sentences; `now` is what "in 5 minutes" counts from. */
export function queueSentence(batch: QueueItem, now: number, locale?: string): string {
  switch (batch.state) {
    case 'open':
      return 'Its documents are being packed into a zip file.';
    case 'sealed':
      return 'Packed and checked. It is sent as soon as it is its turn.';
    case 'sending':
      return sendingSentence(batch, locale);
    case 'waiting': {
      const due = batch.retryAt === null ? 'soon' : formatDue(batch.retryAt, now, locale);
      const cause = batch.reason === null ? '' : `${waitCause(batch.reason)} `;
      return `${cause}Next try ${due}.`;
    }
    case 'held':
      return batch.reason === null ? 'It waits for you.' : heldReason(batch.reason);
    case 'in-doubt':
      return inDoubtReason(batch.lastAttempt);
    case 'splitting':
      return splittingSentence(batch);
    case 'accepted':
      return 'It has arrived.';
    case 'split':
      return 'It was split into smaller batches.';
    case 'cancelled':
      return 'You decided not to send it.';
  }
}

function splittingSentence({ documents, reason }: QueueItem): string {
  if (documents === 1) return 'The server refuses its one document even alone, so that is being set aside.';
  return reason === null ? 'It is being split into two batches.' : splitReason(reason);
}

function sendingSentence({ bytesSent, contentLength }: QueueItem, locale?: string): string {
  if (bytesSent === null || contentLength === null) return 'Connecting to the server.';
  if (bytesSent >= contentLength) return 'All of it is sent. Waiting for the server’s answer.';
  return `${formatSize(bytesSent, locale)} of ${formatSize(contentLength, locale)} sent.`;
}
