// Whose profile is rehearsed, the button that runs all, and how far that is.
import { Button, NativeSelect, Progress } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { rehearsals, type FolderView, type Rehearsal } from '../../../preload/contract';
import { t } from '../i18n/translate';
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
    <Panel title={t('rehearsals.setUp.title')}>
      <div className="rehearsal-set-up">
        <NativeSelect
          label={t('rehearsals.setUp.profile')}
          description={t('rehearsals.setUp.profileHelp')}
          disabled={isBusy}
          value={folderId ?? sample}
          onChange={(event) => {
            onChoose(event.currentTarget.value === sample ? null : event.currentTarget.value);
          }}
        >
          {folders.map(({ id, path }) => (
            <option key={id} value={id} translate="no">
              {path}
            </option>
          ))}
          <option value={sample}>{t('rehearsals.setUp.sample')}</option>
        </NativeSelect>
        <div className="rehearsal-run-all">
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} disabled={isBusy} onClick={onRunAll}>
            {t('rehearsals.setUp.runAll')}
          </Button>
          {isStoppable && (
            <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={onStop}>
              {t('rehearsals.setUp.stop')}
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
            <Progress.Section
              value={percentOf(ended, all.length)}
              animated
              aria-label={t('rehearsals.setUp.progress')}
            />
          </Progress.Root>
        )}
      </div>
    </Panel>
  );
}
