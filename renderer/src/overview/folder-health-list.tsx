// How each watched folder is doing: how it is watched and what that costs, when it was last looked at, where its
// documents are.
import { Anchor } from '@mantine/core';
import type { Overview, Period } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { documentsOf } from '../words/headline';
import { periodNothing, periodNumbers } from '../words/periods';
import { lookingWords, watchLabel } from '../words/watching';
import { CountsBar } from './counts-bar';
import { WatchProblemNotice } from './watch-problem-notice';

type FolderRow = Overview['folders'][number];

/** One row each; its name leads to its form. */
export function FolderHealthList({ overview }: { readonly overview: Pick<Overview, 'folders' | 'period'> }) {
  const { go } = useNavigation();
  const { folders, period } = overview;
  return (
    <Panel
      title={t('shell.views.folders')}
      aside={
        <span className="panel-asides">
          <span className="dim">{periodNumbers[period]}</span>
          <Anchor
            component="button"
            size="sm"
            onClick={() => {
              go({ page: 'folders' });
            }}
          >
            {t('overview.folders.all')}
          </Anchor>
        </span>
      }
    >
      <ul className="health-rows">
        {folders.map((folder) => (
          <HealthRow key={folder.id} folder={folder} period={period} />
        ))}
      </ul>
    </Panel>
  );
}

function HealthRow({ folder, period }: { readonly folder: FolderRow; readonly period: Period }) {
  const { go } = useNavigation();
  const { id, path, health, healthDetail, counts, watch } = folder;
  const looking = folder.looking === null ? null : lookingWords(folder.looking);
  const advice = looking?.advice ?? null;
  return (
    <li className="health-row" data-testid="folder-health">
      <div className="health-row-name">
        <Anchor
          component="button"
          className="health-row-link"
          aria-label={t('folders.actions.named', { action: t('folders.actions.edit'), path })}
          onClick={() => {
            go({ page: 'folder-form', id });
          }}
        >
          <PathText path={path} />
        </Anchor>
        {healthDetail !== null && healthDetail !== '' && (
          <span className="health-row-detail" translate="no">
            {healthDetail}
          </span>
        )}
      </div>
      <StateMark label={watchLabel(health, watch)} />
      <div className="health-row-counts">
        {counts.seen > 0 && <CountsBar counts={counts} nameFor={period} />}
        <span className="health-row-numbers">
          {counts.seen === 0
            ? periodNothing[period]
            : t('overview.folders.delivered', { count: documentsOf(counts), delivered: counts.delivered })}
        </span>
      </div>
      <dl className="health-row-times">
        <div>
          <dt>{t('overview.watch.lastScan')}</dt>
          <dd>
            <Moment at={folder.lastScanAt} never={t('overview.watch.notScanned')} />
          </dd>
        </div>
        <div>
          <dt>{t('overview.watch.lastEvent')}</dt>
          <dd>
            <Moment at={folder.lastEventAt} never={t('overview.watch.noEvent')} />
          </dd>
        </div>
        {looking !== null && (
          <div>
            <dt>{t('folders.looking.title')}</dt>
            <dd>{looking.facts}</dd>
          </div>
        )}
      </dl>
      {advice !== null && (
        <div className="watch-problem">
          <p>{advice}</p>
        </div>
      )}
      {watch.problem !== null && <WatchProblemNotice problem={watch.problem} />}
    </li>
  );
}
