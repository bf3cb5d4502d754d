// Where one batch stands and why, what its page is called, and what was decided about it.
import type { AttemptView, BatchDecisionView, BatchDetails } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { evidenceWords } from './evidence';
import { folderName } from './folder-name';
import { heldReason, inDoubtReason, splitReason, waitCause } from './reasons';
import { formatDue } from './times';

/** "12 documents in “May 2026”", or "… from" the folder's name when there is no set. */
export function batchLead({
  documents,
  set,
  folderPath,
}: Pick<BatchDetails, 'documents' | 'set' | 'folderPath'>): string {
  if (set === null) return t('batches.lead.ofFolder', { count: documents, folder: folderName(folderPath) });
  const name = set.name ?? t('sets.name', { number: set.referenceNumber ?? String(set.id) });
  return t('batches.lead.ofSet', { count: documents, set: name });
}

/** One or two sentences. `last` is the newest attempt, where it is known; `now` (ms) is what "in 5 minutes" counts from. */
export function batchSentence(batch: BatchDetails, last: AttemptView | null, now: number): string {
  const { state, reason, retryAt } = batch;
  switch (state) {
    case 'waiting':
      return [
        ...(reason === null ? [] : [waitCause(reason)]),
        retryAt === null
          ? t('queue.sentences.nextTrySoon')
          : t('queue.sentences.nextTry', { due: formatDue(retryAt, now) }),
      ].join(' ');
    case 'held':
      return heldReason(reason);
    case 'in-doubt':
      return inDoubtReason(last);
    case 'splitting':
      return reason === null ? t('batches.sentences.splitting') : splitReason(reason);
    case 'accepted':
      return batch.confirmedBy === 'person' ? t('batches.sentences.acceptedByPerson') : t('batches.sentences.accepted');
    default:
      return t(`batches.sentences.${state}`);
  }
}

/** What the last attempt of a batch in doubt left behind; null for other batches, and while that is not known. */
export function batchEvidence({ state }: Pick<BatchDetails, 'state'>, last: AttemptView | null): string | null {
  if (state !== 'in-doubt' || last === null) return null;
  const { endedAt } = last;
  return endedAt === null ? null : evidenceWords({ ...last, endedAt });
}

/** Who decided what. */
export function decisionSentence({ by, kind }: BatchDecisionView): string {
  return t(`batches.decisions.${by}.${kind}`);
}
