// What the last attempt left behind, in plain words: what a person needs to look a batch up at the server.
import type { AttemptSummary } from '../../../preload/contract';
import { formatSize } from './numbers';
import { formatClock, formatMoment } from './times';

/** When it began, how much of it left this computer, and what was answered. */
export function evidenceWords(attempt: AttemptSummary, locale?: string): string {
  const { startedAt, endedAt, bytesSent, contentLength, status } = attempt;
  const began = `The last try began on ${formatMoment(startedAt, locale)}.`;
  // The end is then the time of the next start, and says nothing about the server.
  if (bytesSent === null) {
    return `${began} How much of the zip left this computer is not known.`;
  }
  const answered =
    status === null
      ? `No answer had come when it ended at ${formatClock(endedAt, locale)}.`
      : `At ${formatClock(endedAt, locale)} the server answered with status ${status}, but with no batch id.`;
  return `${began} ${amountSentence(bytesSent, contentLength, locale)} ${answered}`;
}

function amountSentence(bytesSent: number, contentLength: number | null, locale?: string): string {
  if (contentLength === null) return `${formatSize(bytesSent, locale)} left this computer.`;
  const whole = formatSize(contentLength, locale);
  if (bytesSent >= contentLength) return `The whole zip (${whole}) left this computer.`;
  return `${formatSize(bytesSent, locale)} of ${whole} left this computer.`;
}
