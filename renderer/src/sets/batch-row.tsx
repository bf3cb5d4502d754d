// One batch with the id the server gave it; opens to its documents.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { BatchSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';
import { Moment } from '../ui/moment';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import type { OpenRows } from '../ui/use-open-rows';
import { formatSize } from '../words/numbers';
import { heldReason, splitReason, waitCause } from '../words/reasons';
import { batchStates } from '../words/states';
import { DocumentList } from './document-list';

interface BatchRowProps {
  readonly batch: BatchSummary;
  readonly open: OpenRows;
}

/** The batch id stands beside the button, so that it can be selected with the mouse. */
export function BatchRow({ batch, open }: BatchRowProps) {
  const key = `batch-${batch.id}`;
  const isOpen = open.has(key);
  const contentId = useId();
  const { serverBatchId } = batch;
  return (
    <li className="batch" data-testid={key}>
      <div className="batch-head">
        <UnstyledButton
          className="batch-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? contentId : undefined}
          aria-label={t('sets.batch.documentsOf', { count: batch.documents, batch: serverBatchId ?? String(batch.id) })}
          onClick={() => {
            open.toggle(key);
          }}
        >
          <IconChevronRight className="set-chevron" size={16} aria-hidden />
          <span className="batch-amount">{t('sets.documents', { count: batch.documents })}</span>
        </UnstyledButton>
        <span className="batch-id">
          {serverBatchId === null ? (
            <span className="dim">{t('sets.batch.noId')}</span>
          ) : (
            <>
              <span className="monospace batch-id-text" data-testid="batch-id" translate="no">
                {serverBatchId}
              </span>
              <CopyButton
                label={t('sets.batch.copyId', { batchId: serverBatchId })}
                text={() => Promise.resolve(serverBatchId)}
              />
            </>
          )}
        </span>
        <span className="batch-size" translate="no">
          {batch.zipSizeBytes !== null && formatSize(batch.zipSizeBytes)}
        </span>
        <span className="batch-time">
          <Moment at={batch.acceptedAt} />
        </span>
        <StateMark label={batchStates[batch.state]} />
      </div>
      {batch.reason !== null && <p className="batch-reason">{reasonOf(batch.state, batch.reason)}</p>}
      {batch.state !== 'accepted' && <ServerWords words={batch.serverWords} />}
      {isOpen && (
        <div id={contentId} className="batch-content">
          <DocumentList batchId={batch.id} releaseVersion={batch.releaseVersion} />
        </div>
      )}
    </li>
  );
}

function reasonOf(state: BatchSummary['state'], reason: string): string {
  if (state === 'splitting' || state === 'split') return splitReason(reason);
  return state === 'waiting' ? waitCause(reason) : heldReason(reason);
}
