// All rehearsals under the choice of whose profile they use.
import { useEffect, useRef } from 'react';
import { rehearsals, type FolderView, type Rehearsal } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useAnnounce } from '../ui/live-region';
import { Panel } from '../ui/panel';
import { verdictWords } from '../words/rehearsals';
import { useRehearsals } from './rehearsal-context';
import { RehearsalRow } from './rehearsal-row';
import type { Run } from './rehearsal-runner';
import { RehearsalSetUp } from './rehearsal-set-up';

/** In the order of the contract: from what is usual to what is rare. */
export function RehearsalList({ folders }: { readonly folders: readonly FolderView[] }) {
  const { runner, choice, runs, isBusy } = useRehearsals();
  // Whose folder was removed since has no profile any more.
  const isThere = choice !== null && (choice.folderId === null || folders.some(({ id }) => id === choice.folderId));
  const folderId = isThere ? choice.folderId : (folders[0]?.id ?? null);
  useVoice(runs);

  function start(wanted: readonly Rehearsal[]): void {
    runner.choose(folderId);
    runner.start(wanted);
  }

  return (
    <>
      <RehearsalSetUp
        folders={folders}
        folderId={folderId}
        runs={runs}
        isBusy={isBusy}
        onChoose={runner.choose}
        onRunAll={() => {
          start(rehearsals);
        }}
        onStop={runner.stopWaiting}
      />
      <Panel title={t('rehearsals.list')}>
        <ul className="rehearsal-rows">
          {rehearsals.map((rehearsal) => (
            <RehearsalRow
              key={rehearsal}
              rehearsal={rehearsal}
              run={runs.get(rehearsal) ?? null}
              onRun={() => {
                start([rehearsal]);
              }}
            />
          ))}
        </ul>
      </Panel>
    </>
  );
}

/** Tells screen readers each verdict when it is there, without moving the focus. */
function useVoice(runs: ReadonlyMap<Rehearsal, Run>): void {
  const announce = useAnnounce();
  const told = useRef(runs);
  useEffect(() => {
    const before = told.current;
    told.current = runs;
    for (const [rehearsal, run] of runs) {
      if (run === before.get(rehearsal)) continue;
      const title = t(`rehearsals.words.${rehearsal}.title`);
      if (run.state === 'done')
        announce(t('rehearsals.row.saidDone', { title, verdict: verdictWords(run.result).title }));
      if (run.state === 'failed') announce(t('rehearsals.row.saidFailed', { title }));
    }
  }, [announce, runs]);
}
