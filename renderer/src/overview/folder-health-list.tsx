// How each watched folder is doing, in one row each.
import { Anchor } from '@mantine/core';
import type { Overview } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { documentsOf } from '../words/headline';
import { folderHealth } from '../words/states';

/** Also folders that were removed, as long as their documents are in the sum. */
export function FolderHealthList({ folders }: { readonly folders: Overview['folders'] }) {
  const { go } = useNavigation();
  return (
    <Panel
      title={t('shell.views.folders')}
      aside={
        <Anchor
          component="button"
          size="sm"
          onClick={() => {
            go({ page: 'folders' });
          }}
        >
          {t('overview.folders.all')}
        </Anchor>
      }
    >
      <ul className="health-rows">
        {folders.map(({ id, path, health, healthDetail, counts }) => (
          <li key={id} className="health-row">
            <div className="health-row-path">
              <PathText path={path} />
              {healthDetail !== null && healthDetail !== '' && (
                <span className="health-row-detail" translate="no">
                  {healthDetail}
                </span>
              )}
            </div>
            <StateMark label={folderHealth[health]} />
            <span className="health-row-numbers">
              {t('overview.folders.delivered', { count: documentsOf(counts), delivered: counts.delivered })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
