// One batch with the id the server gave it; opens to its documents.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { BatchSummary } from '../../../preload/contract';
import { CopyButton } from '../ui/copy-button';
import { Moment } from '../ui/moment';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import type { OpenRows } from '../ui/use-open-rows';
import { counted, formatSize } from '../words/numbers';
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
  const amount = counted(batch.documents, 'document');
  return (
    <li className="batch" data-testid={key}>
      <div className="batch-head">
        <UnstyledButton
          className="batch-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? contentId : undefined}
          aria-label={`${amount} of batch ${serverBatchId ?? batch.id}`}
          onClick={() => {
            open.toggle(key);
          }}
        >
          <IconChevronRight className="set-chevron" size={16} aria-hidden />
          <span className="batch-amount">{amount}</span>
        </UnstyledButton>
        <span className="batch-id">
          {serverBatchId === null ? (
            <span className="dim">No batch id yet</span>
          ) : (
            <>
              <span className="monospace batch-id-text" data-testid="batch-id">
                {serverBatchId}
              </span>
              <CopyButton label={`Copy batch id ${serverBatchId}`} text={() => Promise.resolve(serverBatchId)} />
            </>
          )}
        </span>
        <span className="batch-size">{batch.zipSizeBytes !== null && formatSize(batch.zipSizeBytes)}</span>
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
