// One rehearsal: what is simulated, what should come of it, and, once it was run, what did.
import { Button } from '@mantine/core';
import type { Rehearsal } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { problemSentence } from '../words/problems';
import { verdictWords } from '../words/rehearsals';
import { formatSeconds } from '../words/times';
import type { Label } from '../words/tones';
import { RehearsalVerdict } from './rehearsal-verdict';
import type { Run } from './rehearsal-runner';

interface RehearsalRowProps {
  readonly rehearsal: Rehearsal;
  readonly run: Run | null;
  readonly onRun: () => void;
}

/** Its button asks for it at any time; it waits its turn. */
export function RehearsalRow({ rehearsal, run, onRun }: RehearsalRowProps) {
  const title = t(`rehearsals.words.${rehearsal}.title`);
  const isUnderWay = run?.state === 'waiting' || run?.state === 'running';
  const isFirst = run === null || isUnderWay;
  return (
    <li className="rehearsal-row" data-testid={`rehearsal-${rehearsal}`} data-state={run?.state ?? 'none'}>
      <div className="rehearsal-row-head">
        <div className="rehearsal-row-words">
          <h3>{title}</h3>
          <p>{t(`rehearsals.words.${rehearsal}.simulated`)}</p>
          <p className="dim">
            <span className="rehearsal-expected">{t('rehearsals.row.expected')}</span>{' '}
            {t(`rehearsals.words.${rehearsal}.expected`)}
          </p>
        </div>
        <div className="rehearsal-row-end">
          {run !== null &&
            (run.state === 'running' ? <Running since={run.since} /> : <StateMark label={labelOf(run)} />)}
          <Button
            size="xs"
            variant="default"
            disabled={isUnderWay}
            aria-label={
              isFirst ? t('rehearsals.row.runNamed', { title }) : t('rehearsals.row.runAgainNamed', { title })
            }
            onClick={onRun}
          >
            {isFirst ? t('rehearsals.row.run') : t('rehearsals.row.runAgain')}
          </Button>
        </div>
      </div>
      {run?.state === 'done' && <RehearsalVerdict result={run.result} />}
      {run?.state === 'failed' && (
        <p className="rehearsal-problem">
          {t('rehearsals.row.failedLead')} {problemSentence(run.problem)}
        </p>
      )}
    </li>
  );
}

function Running({ since }: { readonly since: number }) {
  const now = useNow(500);
  const text = t('rehearsals.row.running', { span: formatSeconds(Math.max(0, now - since)) });
  return <StateMark label={{ text, tone: 'moving' }} />;
}

function labelOf(run: Exclude<Run, { readonly state: 'running' }>): Label {
  switch (run.state) {
    case 'waiting':
      return { text: t('rehearsals.row.waiting'), tone: 'quiet' };
    case 'failed':
      return { text: t('rehearsals.row.failed'), tone: 'attention' };
    case 'done': {
      const { title, tone } = verdictWords(run.result);
      return { text: title, tone };
    }
  }
}
