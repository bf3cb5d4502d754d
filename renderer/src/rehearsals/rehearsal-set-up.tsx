// Whose profile is rehearsed, the button that runs all, and how far that is.
import { Button, NativeSelect, Progress } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { rehearsals, type FolderView, type Rehearsal } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { StateMark } from '../ui/state-mark';
import { percentOf } from '../words/numbers';
import { tallyWords } from '../words/rehearsal-tally';
import type { Run } from './rehearsal-runner';

interface RehearsalSetUpProps {
  readonly folders: readonly FolderView[];
  readonly folderId: string | null;
  readonly runs: ReadonlyMap<Rehearsal, Run>;
  readonly isBusy: boolean;
  readonly onChoose: (folderId: string | null) => void;
  readonly onRunAll: () => void;
  readonly onStop: () => void;
}

// No folder has this id: an option's value cannot be null.
const sample = '';

/** The choice is locked while something runs: its verdicts would mix two profiles. */
export function RehearsalSetUp(props: RehearsalSetUpProps) {
  const { folders, folderId, runs, isBusy, onChoose, onRunAll, onStop } = props;
  const all = [...runs.values()];
  const ended = all.filter(({ state }) => state === 'done' || state === 'failed').length;
  const isStoppable = all.some(({ state }) => state === 'waiting');
  const tally = tallyWords(all, rehearsals.length);
  return (
    <Panel title="What is rehearsed">
      <div className="rehearsal-set-up">
        <NativeSelect
          label="With the profile of"
          description="Its set policy, its rules for packing, duplicates and originals, and its credential’s rules are followed. Waiting times are cut short."
          disabled={isBusy}
          value={folderId ?? sample}
          data={[
            ...folders.map(({ id, path }) => ({ value: id, label: path })),
            { value: sample, label: 'A sample folder, as a new one begins' },
          ]}
          onChange={(event) => {
            onChoose(event.currentTarget.value === sample ? null : event.currentTarget.value);
          }}
        />
        <div className="rehearsal-run-all">
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} disabled={isBusy} onClick={onRunAll}>
            Run all
          </Button>
          {isStoppable && (
            <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={onStop}>
              Stop after this one
            </Button>
          )}
          <span className="rehearsal-tally" role="status">
            {tally.tone === null ? (
              <span className="dim">{tally.text}</span>
            ) : (
              <StateMark label={{ ...tally, tone: tally.tone }} />
            )}
          </span>
        </div>
        {isBusy && (
          <Progress.Root size="md" className="rehearsal-progress">
            <Progress.Section value={percentOf(ended, all.length)} animated aria-label="Rehearsals that have ended" />
          </Progress.Root>
        )}
      </div>
    </Panel>
  );
}
