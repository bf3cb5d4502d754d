// Adding and editing a watched folder: finds what is to be edited and shows the form.
import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { usePolicy } from '../policy/use-policy';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { FolderForm } from './folder-form';
import './folders.css';

interface FolderFormPageProps {
  readonly id: string | null;
  /** What a new one starts with. */
  readonly path: string | null;
}

/** `id: null` adds one. */
export function FolderFormPage({ id, path }: FolderFormPageProps) {
  const folders = useCall('folders.list', null);
  const credentials = useCall('credentials.list', null);
  const isLocked = usePolicy().folder(id) !== null;
  const loading = <RowSkeletons rows={6} height={56} />;
  return (
    <Page title={id === null ? t('folders.add') : t(isLocked ? 'policy.viewFolder' : 'folders.edit')}>
      <Faces
        query={credentials}
        what={t('credentials.what')}
        loading={loading}
        isEmpty={(all) => all.length === 0}
        empty={<NoCredential />}
      >
        {(choices) => (
          <Faces query={folders} what={t('folders.whatOne')} loading={loading}>
            {(all) => (
              <FolderForm saved={all.find((folder) => folder.id === id) ?? null} path={path} credentials={choices} />
            )}
          </Faces>
        )}
      </Faces>
    </Page>
  );
}

function NoCredential() {
  const { go } = useNavigation();
  return (
    <EmptyFace
      icon={IconKey}
      title={t('folders.noCredential.title')}
      text={t('folders.noCredential.text')}
      action={
        <Button
          onClick={() => {
            go({ page: 'credential-form', id: null });
          }}
        >
          {t('credentials.add')}
        </Button>
      }
    />
  );
}
