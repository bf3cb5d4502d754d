// What happened, in a plain sentence for each kind, with the reason where there is one.
import type { ActivityItem, ActivityKind } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderName } from './folder-name';
import { heldReason, setAsideReason, setReason, splitReason, waitCause } from './reasons';
import type { Tone } from './tones';

export interface ActivityWords {
  readonly sentence: string;
  /** A sentence of its own. */
  readonly reason: string | null;
}

const asTree = { returnObjects: true } as const;

type Sentences = Record<string, string | undefined>;

/** The program may know reasons that this window does not: they are told without them, or by their name. */
export function activityWords(item: ActivityItem): ActivityWords {
  const { kind, reason } = item;
  const why = (words: (reason: string) => string): string | null => (reason === null ? null : words(reason));
  const sentence = sentenceOf(item);
  switch (kind) {
    case 'batch-waiting':
      return { sentence, reason: why(waitCause) };
    case 'batch-held':
    case 'credential-paused':
      return { sentence, reason: why(heldReason) };
    case 'batch-splitting':
      return { sentence, reason: why(splitReason) };
    case 'document-set-aside':
      return { sentence, reason: why(setAsideReason) };
    case 'set-needs-attention':
      return { sentence, reason: why(setReason) };
    case 'folder-offline':
    case 'folder-error':
    case 'spool-problem':
      return { sentence, reason: why((code) => t('activity.systemSaid', { code })) };
    default:
      return { sentence, reason: null };
  }
}

function sentenceOf(item: ActivityItem): string {
  const { kind, reason, amount, name } = item;
  const count = amount ?? 0;
  const batch = String(item.batchId ?? '–');
  const file = name ?? '–';
  const folder = folderOf(item);
  const credential = item.credentialName ?? '–';
  switch (kind) {
    case 'batch-sealed':
      return t('activity.sentences.batchSealed', { batch, count });
    case 'batch-sending':
      return count > 1
        ? t('activity.sentences.batchSendingAgain', { batch, attempt: String(count) })
        : t('activity.sentences.batchSending', { batch });
    case 'batch-accepted':
      return t('activity.sentences.batchAccepted', { batch, count });
    case 'batch-waiting':
      return t('activity.sentences.batchWaiting', { batch });
    case 'batch-held':
      return t('activity.sentences.batchHeld', { batch });
    case 'batch-splitting':
      return t('activity.sentences.batchSplitting', { batch });
    case 'batch-split':
      return t('activity.sentences.batchSplit', { batch, count });
    case 'batch-in-doubt':
      return t('activity.sentences.batchInDoubt', { batch });
    case 'batch-decided': {
      const by: Sentences = t(count === 1 ? 'activity.decisions.setting' : 'activity.decisions.person', {
        ...asTree,
        batch,
      });
      return by[reason ?? ''] ?? t('activity.decisions.otherOfBatch', { batch });
    }
    case 'batch-prioritized':
      return count === 1
        ? t('activity.sentences.batchPutFirst', { batch })
        : t('activity.sentences.batchPutBack', { batch });
    case 'document-set-aside':
      return t('activity.sentences.documentSetAside', { file });
    case 'document-duplicate':
      return t('activity.sentences.documentDuplicate', { file, batch });
    case 'document-decided': {
      const decided: Sentences = t('activity.decisions.document', { ...asTree, file });
      return decided[reason ?? ''] ?? t('activity.decisions.otherOfDocument', { file });
    }
    case 'original-kept': {
      const kept: Sentences = t('activity.originals', { ...asTree, file });
      return kept[reason ?? ''] ?? t('activity.originals.other', { file });
    }
    case 'set-needs-attention':
      return name === null
        ? t('activity.sentences.setWithoutName', { batch })
        : t('activity.sentences.setNeedsAttention', { set: name });
    case 'credential-paused':
      return t('activity.sentences.credentialPaused', { credential });
    case 'credential-resumed':
      return t('activity.sentences.credentialResumed', { credential });
    case 'folder-offline':
      return t('activity.sentences.folderOffline', { folder });
    case 'folder-error':
      return t('activity.sentences.folderError', { folder });
    case 'folder-back':
      return t('activity.sentences.folderBack', { folder });
    case 'watch-problem':
      return reason === 'limit-reached'
        ? t('activity.sentences.watchLimit', { folder })
        : t('activity.sentences.watchFailed', { folder });
    case 'alarm':
      return t('activity.sentences.alarm', { folder, count });
    case 'alarm-over':
      return t('activity.sentences.alarmOver', { folder });
    case 'sending-paused':
      return t(`activity.paused.${placeOf(item)}`, { folder, credential });
    case 'sending-resumed':
      return t(`activity.resumed.${reason === 'time' ? 'time' : 'person'}.${placeOf(item)}`, { folder, credential });
    case 'sending-rests':
      return restSentence(reason);
    case 'sending-goes-on':
      return t('activity.sentences.goesOn');
    case 'spool-problem':
      return t('activity.sentences.spoolProblem', { folder });
  }
}

function restSentence(reason: string | null): string {
  if (reason === 'timetable') return t('activity.sentences.restsTimetable');
  return reason === 'metered-network' ? t('activity.sentences.restsMetered') : t('activity.sentences.rests');
}

/** The whole path stands beside the sentence. */
function folderOf({ folderPath, folderId }: ActivityItem): string {
  return folderPath === null ? (folderId ?? '–') : folderName(folderPath);
}

function placeOf({ folderId, credentialId }: ActivityItem): 'all' | 'folder' | 'credential' {
  if (folderId !== null) return 'folder';
  return credentialId === null ? 'all' : 'credential';
}

/** How much a kind is to be noticed. */
export const activityTones: Record<ActivityKind, Tone> = {
  'batch-sealed': 'moving',
  'batch-sending': 'moving',
  'batch-accepted': 'good',
  'batch-waiting': 'quiet',
  'batch-held': 'attention',
  'batch-splitting': 'quiet',
  'batch-split': 'quiet',
  'batch-in-doubt': 'attention',
  'batch-decided': 'quiet',
  'batch-prioritized': 'quiet',
  'document-set-aside': 'attention',
  'document-duplicate': 'double',
  'document-decided': 'quiet',
  'original-kept': 'quiet',
  'set-needs-attention': 'attention',
  'credential-paused': 'attention',
  'credential-resumed': 'good',
  'folder-offline': 'attention',
  'folder-error': 'bad',
  'folder-back': 'good',
  'watch-problem': 'attention',
  alarm: 'bad',
  'alarm-over': 'good',
  'sending-paused': 'quiet',
  'sending-resumed': 'good',
  'sending-rests': 'quiet',
  'sending-goes-on': 'good',
  'spool-problem': 'bad',
};
