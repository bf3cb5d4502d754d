// Why a batch rests, how fast one goes, and what is paused.
import type { PauseView, QueueItem, SendingRest } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { dropName, folderName } from './folder-name';
import { formatSize } from './numbers';
import { formatDue, formatSpan } from './times';

/** Why a batch is not being sent, and when that ends; `now` is what "in 5 minutes" counts from. */
export function restSentence(rest: SendingRest, now: number): string {
  const until = 'until' in rest ? rest.until : null;
  const goesOn = until === null ? [] : [t('sending.rests.goesOn', { due: formatDue(until, now) })];
  return [restReason(rest), ...goesOn].join(' ');
}

function restReason(rest: SendingRest): string {
  switch (rest.because) {
    case 'pause':
      return t(`sending.rests.${pauseKeys[rest.scope]}`);
    case 'timetable':
      return t('sending.rests.timetable');
    case 'metered-network':
      return t('sending.rests.metered');
    case 'credential-paused':
      return t('sending.rests.credentialPaused');
    case 'credential-rest':
      return rest.asked ? t('sending.rests.asked') : t('sending.rests.rest');
    case 'set':
      return rest.batchId === null ? t('sending.rests.set') : t('sending.rests.setOf', { batch: String(rest.batchId) });
  }
}

const pauseKeys = { all: 'pauseAll', credential: 'pauseCredential', folder: 'pauseFolder' } as const;

/** What is paused, and until when. */
export function pauseSentence(pause: PauseView, now: number): string {
  const goesOn =
    pause.until === null ? t('sending.untilResumed') : t('sending.until', { due: formatDue(pause.until, now) });
  return `${pausedWords(pause)} ${goesOn}`;
}

/** What is paused. */
export function pausedWords({ scope, name }: PauseView): string {
  switch (scope) {
    case 'all':
      return t('sending.pausedAll');
    case 'credential':
      return t('sending.pausedCredential', { name: name ?? '' });
    case 'folder':
      return t('sending.pausedFolder', { name: dropName(name ?? '') ?? folderName(name ?? '') });
  }
}

/** "1.2 MB per second, 3 min left"; null while nobody knows. */
export function speedWords({ bytesPerSecond, secondsLeft }: QueueItem): string | null {
  if (bytesPerSecond === null) return null;
  const speed = t('sending.speed', { speed: formatSize(bytesPerSecond) });
  if (secondsLeft === null || secondsLeft === 0) return speed;
  return `${speed}, ${t('sending.left', { time: formatSpan(secondsLeft) })}`;
}

/** When a pause of this length ends; null: when a person ends it. */
export function pauseEnd(span: 'hour' | 'tomorrow' | 'open', now: number): number | null {
  if (span === 'open') return null;
  if (span === 'hour') return now + 3_600_000;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  return morning.setHours(7, 0, 0, 0);
}
