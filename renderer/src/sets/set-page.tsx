// One set's page, or that of the batches outside any set: what is known about it, its batches and their ids.
import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { problemOf, useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { BatchList } from './batch-list';
import { BackLink } from './page-link';
import { SetActions } from './set-actions';
import { SetFacts } from './set-facts';
import { setTitle } from './set-title';
import './sets.css';

/** `id: null` stands for the batches outside any set. */
export function SetPage({ id }: { readonly id: number | null }) {
  const query = useCall('sets.get', { setId: id });
  const set = query.data;
  const isUnknown = set === undefined && query.error !== null && problemOf(query.error).code === 'not-found';
  return (
    <Page
      title={set === undefined ? t(id === null ? 'sets.noSet' : 'sets.set.title') : setTitle(set)}
      isTitleData={set !== undefined && set.name !== null}
      {...(id === null && { lead: t('sets.noSetLead') })}
      back={<BackLink to={{ page: 'sets' }}>{t('sets.set.back')}</BackLink>}
      actions={set === undefined ? undefined : <SetActions set={set} />}
    >
      {isUnknown ? (
        <UnknownSet />
      ) : (
        <Faces query={query} what={t('sets.set.what')} loading={<RowSkeletons rows={2} height={180} />}>
          {(found) => (
            <>
              <SetFacts set={found} />
              <BatchList setId={id} />
            </>
          )}
        </Faces>
      )}
    </Page>
  );
}

function UnknownSet() {
  const { go } = useNavigation();
  return (
    <EmptyFace
      icon={IconStack2}
      title={t('sets.set.notFound')}
      text={t('sets.set.notFoundText')}
      action={
        <Button
          variant="default"
          onClick={() => {
            go({ page: 'sets' });
          }}
        >
          {t('sets.set.toSets')}
        </Button>
      }
    />
  );
}
