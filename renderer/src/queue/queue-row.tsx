// One batch of the queue: what it is, where it stands, and what can be done about it.
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { PageLink } from '../sets/page-link';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { batchTitle } from '../words/batch-title';
import { evidenceWords } from '../words/evidence';
import { formatSize } from '../words/numbers';
import { batchStates } from '../words/states';
import { queueSentence } from '../words/waiting';
import { BatchActions } from './batch-actions';
import { UploadProgress } from './upload-progress';

/** With a progress bar while it is being sent. */
export function QueueRow({ batch }: { readonly batch: QueueItem }) {
  const now = useNow();
  return (
    <article className="queue-row" data-testid={`batch-${batch.id}`} data-state={batch.state}>
      <div className="queue-row-head">
        <div className="queue-row-words">
          <p className="queue-row-title">
            <PageLink to={{ page: 'batch', id: batch.id }}>{batchTitle(batch)}</PageLink>
          </p>
          <p className="queue-row-facts">
            {t('queue.batch', { batch: String(batch.id) })}
            {batch.zipSizeBytes !== null && <Fact text={formatSize(batch.zipSizeBytes)} />}
            <Fact text={batch.credentialName} />
            {batch.prioritized && <Fact text={t('sending.prioritized')} isWords />}
            {batch.attempts > 1 && <Fact text={t('queue.attempts', { count: batch.attempts })} isWords />}
          </p>
        </div>
        <StateMark label={batchStates[batch.state]} />
      </div>
      {batch.state === 'sending' ? (
        <UploadProgress batch={batch} />
      ) : (
        <div className="queue-row-foot">
          <div className="queue-row-words">
            <p className="queue-row-sentence">{queueSentence(batch, now)}</p>
            {batch.state === 'in-doubt' && batch.lastAttempt !== null && (
              <p className="queue-row-evidence">{evidenceWords(batch.lastAttempt)}</p>
            )}
            <ServerWords words={batch.serverWords} />
          </div>
          <BatchActions batch={batch} />
        </div>
      )}
    </article>
  );
}

/** One more fact in the line. Unless it is in words, it is data. */
function Fact({ text, isWords = false }: { readonly text: string; readonly isWords?: boolean }) {
  return (
    <>
      {' · '}
      <span translate={isWords ? undefined : 'no'}>{text}</span>
    </>
  );
}
