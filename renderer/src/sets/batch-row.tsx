// One batch of a set with the id the server gave it; leads to the batch's page.
import type { BatchSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Moment } from '../ui/moment';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { formatSize } from '../words/numbers';
import { heldReason, splitReason, waitCause } from '../words/reasons';
import { batchStates } from '../words/states';
import { BatchIdText } from './batch-id-text';
import { PageLink } from './page-link';

/** The batch id stands beside the link, so that it can be selected with the mouse. */
export function BatchRow({ batch }: { readonly batch: BatchSummary }) {
  const { id, serverBatchId, state, reason, zipSizeBytes } = batch;
  return (
    <div className="batch" data-testid={`batch-${id}`}>
      <div className="batch-head">
        <span className="batch-name">
          <PageLink to={{ page: 'batch', id }}>{t('batches.title', { batch: String(id) })}</PageLink>
          <span className="dim">{t('sets.documents', { count: batch.documents })}</span>
        </span>
        <BatchIdText serverBatchId={serverBatchId} />
        <span className="batch-size" translate="no">
          {zipSizeBytes !== null && formatSize(zipSizeBytes)}
        </span>
        <span className="batch-time">
          <Moment at={batch.acceptedAt} />
        </span>
        <StateMark label={batchStates[state]} />
      </div>
      {reason !== null && <p className="batch-reason">{reasonOf(state, reason)}</p>}
      {state !== 'accepted' && <ServerWords words={batch.serverWords} />}
    </div>
  );
}

function reasonOf(state: BatchSummary['state'], reason: string): string {
  if (state === 'splitting' || state === 'split') return splitReason(reason);
  return state === 'waiting' ? waitCause(reason) : heldReason(reason);
}
