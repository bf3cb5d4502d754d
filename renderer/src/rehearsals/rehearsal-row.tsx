// One rehearsal: what is simulated, what should come of it, and, once it was run, what did.
import { Button } from '@mantine/core';
import type { Rehearsal } from '../../../preload/contract';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { problemSentence } from '../words/problems';
import { rehearsalWords, verdictWords } from '../words/rehearsals';
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
  const { title, simulated, expected } = rehearsalWords[rehearsal];
  const isUnderWay = run?.state === 'waiting' || run?.state === 'running';
  return (
    <li className="rehearsal-row" data-testid={`rehearsal-${rehearsal}`} data-state={run?.state ?? 'none'}>
      <div className="rehearsal-row-head">
        <div className="rehearsal-row-words">
          <h3>{title}</h3>
          <p>{simulated}</p>
          <p className="dim">
            <span className="rehearsal-expected">Expected:</span> {expected}
          </p>
        </div>
        <div className="rehearsal-row-end">
          {run !== null &&
            (run.state === 'running' ? <Running since={run.since} /> : <StateMark label={labelOf(run)} />)}
          <Button size="xs" variant="default" disabled={isUnderWay} aria-label={`Run: ${title}`} onClick={onRun}>
            {run === null || isUnderWay ? 'Run' : 'Run again'}
          </Button>
        </div>
      </div>
      {run?.state === 'done' && <RehearsalVerdict result={run.result} />}
      {run?.state === 'failed' && (
        <p className="rehearsal-problem">It could not be rehearsed. {problemSentence(run.problem)}</p>
      )}
    </li>
  );
}

function Running({ since }: { readonly since: number }) {
  const now = useNow(500);
  return <StateMark label={{ text: `Running, ${formatSeconds(Math.max(0, now - since))}`, tone: 'moving' }} />;
}

function labelOf(run: Exclude<Run, { readonly state: 'running' }>): Label {
  switch (run.state) {
    case 'waiting':
      return { text: 'Waiting its turn', tone: 'quiet' };
    case 'failed':
      return { text: 'Could not be run', tone: 'attention' };
    case 'done': {
      const { title, tone } = verdictWords(run.result);
      return { text: title, tone };
    }
  }
}
