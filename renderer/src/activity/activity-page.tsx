// What happened, newest first, with filters.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ActivityFilter } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { ActivityFilters, everyActivity, type ChosenActivity } from './activity-filters';
import { activityGroups } from './activity-groups';
import { ActivityList } from './activity-list';
import './activity.css';
import { activityRequest } from './use-activity';

const typingPauseMs = 250;

/** The page of what happened. */
export function ActivityPage() {
  const [chosen, setChosen] = useState(everyActivity);
  const [text] = useDebouncedValue(chosen.text, typingPauseMs);
  const folders = useCall('folders.list', null).data ?? [];
  const credentials = useCall('credentials.list', null).data ?? [];
  const { group, folderId, credentialId } = chosen;
  const filter = useMemo(
    () => filterOf({ group, folderId, credentialId, text }),
    [group, folderId, credentialId, text],
  );
  const query = useCall('activity.list', activityRequest(filter, null));
  const isFiltered = Object.keys(filter).length > 0;
  const knownIds = new Set([...folders, ...credentials].map(({ id }) => id));
  return (
    <Page title={t('shell.views.activity')} lead={t('activity.lead')} fills>
      <ActivityFilters chosen={chosen} onChange={setChosen} folders={folders} credentials={credentials} />
      <span className="visually-hidden" role="status">
        {isFiltered && query.isSuccess && query.data.items.length === 0 ? t('activity.nothing.title') : ''}
      </span>
      <Faces
        query={query}
        what={t('activity.what')}
        loading={<RowSkeletons rows={8} height={52} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          isFiltered ? (
            <NothingOfThisKind
              onShowAll={() => {
                setChosen(everyActivity);
              }}
            />
          ) : (
            <EmptyFace icon={IconHistory} title={t('activity.empty.title')} text={t('activity.empty.text')} />
          )
        }
      >
        {(head) => <ActivityList key={JSON.stringify(filter)} filter={filter} head={head} knownIds={knownIds} />}
      </Faces>
    </Page>
  );
}

function filterOf({ group, folderId, credentialId, text }: ChosenActivity): ActivityFilter {
  const wanted = text.trim();
  return {
    ...(group !== null && { kinds: activityGroups[group] }),
    ...(folderId !== null && { folderId }),
    ...(credentialId !== null && { credentialId }),
    ...(wanted !== '' && { text: wanted }),
  };
}

function NothingOfThisKind({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <EmptyFace
      icon={IconSearch}
      title={t('activity.nothing.title')}
      text={t('activity.nothing.text')}
      action={
        <Button variant="default" onClick={onShowAll}>
          {t('activity.nothing.showAll')}
        </Button>
      }
    />
  );
}
