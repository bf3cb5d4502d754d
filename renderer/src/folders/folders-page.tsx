// The watched folders, how they are doing, and what can be done with each.
import { Button } from '@mantine/core';
import { IconFolders, IconPlus } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { RestingNotice } from '../policy/resting-notice';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { FolderCard } from './folder-card';

/** One card for each. */
export function FoldersPage() {
  const folders = useCall('folders.list', null);
  const credentials = useCall('credentials.list', null);
  const { go } = useNavigation();
  const hasNoCredential = credentials.data?.length === 0;
  const isEmpty = folders.data?.length === 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        go({ page: 'folder-form', id: null });
      }}
    >
      {t('folders.add')}
    </Button>
  );
  const addCredential = (
    <Button
      onClick={() => {
        go({ page: 'credential-form', id: null });
      }}
    >
      {t('credentials.add')}
    </Button>
  );
  return (
    <Page
      title={t('folders.title')}
      lead={t('folders.lead')}
      actions={folders.data === undefined || isEmpty ? undefined : add}
    >
      <RestingNotice />
      <Faces
        query={folders}
        what={t('folders.what')}
        loading={<RowSkeletons rows={3} height={132} />}
        isEmpty={() => isEmpty}
        empty={
          <EmptyFace
            icon={IconFolders}
            title={t('folders.empty.title')}
            text={hasNoCredential ? t('folders.empty.credentialFirst') : t('folders.empty.text')}
            action={hasNoCredential ? addCredential : add}
          />
        }
      >
        {(all) => (
          <ul className="cards" aria-label={t('folders.title')}>
            {all.map((folder) => (
              <FolderCard key={folder.id} folder={folder} />
            ))}
          </ul>
        )}
      </Faces>
    </Page>
  );
}
