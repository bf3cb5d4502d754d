// The attempts of one batch as a timeline, the newest first.
import { Button } from '@mantine/core';
import type { AttemptView } from '../../../preload/contract';
import type { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { RowSkeletons } from '../ui/row-skeletons';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { attemptWords } from '../words/attempts';
import { formatMoment } from '../words/times';
import { AttemptEvidence } from './attempt-evidence';

interface AttemptTimelineProps {
  readonly batchId: number;
  readonly attempts: ReturnType<typeof usePages<AttemptView>>;
}

/** Earlier ones are shown when they are asked for: a server that is away for days leaves hundreds. */
export function AttemptTimeline({ batchId, attempts }: AttemptTimelineProps) {
  const { query, items, total, loadMore } = attempts;
  return (
    <Panel title={t('batches.attempts.title')}>
      <Faces
        query={query}
        what={t('batches.what.attempts')}
        loading={<RowSkeletons rows={2} height={64} />}
        isEmpty={() => items.length === 0}
        empty={<p className="dim panel-note">{t('batches.attempts.empty')}</p>}
      >
        {() => (
          <>
            <ol className="timeline" aria-label={t('batches.attempts.title')}>
              {items.map((attempt) => (
                <Attempt key={attempt.number} batchId={batchId} attempt={attempt} />
              ))}
            </ol>
            {items.length < total && (
              <Button variant="subtle" size="xs" mt="sm" loading={query.isFetchingNextPage} onClick={loadMore}>
                {t('batches.attempts.showMore', { count: total - items.length })}
              </Button>
            )}
          </>
        )}
      </Faces>
    </Panel>
  );
}

interface AttemptProps {
  readonly batchId: number;
  readonly attempt: AttemptView;
}

function Attempt({ batchId, attempt }: AttemptProps) {
  const now = useNow();
  const { label, sentences } = attemptWords(attempt, now);
  return (
    <li className="timeline-step" data-tone={label.tone} data-testid="attempt">
      <div className="timeline-head">
        <strong>{t('batches.attempts.number', { number: attempt.number })}</strong>
        <span className="dim" data-formatted title={formatMoment(attempt.startedAt)}>
          <Moment at={attempt.startedAt} />
        </span>
        <StateMark label={label} />
      </div>
      <p>{sentences.join(' ')}</p>
      <ServerWords words={attempt.serverWords} />
      {attempt.hasEvidence && <AttemptEvidence batchId={batchId} attempt={attempt.number} />}
    </li>
  );
}
