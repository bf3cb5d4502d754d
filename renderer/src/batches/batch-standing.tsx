// Where a batch stands and why, and what a person can decide about it.
import type { AttemptView, BatchDetails } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { BatchActions } from '../queue/batch-actions';
import '../queue/queue.css';
import { isSealedAgain } from '../queue/use-decide';
import { BatchIdText } from '../sets/batch-id-text';
import { PageLink } from '../sets/page-link';
import { Choices } from '../ui/choices';
import { Panel } from '../ui/panel';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { batchEvidence, batchSentence } from '../words/batch-status';
import { choices } from '../words/decisions';
import { batchStates } from '../words/states';

interface BatchStandingProps {
  readonly batch: BatchDetails;
  /** The newest one; null before the first, and while it is not known. */
  readonly lastAttempt: AttemptView | null;
}

const inQueue: ReadonlySet<BatchDetails['state']> = new Set(['open', 'sealed', 'sending', 'waiting', 'splitting']);

/** Each decision says what it does where its name does not. */
export function BatchStanding({ batch, lastAttempt }: BatchStandingProps) {
  const now = useNow();
  const evidence = batchEvidence(batch, lastAttempt);
  const { state } = batch;
  return (
    <Panel>
      <div className="batch-standing" data-testid="batch-standing" data-state={state}>
        <div className="batch-standing-words">
          <StateMark label={batchStates[state]} />
          <p>
            {batchSentence(batch, lastAttempt, now)}
            {inQueue.has(state) && (
              <>
                {' '}
                <PageLink to={{ page: 'queue' }}>{t('batches.toQueue')}</PageLink>
              </>
            )}
          </p>
          {batch.serverBatchId !== null && (
            <p className="batch-standing-id">
              <span className="dim">{t('batches.facts.batchId')}</span>
              <BatchIdText serverBatchId={batch.serverBatchId} />
            </p>
          )}
          {evidence !== null && <p className="dim">{evidence}</p>}
          <ServerWords words={batch.serverWords} />
          {state === 'in-doubt' && <Choices choices={choices.inDoubt} />}
          {isSealedAgain(batch) && <Choices choices={choices.sealAgain} />}
        </div>
        <BatchActions batch={batch} />
      </div>
    </Panel>
  );
}
